using System.ComponentModel;

namespace BatchGen.Runtime;

/// <summary>Brings the shapes in which a stage may return its records to the one that the engine takes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Records
{
    /// <summary>The records of a sequence.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="records">The sequence.</param>
    public static IAsyncEnumerable<T> From<T>(IEnumerable<T> records) => records.ToAsyncEnumerable();

    /// <summary>The records of an asynchronous sequence.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="records">The sequence.</param>
    public static IAsyncEnumerable<T> From<T>(IAsyncEnumerable<T> records) => records;

    /// <summary>The records of a sequence that is yet to come.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="records">Makes the sequence; called when the first record is asked for.</param>
    public static async IAsyncEnumerable<T> From<T>(Func<Task<IEnumerable<T>>> records)
    {
        foreach (T record in await records().ConfigureAwait(false))
        {
            yield return record;
        }
    }

    /// <summary>The records of an asynchronous sequence that is yet to come.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="records">Makes the sequence; called when the first record is asked for.</param>
    public static async IAsyncEnumerable<T> From<T>(Func<Task<IAsyncEnumerable<T>>> records)
    {
        await foreach (T record in (await records().ConfigureAwait(false)).ConfigureAwait(false))
        {
            yield return record;
        }
    }
}
