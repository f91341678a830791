using System.CommandLine;
using BatchGen.Cli.Connection;
using Microsoft.Extensions.Configuration;

namespace BatchGen.Cli.Commands.Fallbacks;

/// <summary>The options by which a store is found and entries are chosen.</summary>
internal sealed class EntryOptions
{
    private readonly ConnectionOptions _connection = new();
    private readonly FilterOptions _filter = new();

    private readonly Option<string?> _store = new("--store", "-s")
    {
        Description = "The store, as [Fallback] names it: file:///folder or s3://bucket/prefix. Default: Batch:Fallback:Store.",
        HelpName = "store",
    };

    private readonly Option<string?> _key = new("--key") { Description = "Only this entry, named as 'list' shows it.", HelpName = "entry" };

    public void AddTo(Command command)
    {
        command.Add(_store);
        _filter.AddTo(command);
        command.Add(_key);
        _connection.AddTo(command);
    }

    public IConfiguration Configuration(ParseResult result) => _connection.Read(result);

    public IFallbackArchive Open(ParseResult result, IConfiguration configuration) => FallbackStoreOpener.Open(result.GetValue(_store), configuration);

    public EntrySelection Read(ParseResult result) => new(_filter.Read(result), result.GetValue(_key));
}
