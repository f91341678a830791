namespace BatchGen.Analyzers.Rules.Options;

/// <summary>An option whose value cannot be used.</summary>
/// <param name="Key">The option, for example <c>batchgen.topic_pattern</c>.</param>
/// <param name="Value">What was stated.</param>
/// <param name="Reason">Why it cannot be used.</param>
internal readonly record struct OptionProblem(string Key, string Value, string Reason);
