namespace BatchGen.Analyzers.Generation;

/// <summary>The names of the generator's steps, by which tests see what an edit runs again.</summary>
internal static class TrackingNames
{
    /// <summary>A job's specification and the schemas of its topics.</summary>
    public const string Sources = nameof(Sources);

    /// <summary>A job's specification.</summary>
    public const string Jobs = nameof(Jobs);

    /// <summary>The serializer contexts of the compilation.</summary>
    public const string SerializerContexts = nameof(SerializerContexts);

    /// <summary>A job and the contexts that it uses.</summary>
    public const string Models = nameof(Models);

    /// <summary>The file names that more than one job would have.</summary>
    public const string HintNameClashes = nameof(HintNameClashes);

    /// <summary>What is asked of the assembly.</summary>
    public const string Assembly = nameof(Assembly);

    /// <summary>A job as the registration needs it.</summary>
    public const string JobRegistrations = nameof(JobRegistrations);

    /// <summary>The registration of the assembly.</summary>
    public const string Registration = nameof(Registration);

    public static IReadOnlyList<string> All { get; } =
        [Sources, Jobs, SerializerContexts, Models, HintNameClashes, Assembly, JobRegistrations, Registration];
}
