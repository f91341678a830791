using MimeKit;

namespace BatchGen.Email.Tests;

public sealed class EmailChannelTests
{
    private const string Secret = "hunter2-s3cr3t";
    private static readonly DateTimeOffset Night = new(2026, 3, 14, 2, 59, 58, TimeSpan.Zero);

    [Fact]
    public async Task A_notification_arrives_as_a_mail_that_says_what_to_do()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        await server.Open("oncall@example.com").SendAsync(Notification(), CancellationToken.None);

        Mail mail = await server.MailAsync();
        Assert.Equal(("batch@example.com", "oncall@example.com", null), (mail.From, mail.To.Single(), mail.User));
        Assert.Equal("[prod] people: 1,000 records are dead letters of people.person.v1", mail.Message.Subject);
        Assert.Equal("auto-generated", mail.Message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(MessageImportance.High, mail.Message.Importance);
        Assert.Equal(
            """
            people: 1,000 records are dead letters of people.person.v1
            When: 2026-03-14 02:59:58Z
            Why: exhausted after 5 attempts: no planet named 'Ñaboo' <script>
              - 2026-03-14 02:59:58Z people.person.v1[3]@17, batch 01a0273f-fca0-7d91-82e8-c51e5af34dcb: exhausted after 5 attempts: no planet named 'Ñaboo' <script>
            Next: batchgen dlq list --topic people.person.v1.dlq
            environment prod, host batch-7
            """.ReplaceLineEndings("\n"),
            mail.Message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_user_name_and_password_are_used_and_wrong_ones_are_refused_without_being_shown()
    {
        await using SmtpServer server = await SmtpServer.StartAsync(user: "batch", password: Secret);
        IAlertChannel wrong = server.Open("oncall@example.com", ("Username", "batch"), ("Password", $"{Secret}-not"));
        AlertChannelException exception = await Assert.ThrowsAsync<AlertChannelException>(() => wrong.SendAsync(Notification(), CancellationToken.None));
        Assert.Equal(("the mail server does not accept user name and password", true), (exception.Message, exception.IsPermanent));

        await server.Open("oncall@example.com", ("Username", "batch"), ("Password", Secret)).SendAsync(Notification(), CancellationToken.None);
        Assert.Equal("batch", (await server.MailAsync()).User);
    }

    [Theory]
    [InlineData("oncall@busy.example", "the mail server does not accept the recipient (451)", false)]
    [InlineData("oncall@nobody.example", "the mail server does not accept the recipient (550)", true)]
    public async Task A_refusal_says_whether_it_is_for_good(string address, string problem, bool isPermanent)
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        AlertChannelException exception = await Assert.ThrowsAsync<AlertChannelException>(
            () => server.Open(address).SendAsync(Notification(), CancellationToken.None));
        Assert.Equal((problem, isPermanent), (exception.Message, exception.IsPermanent));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_when_asked()
    {
        await using SmtpServer server = await SmtpServer.StartAsync();
        using CancellationTokenSource cancelling = new();
        Task sending = server.Open("oncall@hang.example").SendAsync(Notification(), cancelling.Token);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_where_encryption_is_asked_for()
    {
        await using SmtpServer plain = await SmtpServer.StartAsync(security: "none");
        AlertChannelException none = await Assert.ThrowsAsync<AlertChannelException>(
            () => plain.Open("oncall@example.com", ("Security", "StartTls")).SendAsync(Notification(), CancellationToken.None));
        Assert.Equal("the mail server does not offer what Batch:Notify:Smtp:Security or Username asks for", none.Message);

        // Its certificate is one that it made itself.
        await using SmtpServer unknown = await SmtpServer.StartAsync(security: "starttls");
        AlertChannelException untrusted = await Assert.ThrowsAsync<AlertChannelException>(
            () => unknown.Open("oncall@example.com", ("Security", "StartTls")).SendAsync(Notification(), CancellationToken.None));
        Assert.Equal("no encrypted connection to the mail server (its certificate, or its protocol)", untrusted.Message);
    }

    [Fact]
    public async Task A_server_that_is_away_is_worth_another_try()
    {
        SmtpServer server = await SmtpServer.StartAsync();
        IAlertChannel channel = server.Open("oncall@example.com");
        await server.DisposeAsync();
        AlertChannelException exception = await Assert.ThrowsAsync<AlertChannelException>(() => channel.SendAsync(Notification(), CancellationToken.None));
        Assert.Equal(("the mail server cannot be reached (ConnectionRefused)", false), (exception.Message, exception.IsPermanent));
    }

    private static AlertNotification Notification()
    {
        Alert alert = new()
        {
            Kind = AlertKind.DeadLettered,
            Job = "people",
            Place = "people.person.v1",
            What = "a record of people.person.v1 went to people.person.v1.dlq",
            Why = "exhausted after 5 attempts: no planet named 'Ñaboo' <script>",
            NextStep = "batchgen dlq list --topic people.person.v1.dlq",
            BatchId = Guid.Parse("01a0273f-fca0-7d91-82e8-c51e5af34dcb"),
            Partition = 3,
            Offset = 17,
            At = Night,
        };
        return new AlertNotification
        {
            Job = alert.Job,
            Kind = alert.Kind,
            Place = alert.Place,
            Count = 1_000,
            First = alert,
            Last = alert,
            Examples = [alert],
            Environment = "prod",
            Host = "batch-7",
            At = Night,
        };
    }
}
