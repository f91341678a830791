using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>
/// JSON for payload types that no <c>JsonSerializerContext</c> of the compilation covers: the serializer's defaults, the same that
/// a context without options has, so that adding one later does not change the wire format.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReflectionJson
{
    private const string Reason = "Add a JsonSerializerContext with [JsonSerializable] for the payload type (BWS4205).";

    /// <summary>How the serializer writes and reads <typeparamref name="T"/> by reflection.</summary>
    /// <typeparam name="T">The payload.</typeparam>
    [RequiresUnreferencedCode(Reason)]
    [RequiresDynamicCode(Reason)]
    public static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)JsonSerializerOptions.Default.GetTypeInfo(typeof(T));
}
