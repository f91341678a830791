"""Runs of other deployments, recorded."""

import os
from typing import Any, Dict, Iterable, Optional

from prefect._runs import TRACE
from prefect.exceptions import ObjectNotFound


def run_deployment(
    name: str,
    *,
    parameters: Optional[Dict[str, Any]] = None,
    scheduled_time: Optional[Any] = None,
    flow_run_name: Optional[str] = None,
    timeout: Optional[float] = None,
    poll_interval: float = 5,
    tags: Optional[Iterable[str]] = None,
    idempotency_key: Optional[str] = None,
    work_queue_name: Optional[str] = None,
    as_subflow: bool = True,
    job_variables: Optional[Dict[str, Any]] = None,
) -> None:
    TRACE["deployment_runs"].append(
        {
            "name": name,
            "parameters": parameters,
            "timeout": timeout,
            "as_subflow": as_subflow,
            "idempotency_key": idempotency_key,
        }
    )
    if os.environ.get("STANDIN_DEPLOYMENT_MISSING"):
        raise ObjectNotFound(f"Deployment {name!r} not found")
