using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace BatchGen.CodeFixes.Section41Topics;

/// <summary>BWS4102: writes the topic and <c>.dlq</c> in place of another topic.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeadLetterTopicEndsInDlqFix))]
[Shared]
public sealed class DeadLetterTopicEndsInDlqFix() : DeadLetterTopicFix("BWS4102");
