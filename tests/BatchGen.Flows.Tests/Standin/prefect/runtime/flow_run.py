"""The flow run."""

from typing import Any

from prefect._runs import Context, scheduled_start


def __getattr__(name: str) -> Any:
    values = {"id": lambda: Context.flow_run_id, "scheduled_start_time": scheduled_start}
    if name not in values:
        raise AttributeError(name)
    return values[name]() if Context.flow else None
