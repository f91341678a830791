using Microsoft.Extensions.Hosting;

namespace BatchGen.Notifications;

/// <summary>Ties notifications to the host: wrong settings end the process at start, and what is left is sent when it stops.</summary>
internal sealed class AlertsLifetime(Alerts alerts) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => alerts.EndAsync(cancellationToken);
}
