"""Artifacts, recorded."""

import json
import re
import uuid
from typing import Any, Dict, List, Optional

from prefect._runs import TRACE, require_run


def create_table_artifact(
    table: "List[Dict[str, Any]]", key: Optional[str] = None, description: Optional[str] = None
) -> uuid.UUID:
    return _create("table", table, key, description)


def create_markdown_artifact(markdown: str, key: Optional[str] = None, description: Optional[str] = None) -> uuid.UUID:
    return _create("markdown", markdown, key, description)


def _create(kind: str, body: Any, key: Optional[str], description: Optional[str]) -> uuid.UUID:
    require_run()
    if key is not None and not re.fullmatch(r"[a-z0-9-]*", key):
        raise ValueError("Artifact key must only contain lowercase letters, numbers, and dashes.")
    json.dumps(body)
    TRACE["artifacts"].append({"kind": kind, "key": key, "body": body, "description": description})
    return uuid.uuid4()
