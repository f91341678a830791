from datetime import datetime
from typing import Any, Dict, Iterable, Optional, Union
from uuid import UUID

class FlowRun: ...

def run_deployment(
    name: Union[str, UUID],
    client: Any = None,
    parameters: Optional[Dict[str, Any]] = None,
    scheduled_time: Optional[datetime] = None,
    flow_run_name: Optional[str] = None,
    timeout: Optional[float] = None,
    poll_interval: Optional[float] = 5,
    tags: Optional[Iterable[str]] = None,
    idempotency_key: Optional[str] = None,
    work_queue_name: Optional[str] = None,
    as_subflow: Optional[bool] = True,
    job_variables: Optional[Dict[str, Any]] = None,
) -> FlowRun: ...
