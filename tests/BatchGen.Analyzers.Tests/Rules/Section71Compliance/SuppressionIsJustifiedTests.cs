using BatchGen.Analyzers.Tests.Rules.Testing;

namespace BatchGen.Analyzers.Tests.Rules.Section71Compliance;

public sealed class SuppressionIsJustifiedTests
{
    [Fact]
    public Task Says_what_to_write() => RuleCheck.Says(
        "BWS7101",
        "BWS4402, BWS4410 is suppressed here without a reason: write it as a comment behind the ids or in the line above",
        "#pragma warning disable {|#0:BWS4402|}, CS0168, BWS4410\npublic static class Consumers;");

    [Fact]
    public Task Says_how_to_write_it_in_an_attribute() => RuleCheck.Says(
        "BWS7101",
        "BWS4410 is suppressed here without a reason: write it as Justification = \"…\"",
        "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Consumers\", {|#0:\"BWS4410\"|})]\npublic static class Consumers;");

    [Fact]
    public Task Reports_pragmas_without_a_reason() => RuleCheck.Reports("""
        #pragma warning disable {|BWS7101:BWS4402|}
        public static class Consumers
        {
        #pragma warning disable {|BWS7101:BWS4403|} // TODO
        #pragma warning disable {|BWS7101:BWS4404|} //
        #pragma warning disable {|BWS7101:BWS4402|} // A consumer's auto commit is off
            public static int Count { get; }
        #pragma warning restore BWS4402

            /* Pending */
        #pragma warning disable CS0168, {|BWS7101:BWS4410|}
            public static int Total { get; }

            public static string Text => "a reason";
        #pragma warning disable {|BWS7101:BWS7101|}
        }
        """);

    [Fact]
    public Task Accepts_a_reason_beside_or_above() => RuleCheck.ReportsAskingFor("BWS7101", """
        #pragma warning disable BWS4402 // A dashboard: a missed record does not matter.
        // Replays one partition by hand, and
        // commits nothing.
        #pragma warning disable BWS4403
        #pragma warning disable BWS4404
        public static class Consumers
        {
            /* The broker of the tests has one partition. */
            #pragma warning disable CS0168, BWS4410
            public static int Count { get; }
        #pragma warning restore BWS4402, BWS4403
        #pragma warning enable BWS4402
        }
        """);

    [Fact]
    public Task Accepts_suppressions_of_other_rules() => RuleCheck.ReportsAskingFor("BWS7101", """
        #pragma warning disable
        #pragma warning restore
        #pragma warning disable CS0168, CA1822
        using System.Diagnostics.CodeAnalysis;

        #if NEVER
        #pragma warning disable BWS4402
        #endif

        [SuppressMessage("Design", "CA1052")]
        [SuppressMessage("Design", "BWSX")]
        public class Consumers
        {
            [Mine.SuppressMessage("Consumers", "BWS4402")]
            public const string Text = "#pragma warning disable BWS4402";
        }

        namespace Mine
        {
            public sealed class SuppressMessageAttribute(string category, string checkId) : System.Attribute
            {
                public string Id => category + checkId;
            }
        }
        """);

    [Fact]
    public Task Reports_attributes_without_a_justification() => RuleCheck.Reports("""
        using System.Diagnostics.CodeAnalysis;

        [assembly: SuppressMessage("Consumers", {|BWS7101:"BWS4402:AutoCommitIsOff"|}, Scope = "type", Target = "~T:Consumers")]

        [SuppressMessage("Consumers", "BWS4403", {|BWS7101:Justification = ""|})]
        [SuppressMessage("Consumers", "BWS4404", {|BWS7101:Justification = "<Pending>"|})]
        [SuppressMessageAttribute(checkId: "BWS4405", category: "Consumers", {|BWS7101:Justification = null|})]
        [SuppressMessage("Consumers", Ids.Closed, {|BWS7101:Justification = "ConsumerIsClosed" + " "|}), SuppressMessage("Consumers", {|BWS7101:Ids.Closed|})]
        public static class Consumers;

        public static class Ids
        {
            public const string Closed = "BWS4402";
        }
        """.Replace("\"ConsumerIsClosed\"", "\"AutoCommitIsOff\""));

    [Fact]
    public Task Accepts_a_justification() => RuleCheck.ReportsAskingFor("BWS7101", """
        using System.Diagnostics.CodeAnalysis;

        [SuppressMessage("Consumers", "BWS4410", Justification = "Reads one partition by Assign; there is no group to leave.")]
        [SuppressMessage("Consumers", "BWS4402", Justification = Reasons.Dashboard)]
        public static class Consumers;

        public static class Reasons
        {
            public const string Dashboard = "A dashboard: a missed record does not matter.";
        }
        """);
}
