#if (run)
using TheNamespace.Source;
#endif
using TheNamespace.Storage;

namespace TheNamespace;

/// <summary>Registers what the job <c>the-batch</c> takes.</summary>
internal static class TheBatchServices
{
    /// <param name="services">Where to register.</param>
    public static IServiceCollection AddTheBatch(this IServiceCollection services) => services
#if (run)
        .AddSingleton<ITheBatchSource, TheBatchSource>()
#endif
        .AddSingleton<TheBatchFolder>()
        .AddSingleton<ITheBatchStore>(provider => provider.GetRequiredService<TheBatchFolder>())
        .AddSingleton<IResultLocation>(provider => provider.GetRequiredService<TheBatchFolder>());
}
