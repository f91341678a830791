"""Events, recorded."""

import json
from datetime import datetime
from typing import Any, Dict, List, Optional

from prefect._runs import TRACE

_LIMIT = 1_500_000


def emit_event(
    event: str,
    resource: Dict[str, str],
    occurred: Optional[datetime] = None,
    related: Optional[List[Dict[str, str]]] = None,
    payload: Optional[Dict[str, Any]] = None,
    id: Optional[Any] = None,
    follows: Optional[Any] = None,
) -> None:
    if not resource.get("prefect.resource.id"):
        raise ValueError("Resources must include the prefect.resource.id label")
    if not all(isinstance(label, str) for label in resource.values()) or len(event) > 1024:
        raise ValueError("labels are texts, and the name of an event has at most 1,024 characters")
    if len(json.dumps(payload)) > _LIMIT:
        raise ValueError("EventTooLarge")
    TRACE["events"].append({"event": event, "resource": resource, "payload": payload})
