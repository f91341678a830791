from datetime import datetime
from typing import Any, Dict, List, Optional
from uuid import UUID

class Event: ...

def emit_event(
    event: str,
    resource: Dict[str, str],
    occurred: Optional[datetime] = None,
    related: Optional[List[Dict[str, str]]] = None,
    payload: Optional[Dict[str, Any]] = None,
    id: Optional[UUID] = None,
    follows: Optional[Event] = None,
) -> Optional[Event]: ...
