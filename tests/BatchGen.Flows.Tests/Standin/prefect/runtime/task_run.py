"""The task run."""

from typing import Any

from prefect._runs import Context


def __getattr__(name: str) -> Any:
    if name != "run_count":
        raise AttributeError(name)
    return Context.run_count if Context.task else None
