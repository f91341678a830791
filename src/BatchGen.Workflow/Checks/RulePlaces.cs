namespace BatchGen.Workflow.Checks;

/// <summary>Where a rule of the analyzers is judged, as far as this tool is concerned.</summary>
internal enum RulePlace
{
    /// <summary>Here, on each job: it needs no more than the job's model carries.</summary>
    Job,

    /// <summary>Here, on the jobs of all assemblies together.</summary>
    Solution,

    /// <summary>
    /// Here, on the jobs of each assembly, and on those of all with an eye to what may well be right: a consumer in another assembly often has
    /// a type of its own for what it reads, and the schema, not the type, is what the two agree on.
    /// </summary>
    Assembly,

    /// <summary>Here, on the files on the disk.</summary>
    Files,

    /// <summary>By the generator: it leaves no model of a job that breaks the rule, so a job that is read here keeps it.</summary>
    Generator,

    /// <summary>By the compiler alone: it is about code, of which the assembly's model says nothing.</summary>
    Compiler,
}

/// <summary>
/// Where each rule of the analyzers is judged. Every rule is here exactly once, by hand: whether the model carries what a rule looks at is
/// not to be guessed, and a rule that looked at what is not there would never find anything.
/// </summary>
internal static class RulePlaces
{
    private static readonly Dictionary<RulePlace, string[]> Placed = new()
    {
        [RulePlace.Job] =
        [
            "BWS1003", "BWS1006", "BWS1201", "BWS1202", "BWS1304", "BWS2101", "BWS2102", "BWS2103", "BWS2104", "BWS2301", "BWS3201", "BWS3202",
            "BWS3203", "BWS3204", "BWS3205", "BWS3206", "BWS3301", "BWS3302", "BWS3303", "BWS3304", "BWS4101", "BWS4102", "BWS4406", "BWS4407",
        ],
        [RulePlace.Solution] = ["BWS1004", "BWS2105", "BWS4401"],
        [RulePlace.Assembly] = ["BWS4103"],
        [RulePlace.Files] = ["BWS2201", "BWS2202", "BWS4201", "BWS4202", "BWS4203", "BWS6101", "BWS6102", "BWS6103", "BWS6104"],
        // Partial classes, shapes of methods, forms of ids and payloads: the model does not carry them, and has no need to.
        [RulePlace.Generator] = ["BWS1001", "BWS1002", "BWS1007", "BWS1008", "BWS1301", "BWS1303", "BWS4204"],
        [RulePlace.Compiler] =
        [
            "BWS0002", "BWS1005", "BWS1101", "BWS1203", "BWS1204", "BWS1302", "BWS3101", "BWS3207", "BWS3208", "BWS3209", "BWS4205", "BWS4206",
            "BWS4301", "BWS4302", "BWS4303", "BWS4304", "BWS4305", "BWS4306", "BWS4307", "BWS4402", "BWS4403", "BWS4404", "BWS4405", "BWS4408",
            "BWS4409", "BWS4410", "BWS7101",
        ],
    };

    private static readonly Dictionary<string, RulePlace> ById = Placed
        .SelectMany(static place => place.Value.Select(id => (id, place.Key)))
        .ToDictionary(static pair => pair.id, static pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every id that has a place.</summary>
    public static IReadOnlyCollection<string> Ids => ById.Keys;

    /// <exception cref="KeyNotFoundException">The rule is new, and has no place yet.</exception>
    public static RulePlace Of(string id) =>
        ById.TryGetValue(id, out RulePlace place) ? place : throw new KeyNotFoundException($"Rule '{id}' has no place yet: add it to {nameof(RulePlaces)}.");
}
