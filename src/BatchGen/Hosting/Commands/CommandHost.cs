using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BatchGen.Hosting.Commands;

/// <summary>One command of the executable.</summary>
internal interface ICommand
{
    /// <returns>The exit code.</returns>
    Task<int> RunAsync(IServiceProvider services, CancellationToken stopping);
}

/// <summary>Runs a command within the application's host, and turns whatever it throws into a message and an exit code.</summary>
internal sealed class CommandHost(Func<IHost> buildHost)
{
    public async Task<int> RunAsync(ICommand command, CancellationToken cancellationToken)
    {
        try
        {
            using IHost host = buildHost();
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                return await command.RunAsync(host.Services, stopping).ConfigureAwait(false);
            }
            finally
            {
                await host.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            string message = exception is OperationCanceledException ? "Stopped before it was done." : exception.Message;
            await Console.Error.WriteLineAsync(message).ConfigureAwait(false);
            return ExitCodes.Of(exception);
        }
    }
}
