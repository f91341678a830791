using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>How the members of a job's plan are called, so that no two of them collide.</summary>
internal sealed class PlanMembers
{
    private static readonly string[] Fixed =
    [
        "Descriptor", "Loads", "ExtractAsync", "TransformAsync", "PublishAsync", "Extract", "Transform", "Publish", "PublishConfig",
        "LoadConfig", "Equals", "GetHashCode", "GetType", "ToString", "Finalize", "MemberwiseClone", "ReferenceEquals",
    ];

    private readonly HashSet<string> _taken;
    private readonly Dictionary<StageSpec, string> _loads = [];
    private readonly Dictionary<string, string> _json = new(StringComparer.Ordinal);

    public PlanMembers(JobModel model)
    {
        JobSpec job = model.Job;
        _taken = new(Fixed, StringComparer.Ordinal) { job.PlanName };

        // A member called like the user's serializer context would hide it: PersonJson is what many call both.
        _taken.UnionWith(model.Json.Select(static binding => binding.Context.Split('.')[0]));
        List<StageSpec> loads = [.. job.StagesOf(StageKind.Load)];
        foreach (StageSpec load in loads)
        {
            if (!_loads.ContainsKey(load))
            {
                _loads.Add(load, TakeLoad(loads.Count == 1 ? "Load" : Stem(load, loads)));
            }
        }

        JsonTypes = job.Stages
            .SelectMany(static stage => new[] { stage.Method.Input, stage.Method.Output })
            .OfType<TypeName>()
            .GroupBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static same => same.First())
            .ToList();
        foreach (TypeName type in JsonTypes)
        {
            _json.Add(type.FullName, TakeJson(type));
        }
    }

    /// <summary>The types that pass between stages, in the order in which they appear.</summary>
    public IReadOnlyList<TypeName> JsonTypes { get; }

    /// <summary>Whether the plan has a member of a name.</summary>
    public bool IsTaken(string name) => _taken.Contains(name);

    /// <summary>The field with a stage's descriptor: <c>Extract</c>, <c>Load</c>, <c>LoadFilms</c>.</summary>
    public string Descriptor(StageSpec stage) => stage.Kind == StageKind.Load ? _loads[stage] : stage.Kind.ToString();

    /// <summary>The method with a load stage's consumer loop.</summary>
    public string Loop(StageSpec load) => Descriptor(load) + "Async";

    /// <summary>The field with the JSON of a type.</summary>
    public string Json(TypeName type) => _json[type.FullName];

    private static string Stem(StageSpec load, List<StageSpec> loads)
    {
        string stem = MethodStem(load);
        bool isOverloaded = loads.Count(other => MethodStem(other) == stem) > 1;
        return isOverloaded ? stem + load.Method.Input?.Identifier : stem;
    }

    private static string MethodStem(StageSpec load)
    {
        string name = load.Method.Name.EndsWith("Async", StringComparison.Ordinal) && load.Method.Name.Length > 5
            ? load.Method.Name.Substring(0, load.Method.Name.Length - 5)
            : load.Method.Name;
        bool saysLoad = name.StartsWith("Load", StringComparison.Ordinal) && (name.Length == 4 || char.IsUpper(name[4]));
        return saysLoad ? name : "Load" + name;
    }

    private string TakeLoad(string stem)
    {
        string name = stem;
        for (int number = 2; _taken.Contains(name) || _taken.Contains(name + "Async"); number++)
        {
            name = stem + number;
        }

        _taken.UnionWith([name, name + "Async"]);
        return name;
    }

    private string TakeJson(TypeName type)
    {
        string stem = type.Identifier;
        if (!_taken.Add(stem + "Json"))
        {
            // Two types of one name: the namespace says which one it is.
            string[] path = type.DisplayName.Split('<')[0].Split('.');
            stem = (path.Length > 1 ? path[path.Length - 2] : "") + type.Identifier;
            for (int number = 2; !_taken.Add(stem + "Json"); number++)
            {
                stem = type.Identifier + number;
            }
        }

        return stem + "Json";
    }
}
