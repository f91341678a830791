using BatchGen.Analyzers.Model;

namespace BatchGen.Analyzers.Generation.Emission;

/// <summary>The call of a stage method: its arguments in the order of its parameters.</summary>
internal static class Call
{
    private static readonly string[] Taken = ["job", "run", "batch", "ct", "transaction", "worker", "services"];

    /// <summary>The call.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="emission">The file.</param>
    /// <param name="record">The argument for the record, or null for a stage that takes none.</param>
    public static string Of(StageSpec stage, JobEmission emission, string? record)
    {
        string target = !stage.Method.IsStatic ? "job" : IsHidden(emission) ? emission.Job.Declaration.Type.FullName : emission.JobType;
        IEnumerable<string?> arguments = stage.Method.Parameters.Select(parameter => parameter.Role switch
        {
            ParameterRole.Context => "batch",
            ParameterRole.Token => "ct",
            ParameterRole.Transaction => Transaction(stage.Method.Transaction!, emission),
            _ => record,
        });
        return $"{target}.{stage.Method.Identifier}({string.Join(", ", arguments)})";
    }

    // The store's transactions are of the type that the plan's descriptor states; that is checked at start.
    private static string Transaction(TypeName type, JobEmission emission) =>
        type.FullName == "global::System.Data.Common.DbTransaction" ? "transaction" : $"({emission.Names[type]})transaction";

    // Where the plan calls a static method, a class called Load would be the plan's own field, one called ct the lambda's parameter.
    private static bool IsHidden(JobEmission emission) =>
        emission.Members.IsTaken(emission.Job.Declaration.Header.Name) || Taken.Contains(emission.Job.Declaration.Header.Name);

    /// <summary>The name for the record in a lambda: the user's own, where it is free.</summary>
    public static string RecordName(StageSpec stage, string otherwise)
    {
        string name = stage.Method.Parameters.First(static parameter => parameter.Role == ParameterRole.Record).Name;
        return Taken.Contains(name) ? otherwise : name;
    }
}
