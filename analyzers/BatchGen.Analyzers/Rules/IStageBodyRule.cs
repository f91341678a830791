using BatchGen.Analyzers.Rules.StageBodies;

namespace BatchGen.Analyzers.Rules;

/// <summary>A rule on the code inside stage methods.</summary>
internal interface IStageBodyRule
{
    /// <summary>Reports what of a stage's body breaks the rule.</summary>
    void Check(StageBody stage);
}
