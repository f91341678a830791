using System.Text.Json.Serialization;
using BatchGen.Cli.Commands.DeadLetters;
using BatchGen.Cli.Commands.Fallbacks;
using BatchGen.Cli.Commands.Release;
using BatchGen.Cli.Commands.Runs;
using BatchGen.Cli.Commands.Generate;
using BatchGen.Cli.Commands.New;

namespace BatchGen.Cli.Output;

/// <summary>How results are written with <c>--json</c>: names and meaning stay; members may be added.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LetterList))]
[JsonSerializable(typeof(ShownLetter))]
[JsonSerializable(typeof(PurgeOutput))]
[JsonSerializable(typeof(ReplayOutput))]
[JsonSerializable(typeof(EntryList))]
[JsonSerializable(typeof(ShownEntry))]
[JsonSerializable(typeof(RunOutput))]
[JsonSerializable(typeof(ReleaseReport))]
[JsonSerializable(typeof(BackfillOutput))]
[JsonSerializable(typeof(IReadOnlyList<DeploymentStatus>))]
[JsonSerializable(typeof(GenerateOutput))]
[JsonSerializable(typeof(NewJobOutput))]
internal sealed partial class OutputJson : JsonSerializerContext;
