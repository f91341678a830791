using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace BatchGen.EndToEnd.Support;

/// <summary>The test classes that use the packed packages: packed once for all of them.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "A collection of tests, in the test framework's terms.")]
public sealed class PackagesCollection : ICollectionFixture<PackedPackages>
{
    public const string Name = "packed packages";
}
