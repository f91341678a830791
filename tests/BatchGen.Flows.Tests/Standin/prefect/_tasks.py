"""Tasks: attempts, conditions, timeouts and states as Prefect's task engine has them."""

import inspect
import signal
import threading
from typing import Any, Callable, List, Optional

from prefect._runs import TRACE, Context, State

_ARGUMENTS = frozenset(
    "name description tags version cache_policy cache_key_fn cache_expiration task_run_name retries"
    " retry_delay_seconds retry_jitter_factor persist_result result_storage result_storage_key"
    " result_serializer cache_result_in_memory timeout_seconds log_prints refresh_cache on_completion"
    " on_failure on_running on_rollback on_commit retry_condition_fn viz_return_value asset_deps".split()
)
_RESERVED_PARAMETERS = ("return_state", "wait_for")


class _TimedOut(BaseException):
    """The alarm; code that catches Exception does not see it, as with Prefect."""


class Task:
    def __init__(self, fn: Callable[..., Any], **arguments: Any) -> None:
        unknown = sorted(set(arguments) - _ARGUMENTS)
        if unknown:
            raise TypeError(f"Task.__init__() got an unexpected keyword argument {unknown[0]!r}")
        for parameter in inspect.signature(fn).parameters:
            if parameter in _RESERVED_PARAMETERS:
                raise ValueError(f"{parameter!r} is a reserved argument name")
        self.fn = fn
        self.name: str = arguments.get("name") or fn.__name__
        self.retries: int = arguments.get("retries") or 0
        self.timeout: Optional[float] = arguments.get("timeout_seconds")
        self.condition = arguments.get("retry_condition_fn")
        if self.condition is not None and not inspect.isfunction(self.condition):
            raise TypeError("only a plain function decides over retries; Prefect takes anything else for 'never'")
        self.delays = self._delays(arguments.get("retry_delay_seconds"))

    def _delays(self, delay: Any) -> List[float]:
        delays = delay(self.retries) if callable(delay) else delay
        if not isinstance(delays, list):
            return [delays or 0]
        if len(delays) > 50:
            raise ValueError("Can not configure more than 50 retry delays per task.")
        return delays or [0]

    def __call__(self, *args: Any, return_state: bool = False, **kwargs: Any) -> Any:
        outer_task, outer_count = Context.task, Context.run_count
        Context.task, Context.run_count = self, 0
        try:
            state = self._attempts(args, kwargs)
            TRACE["tasks"].append(
                {"name": self.name, "state": state.name, "attempts": Context.run_count, "message": state.message}
            )
        finally:
            Context.task, Context.run_count = outer_task, outer_count
        return state if return_state else state.result()

    def _attempts(self, args: Any, kwargs: Any) -> State:
        while True:
            Context.run_count += 1
            try:
                return State("COMPLETED", "Completed", self._interruptible(args, kwargs))
            except Exception as error:
                name = "TimedOut" if isinstance(error, TimeoutError) else "Failed"
                message = f"Task run encountered an exception {type(error).__name__}: {error}"
                state = State("FAILED", name, error, message)
            used = Context.run_count - 1
            if used >= self.retries or not self._wants_another(state):
                return state
            TRACE["waits"].append({"task": self.name, "seconds": self.delays[min(used, len(self.delays) - 1)]})

    def _wants_another(self, state: State) -> bool:
        try:
            return self.condition is None or bool(self.condition(self, None, state))
        except Exception:
            return False

    def _interruptible(self, args: Any, kwargs: Any) -> Any:
        if not self.timeout or threading.current_thread() is not threading.main_thread():
            return self.fn(*args, **kwargs)

        def ring(*_: Any) -> None:
            raise _TimedOut()

        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, self.timeout)
        try:
            return self.fn(*args, **kwargs)
        except _TimedOut:
            raise TimeoutError(f"Scope timed out after {self.timeout} second(s).") from None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def task(fn: Optional[Callable[..., Any]] = None, **arguments: Any) -> Any:
    return Task(fn, **arguments) if fn else lambda function: Task(function, **arguments)
