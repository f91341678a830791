namespace BatchGen.Analyzers.Rules;

/// <summary>What a rule tells its fix about an argument of <c>[BatchJob]</c> that is missing or wrong.</summary>
internal static class JobArgument
{
    /// <summary>The property that carries the value to write; absent where there is none that is honest.</summary>
    public const string ValueProperty = "Value";
}
