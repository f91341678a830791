using BatchGen.Faults.Execution;
using BatchGen.Faults.Mutants;

namespace BatchGen.Faults.Tests;

/// <summary>The suite is worth nothing if it does not see a broken engine.</summary>
public sealed class MutantTests(MutantTests.Compiler compiler) : IClassFixture<MutantTests.Compiler>
{
    public static TheoryData<string> Named => [.. MutantCatalog.All.Where(mutant => mutant.IsNamed).Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_broken_engine_is_caught(string mutant)
    {
        MutantVerdict verdict = await RunAsync(MutantCatalog.All.Single(known => known.Name == mutant));

        TestContext.Current.TestOutputHelper?.WriteLine(verdict.ToString());
        Assert.True(verdict.Caught is not null, verdict.ToString());
    }

    [Fact]
    public async Task The_engine_built_the_same_way_but_not_broken_is_not()
    {
        MutantVerdict verdict = await RunAsync(MutantCatalog.None);

        Assert.True(verdict.Caught is null, verdict.Caught?.Report);
        Assert.Equal(MutantCatalog.None.MaxSchedules, verdict.Schedules);
    }

    [Fact]
    public async Task Every_mutant_fits_the_engine_as_it_is()
    {
        foreach (Mutant mutant in MutantCatalog.All)
        {
            string source = await File.ReadAllTextAsync(Path.Combine(compiler.Value.Sources, mutant.File), TestContext.Current.CancellationToken);
            Assert.True(source.Split(mutant.Original).Length == 2, $"{mutant}: its text is not exactly once in {mutant.File}");
        }
    }

    private Task<MutantVerdict> RunAsync(Mutant mutant) => MutantRunner.RunAsync(
        compiler.Value, mutant, new SuiteOptions { Seed = Settings.Seed, Parallel = 2 * Environment.ProcessorCount });

    /// <summary>What asks the build once for all mutants.</summary>
    public sealed class Compiler : IAsyncLifetime
    {
        internal EngineCompiler Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await EngineCompiler.CreateAsync();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
