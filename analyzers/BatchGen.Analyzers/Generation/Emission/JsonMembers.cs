using System.Globalization;
using BatchGen.Analyzers.Files.Json;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The members of a JSON object that is being put together: what is not stated is left out.</summary>
internal sealed class JsonMembers(JsonTextWriter json)
{
    private readonly List<(string Name, Action Write)> _all = [];

    public IReadOnlyList<(string Name, Action Write)> All => _all;

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            Add(name, () => json.Text(value));
        }
    }

    public void Number(string name, int? value)
    {
        if (value is { } number)
        {
            Add(name, () => json.Raw(number.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>A fact that is stated only where it is true.</summary>
    public void Flag(string name, bool value)
    {
        if (value)
        {
            Add(name, () => json.Raw("true"));
        }
    }

    public void Add(string name, Action write) => _all.Add((name, write));
}
