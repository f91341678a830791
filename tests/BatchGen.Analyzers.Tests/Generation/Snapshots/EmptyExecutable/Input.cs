using Microsoft.Extensions.DependencyInjection;

IServiceCollection services = new ServiceCollection();
services.AddBatchJobs();

namespace BatchGen.Testing
{
    internal sealed class EmbeddedKafka;
}

namespace Microsoft.Extensions.DependencyInjection
{
    internal static class EmbeddedKafkaServiceCollectionExtensions
    {
        public static IServiceCollection AddEmbeddedKafka(this IServiceCollection services) => services;
    }
}
