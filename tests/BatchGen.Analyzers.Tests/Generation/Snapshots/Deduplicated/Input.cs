using System.Threading.Tasks;
using BatchGen;

namespace Mail.Batch;

[BatchJob("mail-out", Concurrency = 1, Owner = "mail", Idempotency = "A record of a batch is sent once.")]
[Fallback("file:///var/lib/batch/fallback", Notify = ["mailto:mail@example.org"])]
public sealed partial class MailOut
{
    [Load("mail.outgoing.v1", Attempts = 5, BackoffSeconds = 1, TimeoutSeconds = 30, Deduplicate = true)]
    private async Task SendAsync(BatchRecord<Letter> letter) => await Task.Yield();
}

public sealed record Letter([property: RecordId] string Id, string Text);
