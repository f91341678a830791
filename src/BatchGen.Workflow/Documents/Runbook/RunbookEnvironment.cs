using static BatchGen.Workflow.Documents.Markdown;

namespace BatchGen.Workflow.Documents.Runbook;

/// <summary>The settings of a job, by the names that they have in the environment; never their values.</summary>
internal static class RunbookEnvironment
{
    public static DocumentSection Of(JobFacts job)
    {
        List<(string Name, string Meaning, bool IsSecret)> variables = [.. Connection(job), .. Store(job), .. job.Channels.SelectMany(Channel), .. Further(job)];
        DocumentText text = new("## Environment and secrets\n\n");
        text.Append(Table(["variable", "meaning"], variables.Where(static variable => !variable.IsSecret).Select(static variable => new[] { Code(variable.Name), variable.Meaning })));
        text.Append("\nSecrets, which come from the work pool or the service's secret store and stand in no file of the repository:\n\n");
        text.Append(Table(["secret", "meaning"], variables.Where(static variable => variable.IsSecret).Select(static variable => new[] { Code(variable.Name), variable.Meaning })));
        text.Append("\nA key that is unknown or wrong ends the process at start with exit code 78 and the key's name. The same keys with `:` instead of `__` may stand in `appsettings.json`.");
        return new("environment", text.Append(variables.Any(static variable => variable.Name.Contains('-', StringComparison.Ordinal))
            ? " A shell cannot `export` a name with `-`: set such a key in the container or the service, or with `env 'NAME=VALUE' COMMAND`.\n"
            : "\n").ToString());
    }

    private static IEnumerable<(string Name, string Meaning, bool IsSecret)> Connection(JobFacts job)
    {
        yield return ("Batch__Environment", "`local` or `prod`; the flow sets it", false);
        yield return ("Batch__Kafka__BootstrapServers", "the cluster", false);
        yield return ("Batch__Kafka__SecurityProtocol", "`SaslSsl` or `Ssl` for a cluster that asks who is there", false);
        yield return ("Batch__Kafka__SaslMechanism", "for example `ScramSha512`, with `SaslSsl`", false);
        yield return ("Batch__Kafka__SaslUsername", "the user", false);
        yield return ("Batch__Kafka__SaslPassword", "the user's password", true);
        yield return ("Batch__Kafka__SslCaLocation", "a file with the authority's certificate, where the system does not know it", false);
        foreach ((string name, string value) in job.Settings.Environment.Concat(job.Settings.Production.Environment).DistinctBy(static variable => variable.Key))
        {
            yield return (name, $"set to {Code(value)} by `{job.Project.WorkflowFolder.TrimEnd('/')}/batchgen.json`", false);
        }
    }

    private static IEnumerable<(string Name, string Meaning, bool IsSecret)> Store(JobFacts job)
    {
        yield return ("Batch__Fallback__Store", job.Store is { } store ? $"a fallback store in place of {Code(store)}" : "the fallback store: none is declared", false);
        if (job.Store?.StartsWith("s3:", StringComparison.Ordinal) == true)
        {
            yield return ("Batch__Fallback__S3__ServiceUrl", "the service, where it is not Amazon's", false);
            yield return ("Batch__Fallback__S3__Region", "the bucket's region", false);
            yield return ("Batch__Fallback__S3__AccessKey", "with `SecretKey`; not needed where the process has a role", true);
            yield return ("Batch__Fallback__S3__SecretKey", "with `AccessKey`", true);
        }
    }

    private static IEnumerable<(string Name, string Meaning, bool IsSecret)> Channel(string channel)
    {
        (string scheme, string name) = channel.Split(':', 2) is [var kind, var rest] ? (kind, rest) : ("", channel);
        switch (scheme)
        {
            case "slack":
                yield return ($"Batch__Notify__slack__{name}__Url", $"the webhook of {Code(channel)}", true);
                break;
            case "pagerduty":
                yield return ($"Batch__Notify__pagerduty__{name}__RoutingKey", $"the integration of {Code(channel)}", true);
                break;
            case "webhook":
                yield return ($"Batch__Notify__webhook__{name}__Url", $"the address of {Code(channel)}", true);
                yield return ($"Batch__Notify__webhook__{name}__Secret", "what its requests are signed with, if anything", true);
                break;
            case "mailto":
                yield return ("Batch__Notify__Smtp__Host", $"the mail server, for {Code(channel)}", false);
                yield return ("Batch__Notify__Smtp__From", "the sender's address", false);
                yield return ("Batch__Notify__Smtp__Username", "the account, where the server asks for one", false);
                yield return ("Batch__Notify__Smtp__Password", "its password", true);
                break;
        }
    }

    private static IEnumerable<(string Name, string Meaning, bool IsSecret)> Further(JobFacts job)
    {
        if (job.Loads.Count > 0)
        {
            yield return ("Batch__Health__Port", "where the consumer tells how it is; without it there is no endpoint", false);
            yield return ("Batch__Health__Host", "`*` for probes from outside; only the machine itself otherwise", false);
        }

        if (job.Loads.Any(static load => load.Deduplicate))
        {
            yield return ("Batch__Idempotency__Store", "`sqlite:PATH` for one machine, `postgres:` for many", false);
            yield return ("Batch__Idempotency__ConnectionString", "the database of `postgres:`", true);
        }
    }
}
