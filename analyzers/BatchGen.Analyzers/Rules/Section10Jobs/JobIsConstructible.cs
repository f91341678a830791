using BatchGen.Analyzers.Model;
using BatchGen.Analyzers.Rules.Options;
using Microsoft.CodeAnalysis;

namespace BatchGen.Analyzers.Rules.Section10Jobs;

/// <summary>
/// BWS1002: the service provider creates the job, so the class must be one that it can create and that other code can name.
/// </summary>
internal sealed class JobIsConstructible() : Rule(Definition), IJobRule
{
    private static readonly DiagnosticDescriptor Definition = RuleDescriptor.Create(
        "BWS1002",
        RuleCategory.Jobs,
        DiagnosticSeverity.Error,
        clause: "1.2",
        title: "A job is a class that can be created",
        messageFormat: "Job '{0}' is {1}, so that nothing can create it: {2}",
        description: "The generated registration names the job's class, and the service provider creates it once per process.",
        blocks: true);

    public IEnumerable<Finding> Check(JobSpec job, RuleOptions options)
    {
        if (Obstacle(job.Declaration) is var (found, remedy))
        {
            yield return new(Anchor.Type, job.Declaration.NestedName, found, remedy);
        }
    }

    // The first only: each of them alone is enough, and its remedy often removes the others.
    private static (string Found, string Remedy)? Obstacle(JobDeclaration job) => job switch
    {
        { IsConstructible: true } => null,
        { IsStruct: true } => ($"a {job.Header.Keyword}", "write 'class'"),
        { Header.Keyword: "interface" } => ("an interface", "write 'class'"),
        { IsStatic: true } => ("static", "leave 'static' out"),
        { IsAbstract: true } => ("abstract", "leave 'abstract' out, or put [BatchJob] on the class that derives from it"),
        { IsGeneric: true, Header.Name: var name } when name.Contains('<') =>
            ("generic", "put [BatchJob] on a class without type parameters; it may derive from this one"),
        { IsGeneric: true } => ("nested in a generic type", "move it out"),
        { IsFileLocal: true } => ("file-local", "write 'internal' in place of 'file', also on the types around it"),
        _ => ("hidden from the rest of the assembly", "make it and the types around it internal or public"),
    };
}
