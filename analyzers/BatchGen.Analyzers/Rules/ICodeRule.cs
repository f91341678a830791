using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules;

/// <summary>A rule on any code, whether the compilation has jobs or uses Confluent.Kafka or neither.</summary>
internal interface ICodeRule
{
    /// <summary>Registers what the rule looks at. Called once per compilation.</summary>
    void Register(CompilationStartAnalysisContext start, KnownTypes known);
}
