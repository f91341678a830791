namespace BatchGen.Schemas.Tests.Batch;

[BatchJob("shapes", Trigger = "Tests.", Concurrency = 1, Owner = "tests", Escalation = "tests", Idempotency = "Nothing is kept.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["slack:tests"])]
public sealed partial class ShapeJob
{
    [Extract(Attempts = 3, BackoffSeconds = 60, TimeoutSeconds = 600)]
    private static IEnumerable<Shape> Fetch() => [];

    [Transform(Attempts = 2, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static Shape Keep(Shape shape) => shape;

    [Publish("shapes.made.v1", Attempts = 5, BackoffSeconds = 30, TimeoutSeconds = 60)]
    private static partial Task PublishAsync(Shape shape, CancellationToken ct);

    [Load("shapes.made.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30)]
    private void Load(Shape shape) => LastName = shape.Name;

    public string? LastName { get; private set; }
}
