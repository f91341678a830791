using static BatchGen.Analyzers.Tests.Rules.Testing.JobSources;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>Jobs of which one stage is given, for rules on the bodies of stages.</summary>
internal static class StageSources
{
    public const string TransformLine = "[Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]\n    ";

    public const string ExtractLine = "[Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]\n    ";

    public const string LoadLine =
        "[Load(\"people.ingest.v1\", Attempts = 5, BackoffSeconds = 1, MaxBackoffSeconds = 30, TimeoutSeconds = 30)]\n    ";

    private const string MoreUsings = """
        using System;
        using System.Collections.Concurrent;
        using System.Diagnostics;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Runtime.CompilerServices;
        using Microsoft.Extensions.Logging;

        """;

    /// <summary>A job whose transform is this method, with what else the class has behind it.</summary>
    public static string WithTransform(string method) => MoreUsings + Job(Extract, TransformLine + Indented(method), Publish);

    /// <summary>A job whose extract is this method, and a <c>Pages</c> that it may use.</summary>
    public static string WithExtract(string method) => MoreUsings + Job(ExtractLine + Indented(method), Transform, Publish) + Parts;

    /// <summary>A job whose load is this method, and a <c>Table</c> that it may use.</summary>
    public static string WithLoad(string method) => MoreUsings + Job(LoadLine + Indented(method)) + Parts;

    private const string Parts = """

        public sealed class Pages
        {
            public Task<IReadOnlyList<Source>> GetAsync(int page, CancellationToken ct) => throw null!;
            public IReadOnlyList<Source> Get(int page) => throw null!;
        }

        public sealed class Table
        {
            public Task UpsertAsync(Person person, CancellationToken ct = default) => throw null!;
            public Task<int> CountAsync(Person person) => throw null!;
            public Task<int> CountAsync(Person person, CancellationToken ct) => throw null!;
            public ValueTask<bool> ExistsAsync(string url, bool exact = true, CancellationToken cancellationToken = default) => throw null!;
            public Task TouchAsync() => throw null!;
            public IAsyncEnumerable<Person> ReadAsync(CancellationToken ct = default) => throw null!;
            public void Insert(Person person) { }
        }

        """;

    private static string Indented(string method) => method.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");
}
