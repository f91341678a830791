using Microsoft.Extensions.Configuration;
using StarWars.Batch;
using StarWars.Storage;
using Xunit;

namespace StarWars.Tests;

public sealed class PeopleTableTests : IDisposable
{
    private const int Count = 40;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("people-table-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_written_is_read_back_by_the_next_process()
    {
        Person written = People.Measured(1, height: 165);
        using (PeopleTable table = Open())
        {
            await table.UpsertAsync(written, Cancellation);
        }

        using PeopleTable reopened = Open();
        Person read = Assert.Single(reopened.ReadAll());

        Assert.Equal(written.Unknown, read.Unknown);
        Assert.Equal(written, read with { Unknown = written.Unknown });
    }

    [Fact]
    public async Task Writing_a_batch_again_from_many_handlers_changes_nothing()
    {
        using PeopleTable table = Open();

        await WriteAsync(table, height: 170);
        await WriteAsync(table, height: 170);
        await WriteAsync(table, height: 180);

        IReadOnlyList<Person> people = table.ReadAll();
        Assert.Equal(Count, people.Count);
        Assert.All(people, person => Assert.Equal(180, person.Height));
    }

    [Fact]
    public async Task Two_processes_may_write_at_the_same_time()
    {
        using PeopleTable one = Open();
        using PeopleTable other = Open();

        await Task.WhenAll(WriteAsync(one, height: 170), WriteAsync(other, height: 170));

        Assert.Equal(Count, one.ReadAll().Count);
    }

    [Fact]
    public async Task A_cancelled_write_writes_nothing()
    {
        using PeopleTable table = Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => table.UpsertAsync(People.Measured(1, height: 165), new CancellationToken(canceled: true)));

        Assert.Empty(table.ReadAll());
    }

    [Fact]
    public async Task Tells_where_it_lies_and_what_it_holds()
    {
        using PeopleTable table = Open();
        await table.UpsertAsync(People.Measured(1, height: 165), Cancellation);

        string location = ((IResultLocation)table).Location;

        Assert.StartsWith(table.Path, location, StringComparison.Ordinal);
        Assert.EndsWith("1 rows, 1 of them with unknown fields", location, StringComparison.Ordinal);
    }

    private static Task WriteAsync(PeopleTable table, int height) => Parallel.ForEachAsync(
        Enumerable.Range(1, Count),
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
        async (number, cancellationToken) => await table.UpsertAsync(People.Measured(number, height), cancellationToken));

    private PeopleTable Open() => new(new ConfigurationBuilder()
        .AddInMemoryCollection([new("People:Database", Path.Combine(_folder.FullName, "below", "people.db"))])
        .Build());
}
