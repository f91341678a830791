using BatchGen.Analyzers.Parsing;
using BatchGen.Analyzers.Rules.Determinism;
using BatchGen.Analyzers.Tests.Rules.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace BatchGen.Analyzers.Tests.Rules.Determinism;

public sealed class VolatileValuesTests
{
    private const string Rest = """
        using System.Diagnostics;
        using System.Runtime.CompilerServices;
        using System.Security.Cryptography;
        using static System.Guid;
        using Clock = System.DateTime;

        public sealed class Values(TimeProvider time, Random given)
        {
            private static int _count;
            private readonly Random _random = new();
            private readonly Random _seeded = new(42);

            public static int Total { get; set; }

            public object? Value<T>(string text, int number, Entity entity, Point point, Written written, T any, int? maybe, Kind kind, object thing)
                where T : notnull
            {
                Random local = new();
                Random seededLocal = new(7);
                int counted = 0;
                Stopwatch watch = new();
                return (EXPRESSION);
            }
        }

        public sealed class Entity;
        public sealed record Point(int X, string Name);
        public enum Kind { None }
        public sealed class Written
        {
            public override int GetHashCode() => 7;
        }
        """;

    [Theory]
    [InlineData("DateTime.UtcNow.AddDays(1)", "Time", "DateTime.UtcNow")]
    [InlineData("DateOnly.FromDateTime(Clock.Today)", "Time", "DateTime.Today")]
    [InlineData("time.GetUtcNow()", "Time", "TimeProvider.GetUtcNow()")]
    [InlineData("TimeProvider.System.GetLocalNow().Year", "Time", "TimeProvider.GetLocalNow()")]
    [InlineData("watch.ElapsedMilliseconds", "Duration", "Stopwatch.ElapsedMilliseconds")]
    [InlineData("Environment.TickCount64", "Duration", "Environment.TickCount64")]
    [InlineData("Guid.NewGuid().ToString(\"N\")", "Identifier", "Guid.NewGuid()")]
    [InlineData("NewGuid()", "Identifier", "Guid.NewGuid()")]
    [InlineData("text.Select(_ => Guid.CreateVersion7())", "Identifier", "Guid.CreateVersion7()")]
    [InlineData("Activity.Current?.Id", "Identifier", "Activity.Id")]
    [InlineData("Environment.MachineName + text", "Environment", "Environment.MachineName")]
    [InlineData("Environment.GetEnvironmentVariable(text)", "Environment", "Environment.GetEnvironmentVariable()")]
    [InlineData("Random.Shared.Next(3)", "Random", "Random.Next()")]
    [InlineData("new Random().NextDouble()", "Random", "Random.NextDouble()")]
    [InlineData("_random.Next()", "Random", "Random.Next()")]
    [InlineData("local.Next()", "Random", "Random.Next()")]
    [InlineData("RandomNumberGenerator.GetInt32(3)", "Random", "RandomNumberGenerator.GetInt32()")]
    [InlineData("Path.GetRandomFileName()", "Random", "Path.GetRandomFileName()")]
    [InlineData("text.GetHashCode()", "HashCode", "string.GetHashCode()")]
    [InlineData("StringComparer.Ordinal.GetHashCode(text)", "HashCode", "StringComparer.GetHashCode()")]
    [InlineData("HashCode.Combine(number, 1)", "HashCode", "HashCode.Combine()")]
    [InlineData("entity.GetHashCode()", "HashCode", "Entity.GetHashCode()")]
    [InlineData("point.GetHashCode()", "HashCode", "Point.GetHashCode()")]
    [InlineData("thing.GetHashCode()", "HashCode", "Object.GetHashCode()")]
    [InlineData("EqualityComparer<string>.Default.GetHashCode(text)", "HashCode", "string.GetHashCode()")]
    [InlineData("RuntimeHelpers.GetHashCode(text)", "HashCode", "RuntimeHelpers.GetHashCode()")]
    [InlineData("Interlocked.Increment(ref _count)", "Counter", "Interlocked.Increment()")]
    [InlineData("++_count", "Counter", "_count++")]
    [InlineData("Total++", "Counter", "Total++")]
    public async Task Are_found_with_their_kind_and_name(string expression, string kind, string name) =>
        Assert.Equal(new VolatileValue(Enum.Parse<VolatileKind>(kind), name), (await Find(expression))[0]);

    [Theory]
    [InlineData("nameof(DateTime.Now)")]
    [InlineData("DateTime.UnixEpoch")]
    [InlineData("new DateTime(2026, 8, 22)")]
    [InlineData("Guid.Empty")]
    [InlineData("new Guid(text)")]
    [InlineData("new Random(number).Next()")]
    [InlineData("_seeded.Next()")]
    [InlineData("seededLocal.Next()")]
    [InlineData("given.Next()")]
    [InlineData("number.GetHashCode()")]
    [InlineData("maybe.GetHashCode()")]
    [InlineData("kind.GetHashCode()")]
    [InlineData("any.GetHashCode()")]
    [InlineData("written.GetHashCode()")]
    [InlineData("EqualityComparer<int>.Default.GetHashCode(number)")]
    [InlineData("counted++")]
    [InlineData("Environment.NewLine")]
    [InlineData("Interlocked.Exchange(ref _count, 1)")]
    public async Task Are_not_found_in_what_stays_the_same(string expression) => Assert.Empty(await Find(expression));

    private static async Task<IReadOnlyList<VolatileValue>> Find(string expression)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Compilation compilation = (await SampleProject.Of([Rest.Replace("EXPRESSION", expression)]).GetCompilationAsync(cancellationToken))!;
        Assert.Empty(compilation.GetDiagnostics(cancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        SyntaxTree tree = compilation.SyntaxTrees.Last();
        SyntaxNode value = (await tree.GetRootAsync(cancellationToken)).DescendantNodes().OfType<ReturnStatementSyntax>().Single();
        VolatileValues values = VolatileValues.Of(KnownTypes.Of(compilation));
        return [.. compilation.GetSemanticModel(tree).GetOperation(value, cancellationToken)!.DescendantsAndSelf().Select(values.Find).OfType<VolatileValue>()];
    }
}
