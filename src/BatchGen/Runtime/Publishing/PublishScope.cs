using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace BatchGen.Runtime;

/// <summary>The publish stage that the current call belongs to; where the generated publish body finds its producer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PublishScope
{
    private static readonly AsyncLocal<PublishScope?> Ambient = new();

    private protected PublishScope()
    {
    }

    /// <summary>The current scope.</summary>
    /// <exception cref="InvalidOperationException">The publish method was called outside a publish stage.</exception>
    public static PublishScope Current => Ambient.Value
        ?? throw new InvalidOperationException(
            "A [Publish] method belongs to a batch: it can be called by the job's run, or from a [Load] method of the same job.");

    /// <summary>What the published records make good, or null: they are marked with it, see <see cref="CompensatedBatch"/>.</summary>
    internal CompensatedBatch? Compensates { get; init; }

    /// <summary>Writes one record and completes when every in-sync replica has it (standard 4.3).</summary>
    /// <typeparam name="T">The payload.</typeparam>
    /// <param name="topic">The topic.</param>
    /// <param name="recordId">The record's id, the same in every run (standard 1.3).</param>
    /// <param name="key">The message key (standard 4.2).</param>
    /// <param name="payload">The domain fields.</param>
    /// <param name="json">How the payload is written.</param>
    /// <param name="cancellationToken">Gives up before the record is handed to the client; after that its delivery timeout bounds the wait.</param>
    /// <exception cref="PermanentFailureException">The record has no id, so a rerun could not be told from another record.</exception>
    public abstract Task SendAsync<T>(
        string topic, string recordId, string key, T payload, JsonTypeInfo<T> json, CancellationToken cancellationToken);

    /// <summary>Makes a scope the current one until the entry is disposed; null leaves things as they are.</summary>
    internal static Entry Enter(PublishScope? scope)
    {
        if (scope is null)
        {
            return default;
        }

        Entry entry = new(Ambient.Value);
        Ambient.Value = scope;
        return entry;
    }

    internal readonly struct Entry(PublishScope? previous) : IDisposable
    {
        private readonly bool _entered = true;

        public void Dispose()
        {
            if (_entered)
            {
                Ambient.Value = previous;
            }
        }
    }
}
