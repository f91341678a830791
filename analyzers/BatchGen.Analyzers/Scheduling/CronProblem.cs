namespace BatchGen.Analyzers.Scheduling;

/// <summary>Why a text is no plain cron expression.</summary>
/// <param name="Offset">Where in the text the wrong piece begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Found">What is wrong, as the end of a sentence about the expression: <c>has the hour '25'</c>.</param>
/// <param name="Remedy">What to write.</param>
internal sealed record CronProblem(int Offset, int Length, string Found, string Remedy);
