using System.Text.Json.Serialization;
using TheNamespace.Batch;
#if (run)
using TheNamespace.Source;
#endif

namespace TheNamespace;

/// <summary>How the job writes and reads JSON: names in snake_case, and what a type requires has to be there.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
#if (run)
[JsonSerializable(typeof(TheBatchRow))]
#endif
[JsonSerializable(typeof(TheBatchRecord))]
internal sealed partial class TheBatchJson : JsonSerializerContext;
