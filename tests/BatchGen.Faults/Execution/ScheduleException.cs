namespace BatchGen.Faults.Execution;

/// <summary>A schedule did not come to its end.</summary>
internal sealed class ScheduleException(string message) : Exception(message);
