using System.Collections.Immutable;
using BatchGen.Analyzers.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace BatchGen.Analyzers.Rules.Section71Compliance;

/// <summary>BWS7101: an exception from the standard says why it is one, so that the next reader can tell whether it still is.</summary>
internal sealed class SuppressionIsJustified() : Rule(Definition), ICodeRule
{
    private const string SuppressMessage = "SuppressMessage";

    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS7101",
        RuleCategory.Compliance,
        DiagnosticSeverity.Warning,
        clause: "7",
        title: "A suppression has a reason",
        messageFormat: "{0} is suppressed here without a reason: write {1}",
        description: "Who suppresses a rule of the standard says why, where the suppression is: in a comment or as its Justification.");

    public void Register(CompilationStartAnalysisContext start, KnownTypes known)
    {
        start.RegisterSyntaxTreeAction(CheckPragmas);
        if (known.Find("System.Diagnostics.CodeAnalysis.SuppressMessageAttribute") is { } attribute)
        {
            start.RegisterSyntaxNodeAction(context => CheckAttribute(context, attribute), SyntaxKind.Attribute);
        }
    }

    private void CheckPragmas(SyntaxTreeAnalysisContext context)
    {
        SyntaxNode root = context.Tree.GetRoot(context.CancellationToken);
        if (!root.ContainsDirectives)
        {
            return;
        }

        // Walks from directive to directive, past all code that has none.
        for (DirectiveTriviaSyntax? directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (directive is not PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma
                || !pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
            {
                continue;
            }

            ImmutableArray<ExpressionSyntax> codes =
                [.. pragma.ErrorCodes.Where(static code => SuppressionReason.RuleOf(code.ToString()) is not null)];
            ImmutableArray<string> ids = [.. codes.Select(static code => code.ToString())];
            if (codes.Length > 0 && !SuppressionReason.HasReason(pragma, ids, context.CancellationToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    RawDescriptor, codes[0].GetLocation(), string.Join(", ", ids), "it as a comment behind the ids or in the line above"));
            }
        }
    }

    private void CheckAttribute(SyntaxNodeAnalysisContext context, INamedTypeSymbol suppressMessage)
    {
        AttributeSyntax attribute = (AttributeSyntax)context.Node;
        if (NameOf(attribute.Name) is not (SuppressMessage or SuppressMessage + "Attribute")
            || attribute.ArgumentList?.Arguments is not { Count: > 1 } arguments
            || context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type is not { } type
            || !KnownTypes.Is(type, suppressMessage))
        {
            return;
        }

        AttributeArgumentSyntax? id = Positional(arguments, "checkId", 1);
        AttributeArgumentSyntax? justification = arguments.FirstOrDefault(static argument =>
            argument.NameEquals?.Name.Identifier.ValueText == "Justification");
        if (SuppressionReason.RuleOf(Text(id, context)) is { } rule && !SuppressionReason.IsReason(Text(justification, context), [rule]))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RawDescriptor, (justification ?? id)!.GetLocation(), rule, "it as Justification = \"…\""));
        }
    }

    private static AttributeArgumentSyntax? Positional(SeparatedSyntaxList<AttributeArgumentSyntax> arguments, string name, int ordinal) =>
        arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == name)
        ?? arguments.Where(static argument => argument.NameEquals is null && argument.NameColon is null).ElementAtOrDefault(ordinal);

    private static string? Text(AttributeArgumentSyntax? argument, SyntaxNodeAnalysisContext context) =>
        argument is null ? null : context.SemanticModel.GetConstantValue(argument.Expression, context.CancellationToken).Value as string;

    private static string NameOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        _ => "",
    };
}
