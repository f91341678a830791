using BatchGen.Workflow.Prefect.Deployments;

namespace BatchGen.Workflow.Tests.Prefect;

/// <summary>Each thing that Prefect passes over, refuses late, or takes for something else, alone in a file that is right otherwise.</summary>
public sealed class PrefectYamlValidatorTests
{
    private const string Right = """
        prefect-version: "3.6.5"
        name: "people"
        build: null
        push: null
        pull: null
        deployments:
          - name: "people-prod"
            version: "1.0"
            description: "Text"
            tags: ["batch"]
            entrypoint: "flows/people_flow.py:people"
            parameters:
              env: "prod"
            enforce_parameter_schema: true
            paused: false
            schedules:
              - slug: "people-schedule"
                cron: "0 2 * * *"
                timezone: "UTC"
                day_or: true
                active: true
            concurrency_limit:
              limit: 1
              collision_strategy: "ENQUEUE"
            build:
              - prefect_docker.deployments.steps.build_docker_image:
                  id: "build-image"
                  tag: "{{ $IMAGE_TAG }}"
            pull:
              - prefect.deployments.steps.git_clone:
                  id: "clone"
                  access_token: "{{ prefect.blocks.secret.token }}"
            work_pool:
              name: "batch-k8s"
              work_queue_name: "default"
              job_variables:
                image: "{{ build-image.image }}"
                env:
                  LEVEL: "1"

        """;

    [Fact]
    public void A_right_file_has_no_problem() => Assert.Empty(PrefectYamlValidator.Validate(Right));

    [Theory]
    [InlineData("prefect-version: \"3.6.5\"", "prefect-version: 3.6", 1, "without quotes")]
    [InlineData("name: \"people\"", "nmae: \"people\"", 2, "has the key 'nmae'")]
    [InlineData("pull: null\n", "pull: []\n", 5, "is no list of steps")]
    [InlineData("pull: null\n", "pull:\n  set: 1\n", 6, "is no list of steps")]
    [InlineData("name: \"people-prod\"", "name: \"people/prod\"", 7, "which Prefect refuses")]
    [InlineData("version: \"1.0\"", "version: 1.0", 8, "without quotes")]
    [InlineData("description: \"Text\"", "description: \"{{ literally }}\"", 9, "no way to write it literally")]
    [InlineData("tags: [\"batch\"]", "tags: [\"\"]", 10, "is empty")]
    [InlineData("people_flow.py:people", "people_flow.py", 11, "is no 'flows/FILE.py:FUNCTION'")]
    [InlineData("people_flow.py:people", "people_flow.py:people-flow", 11, "is no 'flows/FILE.py:FUNCTION'")]
    [InlineData("\"flows/people", "\"/srv/flows/people", 11, "absolute path")]
    [InlineData("paused: false", "paused: \"{{ $PAUSED }}\"", 15, "is not true or false")]
    [InlineData("paused: false", "paused: false\n    sla: []", 16, "has the key 'sla'")]
    [InlineData("schedules:", "schedule:", 16, "has the key 'schedule'")]
    [InlineData("slug: \"people-schedule\"", "interval: 600", 17, "has the key 'interval'")]
    [InlineData("cron: \"0 2 * * *\"", "cron: \"0 0 2 * * *\"", 18, "has 6 fields")]
    [InlineData("cron: \"0 2 * * *\"", "cron: \"0 2 30 2 *\"", 18, "has no next date")]
    [InlineData("cron: \"0 2 * * *\"", "cron: \"@daily\"", 18, "is a nickname")]
    [InlineData("timezone: \"UTC\"", "timezone: \"Europe/Berlin\"", 19, "write \"UTC\"")]
    [InlineData("        active: true\n", "        replaces: \"old\"\n", 21, "has the key 'replaces'")]
    [InlineData("        active: true\n", "", 17, "'active'")]
    [InlineData("limit: 1", "limit: '1'", 23, "no number from 1")]
    [InlineData("limit: 1", "limit: 0", 23, "no number from 1")]
    [InlineData("      collision_strategy: \"ENQUEUE\"\n", "", 23, "has no 'collision_strategy'")]
    [InlineData("\"ENQUEUE\"", "\"QUEUE\"", 24, "write ENQUEUE or CANCEL_NEW")]
    [InlineData("prefect_docker.deployments.steps.build_docker_image", "build_docker_image", 26, "no full dotted name")]
    [InlineData("tag: \"{{ $IMAGE_TAG }}\"\n", "tag: \"a\"\n        other.step: {}\n", 26, "is not one key")]
    [InlineData("name: \"batch-k8s\"", "name: \"prefect-pool\"", 34, "kept for Prefect's own")]
    [InlineData("work_queue_name: \"default\"", "work_queue: \"default\"", 35, "has the key 'work_queue'")]
    [InlineData("{{ build-image.image }}", "{{ image.image }}", 37, "no id of a step")]
    [InlineData("{{ build-image.image }}", "{{ prefect.blocks.secret.token }}", 37, "stored in clear text")]
    [InlineData("LEVEL: \"1\"", "LEVEL: 1", 39, "without quotes")]
    public void A_trap_is_reported_on_its_line(string right, string wrong, int line, string problem)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);

        IReadOnlyList<PrefectYamlProblem> problems = PrefectYamlValidator.Validate(Right.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(problems, found => found.Line == line && found.Message.Contains(problem, StringComparison.Ordinal));
        Assert.True(problems.Count <= 2, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("- no\n- map\n", "no map of keys")]
    [InlineData("name: [\n", "cannot be read")]
    [InlineData("name: \"a\"\ndeployments: null\n", "no list of deployments")]
    public void What_is_no_configuration_at_all_is_said(string text, string problem) =>
        Assert.Contains(PrefectYamlValidator.Validate(text), found => found.Message.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Two_deployments_of_one_name_are_reported()
    {
        string deployment = Right[Right.IndexOf("  - name", StringComparison.Ordinal)..];

        Assert.Contains("two deployments are called 'people-prod'", Assert.Single(PrefectYamlValidator.Validate(Right + deployment)).Message, StringComparison.Ordinal);
    }
}
