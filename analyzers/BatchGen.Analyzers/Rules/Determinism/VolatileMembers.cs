using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Determinism;

/// <summary>The members of the platform, and of a few widespread libraries, whose value changes from run to run whatever they are given.</summary>
internal static class VolatileMembers
{
    private static readonly (string Type, VolatileKind Kind, string[] Names)[] Known =
    [
        ("System.DateTime", VolatileKind.Time, ["Now", "UtcNow", "Today"]),
        ("System.DateTimeOffset", VolatileKind.Time, ["Now", "UtcNow"]),
        ("System.TimeProvider", VolatileKind.Time, ["GetUtcNow", "GetLocalNow"]),
        ("NodaTime.IClock", VolatileKind.Time, ["GetCurrentInstant"]),
        ("NodaTime.SystemClock", VolatileKind.Time, ["GetCurrentInstant"]),
        ("System.TimeProvider", VolatileKind.Duration, ["GetTimestamp", "GetElapsedTime"]),
        ("System.Diagnostics.Stopwatch", VolatileKind.Duration,
            ["GetTimestamp", "GetElapsedTime", "Elapsed", "ElapsedMilliseconds", "ElapsedTicks"]),
        ("System.Environment", VolatileKind.Duration, ["TickCount", "TickCount64"]),
        ("System.Security.Cryptography.RandomNumberGenerator", VolatileKind.Random,
            ["GetBytes", "GetNonZeroBytes", "GetInt32", "GetItems", "GetString", "GetHexString", "Fill", "Shuffle"]),
        ("System.IO.Path", VolatileKind.Random, ["GetRandomFileName", "GetTempFileName"]),
        ("System.Guid", VolatileKind.Identifier, ["NewGuid", "CreateVersion7"]),
        ("System.Diagnostics.Activity", VolatileKind.Identifier, ["Id", "RootId", "ParentId", "TraceId", "SpanId", "ParentSpanId"]),
        ("System.Diagnostics.ActivityTraceId", VolatileKind.Identifier, ["CreateRandom"]),
        ("System.Diagnostics.ActivitySpanId", VolatileKind.Identifier, ["CreateRandom"]),
        ("System.Ulid", VolatileKind.Identifier, ["NewUlid"]),
        ("NUlid.Ulid", VolatileKind.Identifier, ["NewUlid"]),
        ("MassTransit.NewId", VolatileKind.Identifier, ["Next", "NextGuid", "NextSequentialGuid"]),
        ("System.HashCode", VolatileKind.HashCode, ["Combine", "ToHashCode"]),
        ("System.Runtime.CompilerServices.RuntimeHelpers", VolatileKind.HashCode, ["GetHashCode"]),
        ("System.StringComparer", VolatileKind.HashCode, ["GetHashCode"]),
        ("System.Environment", VolatileKind.Environment,
        [
            "MachineName", "UserName", "UserDomainName", "ProcessId", "ProcessPath", "CurrentDirectory", "CurrentManagedThreadId", "CommandLine",
            "GetCommandLineArgs", "GetEnvironmentVariable", "GetEnvironmentVariables", "ExpandEnvironmentVariables", "GetFolderPath",
            "ProcessorCount", "OSVersion", "Version", "WorkingSet", "StackTrace",
        ]),
        ("System.IO.Path", VolatileKind.Environment, ["GetTempPath"]),
        ("System.IO.Directory", VolatileKind.Environment, ["GetCurrentDirectory"]),
        ("System.Net.Dns", VolatileKind.Environment, ["GetHostName"]),
        ("System.TimeZoneInfo", VolatileKind.Environment, ["Local"]),
        ("System.Diagnostics.Process", VolatileKind.Environment, ["GetCurrentProcess"]),
        ("System.Threading.Thread", VolatileKind.Environment, ["CurrentThread", "ManagedThreadId"]),
        ("System.Threading.Interlocked", VolatileKind.Counter, ["Increment", "Decrement", "Add"]),
    ];

    /// <summary>The members that a compilation references, with what is to be said of each.</summary>
    public static Dictionary<ISymbol, VolatileValue> Of(KnownTypes known)
    {
        Dictionary<ISymbol, VolatileValue> members = new(SymbolEqualityComparer.Default);
        foreach ((string typeName, VolatileKind kind, string[] names) in Known)
        {
            if (known.Find(typeName) is not { } type)
            {
                continue;
            }

            foreach (ISymbol member in names.SelectMany(name => type.GetMembers(name)))
            {
                string parentheses = member is IMethodSymbol ? "()" : "";
                members[member] = new(kind, $"{type.Name}.{member.Name}{parentheses}");
            }
        }

        return members;
    }
}
