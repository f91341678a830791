using System.Diagnostics.CodeAnalysis;
using BatchGen.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.Testing;

/// <summary>Starts a job's consumers on an <see cref="EmbeddedKafka"/>, for tests of the job.</summary>
/// <example>
/// <code>
/// await using var kafka = await EmbeddedKafka.StartAsync();
/// await using var app = await BatchTestHost.StartAsync&lt;PeopleIngest&gt;(kafka, services => services.AddSingleton&lt;PeopleTable&gt;());
/// await app.PublishAsync(new Person("people/1", "Luke"));
/// await app.Processed(1);
/// kafka.Topic("people.ingest.v1.dlq").ShouldBeEmpty();
/// </code>
/// </example>
public static class BatchTestHost
{
    /// <summary>
    /// Registers the job as the generated <c>AddBatchJobs</c> does, creates its topics where they are missing, starts the consumers of its
    /// <c>[Load]</c> stages, and returns when they have their partitions.
    /// </summary>
    /// <typeparam name="TJob">The <c>[BatchJob]</c> class.</typeparam>
    /// <param name="kafka">The broker. It outlives the host.</param>
    /// <param name="configure">Registers what the job's constructor takes.</param>
    /// <param name="options">Null for the defaults of <see cref="BatchTestHostOptions"/>.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="BatchConfigurationException">The settings are wrong, or a stage needs a store that is not registered.</exception>
    /// <exception cref="TimeoutException">A consumer got no partitions within <see cref="BatchTestHostOptions.Timeout"/>.</exception>
    public static async Task<BatchTestHost<TJob>> StartAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob>(
        EmbeddedKafka kafka,
        Action<IServiceCollection>? configure = null,
        BatchTestHostOptions? options = null,
        CancellationToken cancellationToken = default)
        where TJob : class, IBatchJob
    {
        ArgumentNullException.ThrowIfNull(kafka);
        BatchTestHost<TJob> host = new(kafka, configure, options ?? new BatchTestHostOptions());
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
