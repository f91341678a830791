using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BatchGen.EndToEnd.Editors;

/// <summary>
/// The editor's side of the Language Server Protocol, over the standard streams of a server. One task reads what the server sends;
/// writing is serialized, because answers to the server's own requests are written from that task.
/// </summary>
internal sealed class LanguageServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _requests = new();
    private readonly Task _reading;
    private int _lastId;

    private LanguageServer(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Starts a server on a folder, as an editor does that opens it, with analyzers on.</summary>
    public static async Task<LanguageServer> StartAsync(string executable, string folder, CancellationToken cancellationToken)
    {
        Process process = Process.Start(new ProcessStartInfo(executable)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        LanguageServer server = new(process);
        JsonObject capabilities = new()
        {
            ["workspace"] = new JsonObject { ["configuration"] = true },
            ["textDocument"] = new JsonObject { ["diagnostic"] = new JsonObject { ["dynamicRegistration"] = false } },
        };
        await server.RequestAsync(
            "initialize",
            new JsonObject
            {
                ["processId"] = null,
                ["rootUri"] = Uri(folder),
                ["workspaceFolders"] = new JsonArray(new JsonObject { ["uri"] = Uri(folder), ["name"] = Path.GetFileName(folder) }),
                ["capabilities"] = capabilities,
            },
            cancellationToken);
        await server.NotifyAsync("initialized", new JsonObject(), cancellationToken);
        return server;
    }

    public Task OpenAsync(string file, string text, CancellationToken cancellationToken) => NotifyAsync(
        "textDocument/didOpen",
        new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["languageId"] = "csharp", ["version"] = 1, ["text"] = text },
        },
        cancellationToken);

    /// <summary>The text of an open file after some typing.</summary>
    public Task ChangeAsync(string file, int version, string text, CancellationToken cancellationToken) => NotifyAsync(
        "textDocument/didChange",
        new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = Uri(file), ["version"] = version },
            ["contentChanges"] = new JsonArray(new JsonObject { ["text"] = text }),
        },
        cancellationToken);

    /// <summary>What the editor would underline in a file: the diagnostics with an id of ours, as <c>line: id message</c>.</summary>
    public async Task<IReadOnlyList<string>> DiagnosticsAsync(string file, CancellationToken cancellationToken)
    {
        JsonNode? report = await RequestAsync(
            "textDocument/diagnostic", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = Uri(file) } }, cancellationToken);
        return
        [
            .. report!["items"]!.AsArray()
                .Where(item => item!["code"]?.ToString().StartsWith("BWS", StringComparison.Ordinal) == true)
                .Select(item => string.Create(
                    CultureInfo.InvariantCulture, $"{item!["range"]!["start"]!["line"]!.GetValue<int>() + 1}: {item["code"]} {item["message"]}")),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private static string Uri(string path) => new Uri(path).AbsoluteUri;

    private async Task<JsonNode?> RequestAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        int id = Interlocked.Increment(ref _lastId);
        TaskCompletionSource<JsonNode?> answer = _requests.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        await WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }, cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    private Task NotifyAsync(string method, JsonObject parameters, CancellationToken cancellationToken) =>
        WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters }, cancellationToken);

    private async Task WriteAsync(JsonObject message, CancellationToken cancellationToken)
    {
        byte[] body = Encoding.UTF8.GetBytes(message.ToJsonString());
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n"));
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(head, cancellationToken);
            await _process.StandardInput.BaseStream.WriteAsync(body, cancellationToken);
            await _process.StandardInput.BaseStream.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        using BinaryReader reader = new(_process.StandardOutput.BaseStream, Encoding.UTF8, leaveOpen: true);
        try
        {
            while (await Task.Run(() => ReadMessage(reader)) is { } message)
            {
                if (message["method"] is { } method && message["id"] is { } id)
                {
                    await WriteAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = Answer(method.ToString(), message["params"]) }, default);
                }
                else if (message["id"] is { } answered && _requests.TryRemove(answered.GetValue<int>(), out TaskCompletionSource<JsonNode?>? waiting))
                {
                    waiting.SetResult(message["result"]);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            // The server is gone; who still waits for it learns so below.
        }

        foreach (TaskCompletionSource<JsonNode?> waiting in _requests.Values)
        {
            waiting.TrySetException(new IOException("The language server has ended."));
        }
    }

    private static JsonNode? ReadMessage(BinaryReader reader)
    {
        int length = 0;
        StringBuilder line = new();
        while (true)
        {
            int next = reader.BaseStream.ReadByte();
            switch (next)
            {
                case -1:
                    return null;
                case '\n' when line.Length == 0:
                    return JsonNode.Parse(reader.ReadBytes(length));
                case '\n':
                    if (line.ToString() is { } text && text.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    {
                        length = int.Parse(text["Content-Length:".Length..], CultureInfo.InvariantCulture);
                    }

                    line.Clear();
                    break;
                case not '\r':
                    line.Append((char)next);
                    break;
            }
        }
    }

    // The server asks for its settings; whatever else it asks needs no answer.
    private static JsonArray? Answer(string method, JsonNode? parameters) => method == "workspace/configuration"
        ? new JsonArray([.. parameters!["items"]!.AsArray().Select(JsonNode? (_) => new JsonObject { ["analyzersEnabled"] = true })])
        : null;
}
