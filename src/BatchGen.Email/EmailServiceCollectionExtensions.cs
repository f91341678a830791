using BatchGen;
using BatchGen.Notifications.Email;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers notifications by e-mail.</summary>
public static class EmailServiceCollectionExtensions
{
    /// <summary>
    /// Lets <c>[Fallback(Notify = ["mailto:ADDRESS"])]</c> send mail (standard 3.3). Its settings are in the section
    /// <c>Batch:Notify:Smtp</c>, read and checked at start.
    /// </summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddEmailNotifications(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAlertChannelFactory, EmailChannelFactory>());
        return services;
    }
}
