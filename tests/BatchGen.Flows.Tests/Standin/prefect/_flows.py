"""Flows: parameters, SIGTERM and hooks as Prefect's flow engine and runner have them."""

import inspect
import re
import signal
import types
from typing import Any, Callable, Optional

from prefect._runs import Context, State, scheduled_start
from prefect.exceptions import SignatureMismatchError, TerminationSignal

_ARGUMENTS = frozenset(
    "name version flow_run_name retries retry_delay_seconds task_runner description timeout_seconds"
    " validate_parameters persist_result result_storage result_serializer cache_result_in_memory log_prints"
    " on_completion on_failure on_cancellation on_crashed on_running".split()
)


class Flow:
    def __init__(self, fn: Callable[..., Any], **arguments: Any) -> None:
        unknown = sorted(set(arguments) - _ARGUMENTS)
        if unknown:
            raise TypeError(f"Flow.__init__() got an unexpected keyword argument {unknown[0]!r}")
        self.fn, self.arguments = fn, arguments
        self.name: str = arguments.get("name") or fn.__name__.replace("_", "-")
        if re.search(r"[/%&><]", self.name):
            raise ValueError(f"the name {self.name!r} has a character that Prefect does not take")
        parameters = inspect.signature(fn).parameters
        (arguments.get("flow_run_name") or "").format(**dict.fromkeys(parameters, ""))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            bound = inspect.signature(self.fn).bind(*args, **kwargs)
        except TypeError as error:
            raise SignatureMismatchError(str(error)) from error
        bound.apply_defaults()
        self._run = types.SimpleNamespace(
            id=Context.flow_run_id, parameters=dict(bound.arguments), expected_start_time=scheduled_start()
        )

        def terminate(*_: Any) -> None:
            raise TerminationSignal(signal.SIGTERM)

        before = signal.signal(signal.SIGTERM, terminate)
        Context.flow = self
        try:
            return self.fn(*args, **kwargs)
        except TerminationSignal as error:
            self._call("on_cancellation", State("CANCELLING", "Cancelling", error, "The run was cancelled."))
            raise
        except Exception:
            raise
        except BaseException as error:
            self._call("on_crashed", State("CRASHED", "Crashed", error, f"Execution was aborted by {error!r}."))
            raise
        finally:
            Context.flow = None
            signal.signal(signal.SIGTERM, before)

    def _call(self, hooks: str, state: State) -> None:
        for hook in self.arguments.get(hooks) or []:
            hook(self, self._run, state)


def flow(fn: Optional[Callable[..., Any]] = None, **arguments: Any) -> Any:
    return Flow(fn, **arguments) if fn else lambda function: Flow(function, **arguments)
