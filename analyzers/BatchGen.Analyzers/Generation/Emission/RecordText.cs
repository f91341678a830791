using BatchGen.Analyzers.Generation.Writing;
using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The expression that makes text of a record id or key: the same on every machine and in every culture.</summary>
internal static class RecordText
{
    public static string Of(RecordMember member, string payload, Names names)
    {
        string value = $"{payload}.{member.Identifier}";
        if (member.IsNullable)
        {
            // A missing id cannot be sent: the send refuses a text that is null, and a value that is null throws here.
            value += member.Form is TextForm.Text or TextForm.Uri ? "!" : "!.Value";
        }

        string culture = member.Form is TextForm.Integer or TextForm.Date or TextForm.Moment ? $"{names["CultureInfo"]}.InvariantCulture" : "";
        return member.Form switch
        {
            TextForm.Guid => $"{value}.ToString(\"D\")",
            TextForm.Integer => $"{value}.ToString({culture})",
            TextForm.Character => $"{value}.ToString()",
            TextForm.Date => $"{value}.ToString(\"O\", {culture})",
            TextForm.Moment => $"{value}.ToUniversalTime().ToString(\"O\", {culture})",
            TextForm.Enum => $"{value}.ToString(\"G\")",
            TextForm.Uri => $"{value}.OriginalString",
            _ => value,
        };
    }
}
