using System.Diagnostics.CodeAnalysis;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Testing;

/// <summary>Runs every path of a job's consumers for real, on an embedded broker, and says which of them fails (standard 4.4, 5.2).</summary>
/// <example>
/// <code>
/// PeopleTable table = new();
/// await Conformance.VerifyAsync&lt;PeopleIngest&gt;(
///     new Person("people/1", "Luke"),
///     services => services.AddSingleton(table),
///     new ConformanceOptions { SetDependency = (_, state) => table.State = state, Effect = _ => table.ToString() });
/// </code>
/// </example>
public static class Conformance
{
    /// <summary>
    /// Has a sample record succeed, fail and be tried again, fail for good, come twice, come again after a crash, and be in hand when the
    /// process stops; each on a broker of its own.
    /// </summary>
    /// <typeparam name="TJob">The <c>[BatchJob]</c> class.</typeparam>
    /// <param name="sample">A record that the job publishes and its handlers can handle.</param>
    /// <param name="configure">Registers what the job's constructor takes; called for each start of the job.</param>
    /// <param name="options">What else there is to know of the job; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report of a job that conforms; what could not be verified is in it.</returns>
    /// <exception cref="ConformanceException">A path failed; the message says which and why.</exception>
    /// <exception cref="ArgumentException">The job consumes nothing, or nothing that it publishes.</exception>
    public static async Task<ConformanceReport> VerifyAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob>(
        object sample,
        Action<IServiceCollection>? configure = null,
        ConformanceOptions? options = null,
        CancellationToken cancellationToken = default)
        where TJob : class, IBatchJob
    {
        ArgumentNullException.ThrowIfNull(sample);
        ConformancePaths<TJob> paths = new(sample, configure, options ?? new ConformanceOptions());
        List<ConformanceResult> results = [];
        foreach ((string name, Func<CancellationToken, Task<ConformanceResult>> run) in paths.All)
        {
            try
            {
                results.Add(await run(cancellationToken).ConfigureAwait(false) with { Path = name });
            }
            catch (Exception exception) when (exception is not (ArgumentException or OperationCanceledException))
            {
                results.Add(new ConformanceResult(name, ConformanceOutcome.Failed, exception.Message));
            }
        }

        ConformanceReport report = new(paths.Job, results);
        return report.IsConforming ? report : throw new ConformanceException(report);
    }
}
