using BatchGen.Cli.Output;
using NJsonSchema;
using NJsonSchema.Validation;

namespace BatchGen.Cli.Commands.Release.Points;

/// <summary>The committed schema of a topic, to hold real records against.</summary>
internal sealed class RecordSchema
{
    /// <summary>What the validator takes no notice of: a schema that says something with it cannot be checked.</summary>
    private static readonly string[] Unread =
        ["$dynamicRef", "dependentSchemas", "dependentRequired", "if", "prefixItems", "unevaluatedItems", "unevaluatedProperties", "minContains"];

    private readonly JsonSchema _schema;

    private RecordSchema(JsonSchema schema) => _schema = schema;

    /// <exception cref="InvalidDataException">The file is no schema, or one that cannot be checked.</exception>
    public static async Task<RecordSchema> ReadAsync(string file, CancellationToken cancellationToken)
    {
        string text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
        if (Unread.FirstOrDefault(word => text.Contains($"\"{word}\"", StringComparison.Ordinal)) is { } word)
        {
            throw new InvalidDataException($"'{file}' uses '{word}', which this tool does not check");
        }

        try
        {
            return new RecordSchema(await JsonSchema.FromJsonAsync(WithOldName(text), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidDataException($"'{file}' is no JSON schema: {PlainText.Line(exception.Message, 200)}", exception);
        }
    }

    /// <summary>The first breach of a record's value, or null. Values are not repeated: they are somebody's data.</summary>
    public string? ProblemOf(byte[]? value)
    {
        if (value is null || PlainText.Decode(value) is not { } text)
        {
            return value is null ? "it has no value" : "it is no UTF-8 text";
        }

        try
        {
            if (_schema.Validate(text).FirstOrDefault() is not { } error)
            {
                return null;
            }

            ValidationError deepest = DeepestOf(error);
            return $"{deepest.Kind} at {deepest.Path ?? "#"}";
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return "it is no JSON";
        }
    }

    /// <summary>The validator follows references between definitions only under the name that they had before JSON Schema 2019-09.</summary>
    private static string WithOldName(string text) => text
        .Replace("\"$defs\"", "\"definitions\"", StringComparison.Ordinal)
        .Replace("\"#/$defs/", "\"#/definitions/", StringComparison.Ordinal);

    private static ValidationError DeepestOf(ValidationError error) =>
        error is ChildSchemaValidationError { Errors: { } children } && children.SelectMany(static child => child.Value).FirstOrDefault() is { } child
            ? DeepestOf(child)
            : error;
}
