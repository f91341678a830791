"""What is known of the one flow run of this process, and the record of all that it did."""

import logging
import os
import uuid
from datetime import datetime, timezone
from typing import Any, Dict, List, Optional

TRACE: Dict[str, List[Dict[str, Any]]] = {
    "tasks": [],
    "waits": [],
    "events": [],
    "artifacts": [],
    "deployment_runs": [],
    "logs": [],
}


class MissingContextError(RuntimeError):
    """Something that needs a run was called outside one."""


class Context:
    """Which flow and task are running, and which attempt of the task."""

    flow: Any = None
    task: Any = None
    run_count: int = 0
    flow_run_id = str(uuid.uuid4())


class State:
    """The end of a task or flow run."""

    def __init__(self, type: str, name: str, data: Any = None, message: Optional[str] = None) -> None:
        self.type, self.name, self.data, self.message = type, name, data, message

    def is_failed(self) -> bool:
        return self.type == "FAILED"

    def is_completed(self) -> bool:
        return self.type == "COMPLETED"

    def result(self, raise_on_failure: bool = True) -> Any:
        if isinstance(self.data, BaseException) and raise_on_failure:
            raise self.data
        return self.data


class _Recorder(logging.Handler):
    """Keeps what Prefect's API keeps of a log: the level and the rendered message."""

    def emit(self, record: logging.LogRecord) -> None:
        TRACE["logs"].append({"level": record.levelname, "message": record.getMessage()})


LOGGER = logging.getLogger("prefect.flow_runs")
LOGGER.setLevel(logging.DEBUG)
LOGGER.addHandler(_Recorder())
LOGGER.propagate = False


def get_run_logger() -> logging.Logger:
    require_run()
    return LOGGER


def require_run() -> None:
    if Context.flow is None and Context.task is None:
        raise MissingContextError("There is no active flow or task run context.")


def scheduled_start() -> datetime:
    """The slot: STANDIN_SCHEDULED_START, or when the process started."""
    text = os.environ.get("STANDIN_SCHEDULED_START")
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else _STARTED


_STARTED = datetime.now(timezone.utc)
