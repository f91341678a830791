using System.Diagnostics.CodeAnalysis;
using BatchGen;
using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Health;
using BatchGen.Hosting;
using BatchGen.Idempotency;
using BatchGen.Idempotency.Sqlite;
using BatchGen.Notifications;
using BatchGen.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers batch jobs.</summary>
public static class BatchServiceCollectionExtensions
{
    /// <summary>
    /// Registers one job and, once, what jobs need to run; the generated <c>AddBatchJobs</c> calls it for every job of the assembly.
    /// The job's class is a singleton. An <see cref="IConfiguration"/> must be registered; its section <c>Batch</c> is read when the
    /// first job is resolved.
    /// </summary>
    /// <typeparam name="TJob">The <c>[BatchJob]</c> class.</typeparam>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddBatchJob<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TJob>(
        this IServiceCollection services)
        where TJob : class, IBatchJob
    {
        services.TryAddSingleton<TJob>();
        services.AddSingleton(new JobRegistration(typeof(TJob), TJob.CreatePlan));
        return services.AddBatchRuntime();
    }

    /// <summary>What jobs need to run, whether there are any or not.</summary>
    internal static IServiceCollection AddBatchRuntime(this IServiceCollection services)
    {
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => BatchOptions.Read(provider.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<KafkaConnection>();
        services.TryAddSingleton<KafkaProducers>();
        services.TryAddSingleton<DeadLetterWriter>();
        services.TryAddSingleton<FallbackStores>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFallbackStoreFactory, FileFallbackStoreFactory>());
        services.TryAddSingleton<IdempotencyStores>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIdempotencyStoreFactory, SqliteIdempotencyStoreFactory>());
        services.AddNotifications();
        services.TryAddSingleton<ConsumersHealth>();
        if (!services.Any(service => service.ServiceType == typeof(HealthRegistration)))
        {
            services.AddSingleton<HealthRegistration>();
            services.AddHealthChecks().Add(new HealthCheckRegistration(
                "batchgen", provider => provider.GetRequiredService<ConsumersHealth>(), failureStatus: null, tags: ["ready"]));
        }

        services.TryAddSingleton<Compensations>();
        services.TryAddSingleton<Compensator>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<LoadConsumers>();
        services.TryAddSingleton<JobCatalog>();
        return services;
    }

    private static void AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton<NotificationHttp>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAlertChannelFactory, SlackChannelFactory>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAlertChannelFactory, PagerDutyChannelFactory>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAlertChannelFactory, WebhookChannelFactory>());
        services.TryAddSingleton<Alerts>();
        services.TryAddSingleton<IAlerts>(provider => provider.GetRequiredService<Alerts>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AlertsLifetime>());
    }

    /// <summary>Says that the health check is registered: it has no type of its own to look for.</summary>
    private sealed class HealthRegistration;
}
