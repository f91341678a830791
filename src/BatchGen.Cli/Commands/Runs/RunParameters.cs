using System.Text.Json;
using System.Text.Json.Nodes;
using BatchGen.Hosting;

namespace BatchGen.Cli.Commands.Runs;

/// <summary>Reads <c>--param name=value</c>: the value is JSON where it is JSON, else a text, as with Prefect's own command line.</summary>
internal static class RunParameters
{
    /// <exception cref="UsageException">One is not of that form, comes twice, or has an option of its own.</exception>
    public static JsonObject Parse(IEnumerable<string> parameters, Guid? batchId)
    {
        JsonObject values = [];
        foreach (string parameter in parameters)
        {
            int end = parameter.IndexOf('=', StringComparison.Ordinal);
            string name = end < 0 ? "" : parameter[..end].Trim();
            if (name.Length == 0)
            {
                // The value is not repeated: it is the caller's own.
                throw new UsageException("--param: write name=value.");
            }

            if (name is RunBatch.Parameter or "env")
            {
                throw new UsageException($"--param {name}: use {(name == "env" ? "--env" : "--batch-id")}.");
            }

            if (!values.TryAdd(name, ValueOf(parameter[(end + 1)..])))
            {
                throw new UsageException($"--param {name}: given twice.");
            }
        }

        if (batchId is { } id)
        {
            values[RunBatch.Parameter] = id.ToString();
        }

        return values;
    }

    private static JsonNode? ValueOf(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
