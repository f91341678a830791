using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Runtime;

namespace BatchGen.Tests.Fallbacks;

public sealed class FallbackStoresTests
{
    [Theory]
    [InlineData("file:///var/x", "/var/x")]
    [InlineData("FILE:/var/x", "/var/x")]
    [InlineData("file:rel", "rel")]
    public void Is_opened_by_its_address(string store, string folder) =>
        Assert.Equal(Path.GetFullPath(folder), new FallbackStores(new BatchOptions(), [new FileFallbackStoreFactory()]).Open(Job(store)).Location);

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("file:")]
    [InlineData("file://")]
    [InlineData("file://var/x")]
    [InlineData("s3://")]
    [InlineData("")]
    public void An_address_that_nobody_knows_is_wrong_configuration(string store)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => new FallbackStores(new BatchOptions(), [new FileFallbackStoreFactory()]).Open(Job(store)));
        Assert.Equal("Batch:Fallback:Store", exception.Key);
        Assert.Contains("'job'", exception.Message, StringComparison.Ordinal);
    }

    private static JobDescriptor Job(string store) => new("job", typeof(object)) { Fallback = new(store, []), Stages = [] };

    [Fact]
    public void An_address_from_the_configuration_is_blamed_on_its_key_alone()
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => new FallbackStores(new BatchOptions { FallbackStore = "file:" }, [new FileFallbackStoreFactory()]).Open(Job("file:good")));
        Assert.StartsWith("Batch:Fallback:Store: this key names 'file:'", exception.Message, StringComparison.Ordinal);
    }
}
