using BatchGen.Configuration;
using BatchGen.Fallbacks;
using BatchGen.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BatchGen.S3.Tests;

public sealed class S3ConfigurationTests
{
    [Theory]
    [InlineData("ServiceUrl", "storage.googleapis.com", "is not the plain URL of a service")]
    [InlineData("ServiceUrl", "https://me:hunter2@minio", "is not the plain URL of a service")]
    [InlineData("ServiceUrl", "ftp://minio", "is not the plain URL of a service")]
    [InlineData("Region", "Frankfurt!", "'Frankfurt!' is not a region")]
    [InlineData("ForcePathStyle", "perhaps", "'perhaps' is not true or false")]
    [InlineData("TimeoutSeconds", "0", "'0' is not a whole number from 1 to 600")]
    [InlineData("Attempts", "many", "'many' is not a whole number from 1 to 10")]
    [InlineData("SecretKey", "hunter2", "missing", "AccessKey")]
    [InlineData("AccessKey", "AKIA", "missing", "SecretKey")]
    [InlineData("Bucket", "b", "unknown key")]
    public void A_wrong_key_is_named_before_anything_starts(string key, string value, string problem, string? blamed = null)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => Stores(new() { [$"Batch:Fallback:S3:{key}"] = value }));
        Assert.Equal($"Batch:Fallback:S3:{blamed ?? key}", exception.Key);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3:bucket")]
    [InlineData("s3://b")]
    [InlineData("s3://Bucket/x")]
    [InlineData("s3://bucket/../x")]
    [InlineData("s3://bucket/a//b")]
    [InlineData("s3://bucket/a?b")]
    [InlineData("s3://bucket/ä")]
    public void A_wrong_address_is_blamed_on_the_job_that_has_it(string store)
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(
            () => Stores(new() { ["Batch:Fallback:S3:Region"] = "eu-central-1" }).Open(Job(store)));
        Assert.StartsWith($"Batch:Fallback:Store: [Fallback] of job 'people' names '{store}'; write s3://bucket", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://bucket", "s3://bucket")]
    [InlineData("S3://bucket/", "s3://bucket")]
    [InlineData("s3://my.bucket-1/a/b_c/", "s3://my.bucket-1/a/b_c")]
    public void An_address_opens_its_bucket(string store, string location) =>
        Assert.Equal(location, Stores(new() { ["Batch:Fallback:S3:Region"] = "eu-central-1" }).Open(Job(store)).Location);

    [Fact]
    public void Without_a_service_or_region_the_missing_key_is_named()
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => Stores([]).Open(Job("s3://bucket")));
        Assert.Equal("Batch:Fallback:S3:Region", exception.Key);
    }

    [Fact]
    public void A_job_that_names_s3_without_the_package_is_told_which_to_add()
    {
        BatchConfigurationException exception = Assert.Throws<BatchConfigurationException>(() => Stores([], withPackage: false).Open(Job("s3://bucket")));
        Assert.Contains("reference the package BatchGen.S3 and call services.AddS3Fallback().", exception.Message, StringComparison.Ordinal);
    }

    private static FallbackStores Stores(Dictionary<string, string?> settings, bool withPackage = true)
    {
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        if (withPackage)
        {
            services.AddS3Fallback().AddS3Fallback();
        }

        services.AddBatchRuntime();
        ServiceProvider provider = services.BuildServiceProvider();
        Assert.NotNull(provider.GetRequiredService<BatchOptions>());
        return provider.GetRequiredService<FallbackStores>();
    }

    private static JobDescriptor Job(string store) => new("people", typeof(object)) { Fallback = new(store, []), Stages = [] };
}
