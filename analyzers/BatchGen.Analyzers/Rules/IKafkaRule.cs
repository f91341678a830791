using BatchGen.Analyzers.Rules.Kafka;

namespace BatchGen.Analyzers.Rules;

/// <summary>A rule on code that uses Confluent.Kafka, in a job or anywhere else in the compilation.</summary>
internal interface IKafkaRule
{
    /// <summary>Registers what the rule looks at. Called once per compilation, and only where Confluent.Kafka is referenced.</summary>
    void Register(KafkaRegistration registration);
}
