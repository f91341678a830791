using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using BatchGen.Analyzers.Rules.Section22Deployments;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace BatchGen.CodeFixes.Section22Deployments;

/// <summary>BWS2202: names a container pool in <c>prefect.yaml</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ProductionPoolIsContainerFix))]
[Shared]
public sealed class ProductionPoolIsContainerFix() : RuleFix("BWS2202")
{
    internal override Task<Repair?> PrepareAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, string?> facts = diagnostic.Properties;
        bool isKnown = facts.TryGetValue(ProductionPoolIsContainer.FileProperty, out string? path)
            & facts.TryGetValue(ProductionPoolIsContainer.TextProperty, out string? text)
            & TryGetNumber(facts, ProductionPoolIsContainer.StartProperty, out int start)
            & TryGetNumber(facts, ProductionPoolIsContainer.LengthProperty, out int length);
        TextDocument? file = document.Project.AdditionalDocuments.FirstOrDefault(candidate => candidate.FilePath == path);
        return Task.FromResult(isKnown && file is not null
            ? new Repair($"Use work pool {text!.Trim('"', '\'')}", []) { TextEdits = [new(file.Id, new TextChange(new TextSpan(start, length), text))] }
            : null);
    }

    private static bool TryGetNumber(ImmutableDictionary<string, string?> facts, string name, out int number)
    {
        number = 0;
        return facts.TryGetValue(name, out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
