using System.Reflection;
using BatchGen.Analyzers.Rules.Hosts;
using BatchGen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Tests.Rules.Testing;

/// <summary>What the two assemblies export, found by the attributes that the compiler and the editor look for.</summary>
internal static class RuleAssemblies
{
    /// <summary>The serializer's generator, which every build has: with it a <c>JsonSerializerContext</c> is whole.</summary>
    public static IReadOnlyList<Type> SerializerGenerators { get; } =
        [.. Exported<GeneratorAttribute>(Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Generators", "System.Text.Json.SourceGeneration.dll")))];

    /// <summary>The generator, and the serializer's beside it.</summary>
    public static IReadOnlyList<Type> Generators { get; } = [.. Exported<GeneratorAttribute>(typeof(BodyAnalyzer).Assembly), .. SerializerGenerators];

    public static IEnumerable<DiagnosticAnalyzer> Analyzers() =>
        Exported<DiagnosticAnalyzerAttribute>(typeof(BodyAnalyzer).Assembly).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);

    public static IEnumerable<CodeFixProvider> Fixes() =>
        Exported<ExportCodeFixProviderAttribute>(typeof(RuleFix).Assembly).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!);

    private static IEnumerable<Type> Exported<TAttribute>(Assembly assembly)
        where TAttribute : Attribute =>
        assembly.GetTypes().Where(type => !type.IsAbstract && type.GetCustomAttribute<TAttribute>() is not null);
}
