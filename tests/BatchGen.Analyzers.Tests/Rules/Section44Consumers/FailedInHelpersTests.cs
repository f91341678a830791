using BatchGen.Analyzers.Tests.Rules.Testing;
using static BatchGen.Analyzers.Tests.Rules.Section44Consumers.ConsumerBodies;

namespace BatchGen.Analyzers.Tests.Rules.Section44Consumers;

/// <summary>BWS4405 on helper methods, lambdas and local functions.</summary>
public sealed class FailedInHelpersTests
{
    [Fact]
    public Task Reports_a_helper_that_swallows_the_failure() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            await ProcessAsync(result.Message.Value);
            {|BWS4405:consumer.Commit(result)|};
            result = consumer.Consume(ct);
            Process(result);
            {|BWS4405:Acknowledge(result)|};
        }
        """,
        """
        private async Task ProcessAsync(string value)
        {
            try
            {
                await handler.HandleAsync(value);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed: {Value}", value);
            }
        }

        private void Process(ConsumeResult<string, string> result)
        {
            try
            {
                handler.Handle(result);
            }
            catch (Exception exception)
            {
                Log(exception);
            }
        }

        private void Log(Exception exception) => logger.LogError(exception, "Failed");

        private void Acknowledge(ConsumeResult<string, string> result) => consumer.Commit(result);
        """);

    [Fact]
    public Task Reports_a_handler_that_is_given_the_record_and_commits_it() => RuleCheck.Reports(
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Confluent.Kafka;
        using Microsoft.Extensions.Logging;

        public abstract partial class Listener<TValue>(ILogger logger)
        {
            protected abstract Task OnRecordAsync(TValue value, CancellationToken ct);

            public async Task HandleAsync(IConsumer<string, TValue> consumer, ConsumeResult<string, TValue> result, CancellationToken ct)
            {
                try
                {
                    await OnRecordAsync(result.Message.Value, ct);
                }
                catch (Exception exception)
                {
                    logger.LogError(exception, "Failed");
                }

                {|BWS4405:consumer.Commit(result)|};
            }

            public async Task HandleAllAsync(IConsumer<string, TValue> consumer, IReadOnlyList<ConsumeResult<string, TValue>> batch, CancellationToken ct)
            {
                foreach (var result in batch)
                {
                    try
                    {
                        await OnRecordAsync(result.Message.Value, ct);
                        consumer.Commit(result);
                    }
                    catch (Exception exception) when (exception is not OperationCanceledException)
                    {
                        logger.LogError(exception, "Failed");
                    }
                }
            }

            public Func<ConsumeResult<string, TValue>, Task> Wrapped(IConsumer<string, TValue> consumer) => async record =>
            {
                try
                {
                    await OnRecordAsync(record.Message.Value, default);
                }
                catch
                {
                    {|BWS4405:consumer.Commit(record)|};
                }
            };
        }
        """);

    [Fact]
    public Task Accepts_helpers_that_answer_rethrow_dead_letter_or_keep_the_failure() => Body(
        """
        while (!ct.IsCancellationRequested)
        {
            var result = consumer.Consume(ct);
            if (await TryProcessAsync(result))
            {
                consumer.Commit(result);
            }

            result = consumer.Consume(ct);
            await ProcessOrDeadLetterAsync(result);
            consumer.Commit(result);
            result = consumer.Consume(ct);
            await NoteFailureAsync(result);
            if (_failed)
            {
                continue;
            }

            consumer.Commit(result);
            result = consumer.Consume(ct);
            try
            {
                handler.Handle(result);
            }
            catch (Exception exception)
            {
                Fail(exception);
            }

            consumer.Commit(result);
            result = consumer.Consume(ct);
            try
            {
                handler.Handle(result);
            }
            catch (Exception exception)
            {
                OnFailure(result, exception);
            }

            consumer.Commit(result);
            result = consumer.Consume(ct);
            try
            {
                handler.Handle(result);
            }
            catch (Exception exception)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
            }

            consumer.Commit(result);
        }

        void OnFailure(ConsumeResult<string, string> failed, Exception exception) => Failed?.Invoke(failed.Message.Value, exception);
        """,
        """
        private bool _failed;

        public event Action<string, Exception>? Failed;

        private async Task<bool> TryProcessAsync(ConsumeResult<string, string> result)
        {
            try
            {
                await handler.HandleAsync(result);
                return true;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
                return false;
            }
        }

        private async Task ProcessOrDeadLetterAsync(ConsumeResult<string, string> result)
        {
            for (var attempt = 1; attempt <= 5; attempt++)
            {
                try
                {
                    await handler.HandleAsync(result);
                    return;
                }
                catch (Exception exception)
                {
                    logger.LogError(exception, "Failed");
                    await Task.Delay(1000);
                }
            }

            await handler.DeadLetterAsync(result);
        }

        private async Task NoteFailureAsync(ConsumeResult<string, string> result)
        {
            try
            {
                await handler.HandleAsync(result);
                _failed = false;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "Failed");
                _failed = true;
            }
        }

        private void Fail(Exception exception)
        {
            logger.LogCritical(exception, "Stopped");
            throw new InvalidOperationException("Stopped", exception);
        }
        """);
}
