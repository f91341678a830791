using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>The publish stage that the current call belongs to; where the generated publish body finds its producer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PublishScope
{
    /// <summary>The current scope.</summary>
    /// <exception cref="InvalidOperationException">The publish method was called outside a publish stage.</exception>
    public static PublishScope Current => throw null!;

    /// <summary>Writes one record and completes when every in-sync replica has it.</summary>
    public abstract Task SendAsync<T>(
        string topic, string recordId, string key, T payload, JsonTypeInfo<T> json, CancellationToken cancellationToken);
}
