using BatchGen.TestServers;

namespace BatchGen.S3.Tests;

/// <summary>Tests against a real S3 server that those of one class share; skipped where it cannot be started.</summary>
public abstract class S3Test : IClassFixture<S3Server>
{
    protected S3Test() => Assert.SkipWhen(NodeServer.Missing is not null, NodeServer.Missing ?? "");
}
