using System.Text.Json.Nodes;

namespace BatchGen.Cli.Prefect.Models;

/// <summary>Asks for a run. What is null is not sent.</summary>
/// <param name="Parameters">Over those of the deployment.</param>
/// <param name="Tags">Added to those of the deployment.</param>
/// <param name="IdempotencyKey">A second request with the key makes no second run. Keys are those of the flow, so it has to name the deployment.</param>
internal sealed record RunCreation(JsonObject? Parameters, IReadOnlyList<string>? Tags, string IdempotencyKey);

/// <summary>What a run is to become.</summary>
/// <param name="State">The state.</param>
/// <param name="Force">False: the server may refuse.</param>
internal sealed record StateChange(StateRequest State, bool Force);

/// <summary>A state that is asked for.</summary>
internal sealed record StateRequest(string Type, string? Message);

/// <summary>What the server says to a <see cref="StateChange"/>.</summary>
/// <param name="Status"><c>ACCEPT</c>, <c>REJECT</c>, <c>WAIT</c> or <c>ABORT</c>.</param>
/// <param name="State">The state that the run has now.</param>
/// <param name="Details">Why it is not the one that was asked for.</param>
internal sealed record StateAnswer(string Status, RunState? State, StateAnswerDetails? Details);

/// <summary>Why a state was not taken.</summary>
internal sealed record StateAnswerDetails(string? Reason);

/// <summary>Asks for the runs of the schedules' slots in a stretch of time, also a past one.</summary>
/// <param name="StartTime">The first slot.</param>
/// <param name="EndTime">The last slot.</param>
/// <param name="MinRuns">How many there are: without it the server stops after three.</param>
/// <param name="MaxRuns">The same.</param>
internal sealed record ScheduleRequest(DateTimeOffset StartTime, DateTimeOffset EndTime, int MinRuns, int MaxRuns);

/// <summary>An event.</summary>
/// <param name="Id">Its id; the server asks for one.</param>
/// <param name="Occurred">When.</param>
/// <param name="Event">What: <c>batch.swapi-people.release.checked</c>.</param>
/// <param name="Resource">Whom it is about; has to have <c>prefect.resource.id</c>.</param>
/// <param name="Payload">What else there is to say.</param>
internal sealed record PrefectEvent(
    Guid Id, DateTimeOffset Occurred, string Event, IReadOnlyDictionary<string, string> Resource, JsonObject? Payload);

/// <summary>A token against forged requests, as <c>/csrf-token</c> gives it.</summary>
internal sealed record CsrfToken(string Token);
