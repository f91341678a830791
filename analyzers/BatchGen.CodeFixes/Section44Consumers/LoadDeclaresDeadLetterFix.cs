using System.Composition;
using BatchGen.CodeFixes.Section41Topics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section44Consumers;

/// <summary>BWS4407: writes the topic and <c>.dlq</c> in place of null or nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LoadDeclaresDeadLetterFix))]
[Shared]
public sealed class LoadDeclaresDeadLetterFix() : DeadLetterTopicFix("BWS4407");
