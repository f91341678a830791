using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Testing.StageSources;

namespace BatchGen.Analyzers.Tests.Rules.Section32Retries;

public sealed class StageDoesNotSwallowFailuresTests
{
    [Fact]
    public Task Says_who_does_not_see_the_failure() => RuleCheck.Says(
        "BWS3207",
        "[Load] method 'Load' of job 'people-ingest' catches any failure and goes on as if it were none, so that neither retry nor dead-letter topic "
        + "sees it: rethrow with 'throw;', or catch only the exception that is expected",
        Load("""
            private void Load(Person person)
            {
                try
                {
                    table.Insert(person);
                }
                {|#0:catch|}
                {
                }
            }
            """));

    [Fact]
    public Task Reports_broad_catches_that_can_end_normally() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(IReadOnlyList<BatchRecord<Person>> records, BatchContext batch, CancellationToken ct)
            {
                foreach (BatchRecord<Person> record in records)
                {
                    try
                    {
                        await table.UpsertAsync(record.Payload, ct);
                    }
                    {|BWS3207:catch (Exception exception)|}
                    {
                        batch.Logger.LogError(exception, "Failed");
                        continue;
                    }
                }

                try
                {
                    table.Insert(records[0].Payload);
                }
                catch (OperationCanceledException)
                {
                    throw;
                }
                {|BWS3207:catch (SystemException exception) when (exception is not OperationCanceledException)|}
                {
                    batch.Logger.LogError("Failed: {Message}", exception.Message);
                }

                Func<int> count = () =>
                {
                    try
                    {
                        table.Insert(records[0].Payload);
                        return 1;
                    }
                    {|BWS3207:catch (Exception exception)|}
                    {
                        if (exception is OperationCanceledException)
                        {
                            throw;
                        }

                        return 0;
                    }
                };
                count();
            }
            """.Replace(" when (exception is not OperationCanceledException)|}", "|} when (exception is not OperationCanceledException)")));

    [Fact]
    public Task Accepts_what_lets_the_failure_out_or_expects_it() => RuleCheck.Reports(
        Load("""
            private async Task LoadAsync(IReadOnlyList<BatchRecord<Person>> records, BatchContext batch, CancellationToken ct)
            {
                List<Exception> failures = [];
                foreach (BatchRecord<Person> record in records)
                {
                    try
                    {
                        await table.UpsertAsync(record.Payload, ct);
                    }
                    catch (InvalidOperationException)
                    {
                        table.Insert(record.Payload);
                    }
                    catch (OperationCanceledException) when (ct.IsCancellationRequested)
                    {
                        return;
                    }
                    catch (Exception exception) when (exception.Message.Contains("duplicate"))
                    {
                        batch.Logger.LogDebug("Known already");
                    }
                    catch (Exception exception)
                    {
                        failures.Add(exception);
                    }
                }

                try
                {
                    await table.TouchAsync();
                }
                catch (Exception exception)
                {
                    batch.Logger.LogError(exception, "Failed");
                    throw new InvalidOperationException("The table is gone.", exception);
                }

                try
                {
                    await table.TouchAsync();
                }
                catch (Exception exception)
                {
                    if (exception.InnerException is not FormatException)
                    {
                        throw;
                    }
                }

                if (failures.Count > 0)
                {
                    throw new AggregateException(failures);
                }
            }

            public void Other()
            {
                try
                {
                    table.Insert(null!);
                }
                catch
                {
                }
            }
            """));

    [Fact]
    public Task Accepts_best_effort_at_tidying_up_and_failures_that_are_told_elsewhere() => RuleCheck.Reports(
        Load("""
            private Task LoadAsync(Person person, BatchContext batch)
            {
                MemoryStream stream = new();
                try
                {
                    table.Insert(person);
                    return Task.CompletedTask;
                }
                catch (Exception exception)
                {
                    try
                    {
                        table.Insert(person with { Name = "" });
                    }
                    catch
                    {
                    }

                    return Task.FromException(exception);
                }
                finally
                {
                    try
                    {
                        stream.Write([1]);
                    }
                    catch (Exception)
                    {
                    }
                }
            }

            private static void Tidy(Stream stream) => stream.Dispose();
            """),
        Load("""
            private void Load(Person person)
            {
                string path = Path.Combine("work", person.Name);
                try
                {
                    File.Delete("work");
                }
                catch (Exception)
                {
                }

                table.Insert(person with { Name = path });
            }
            """).Replace("Demo", "Demo.Two").Replace("\"people-ingest\"", "\"people-two\"").Replace("people.ingest.v1", "people.two.v1"));

    [Fact]
    public Task Rethrows_at_the_end() => RuleCheck.Fixes(
        "BWS3207",
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                try
                {
                    table.Insert(person);
                }
                {|BWS3207:catch (Exception exception)|}
                {
                    batch.Logger.LogError(exception, "Failed"); // Loudly.
                }

                try { table.Insert(person); } {|BWS3207:catch|} { }
                try
                {
                    table.Insert(person);
                }
                {|BWS3207:catch (Exception)|}
                {
                    // Not so bad.
                    return;
                }

                try
                {
                    table.Insert(person);
                }
                {|BWS3207:catch|}
                {
                    // Who knows.
                }
            }
            """),
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                try
                {
                    table.Insert(person);
                }
                catch (Exception exception)
                {
                    batch.Logger.LogError(exception, "Failed"); // Loudly.
                    throw;
                }

                try { table.Insert(person); } catch { throw; }
                try
                {
                    table.Insert(person);
                }
                catch (Exception)
                {
                    // Not so bad.
                    throw;
                }

                try
                {
                    table.Insert(person);
                }
                catch
                {
                    // Who knows.
                    throw;
                }
            }
            """));

    [Fact]
    public Task Offers_nothing_where_the_catch_can_be_left_in_its_middle() => RuleCheck.OffersNoFix(
        "BWS3207",
        Load("""
            private void Load(Person person, BatchContext batch)
            {
                try
                {
                    table.Insert(person);
                }
                {|BWS3207:catch (Exception exception)|}
                {
                    if (batch.Attempt > 3)
                    {
                        return;
                    }

                    batch.Logger.LogError(exception, "Failed");
                }
            }
            """));

    private static string Load(string method) => WithLoad(method).Replace("partial class PeopleIngest", "partial class PeopleIngest(Table table)");
}
