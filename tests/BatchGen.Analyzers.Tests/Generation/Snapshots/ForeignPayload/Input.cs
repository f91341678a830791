using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Tasks;
using BatchGen;
using Shop.Contracts;

namespace Shop.Sources
{
    public sealed record Product(string Sku);
}

namespace Shop.Contracts
{
    public abstract class Entity
    {
        [RecordId]
        public string Sku { get; init; } = "";
    }

    public sealed class Product : Entity
    {
        [RecordKey]
        public System.DateTimeOffset Changed { get; init; }
    }

    [JsonSerializable(typeof(Product), TypeInfoPropertyName = "ShopProduct")]
    public sealed partial class ContractsJson : JsonSerializerContext
    {
        private ContractsJson()
            : base(null)
        {
        }

        public static ContractsJson Default { get; } = new();

        public JsonTypeInfo<Product> ShopProduct => (JsonTypeInfo<Product>)GetTypeInfo(typeof(Product))!;

        protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

        public override JsonTypeInfo? GetTypeInfo(System.Type type) => JsonSerializerOptions.Default.GetTypeInfo(type);
    }
}

namespace Shop.Batch
{
    [BatchJob("shop-products", Cron = "0 4 * * *", Concurrency = 1, Owner = "shop", Idempotency = "Upserts.")]
    [Fallback("file:///var/lib/batch/fallback", Notify = ["slack:shop"])]
    public sealed partial class ShopProducts
    {
        [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
        private List<Sources.Product> Read() => [];

        [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
        private ValueTask<Product?> CleanAsync(Sources.Product source) => default;

        [Publish("shop.product.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
        private partial Task PublishAsync(Product product);
    }
}
