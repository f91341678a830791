from typing import Any, Dict, List, Optional, Union
from uuid import UUID

def create_table_artifact(
    table: Union[Dict[str, List[Any]], List[Dict[str, Any]], List[List[Any]]],
    key: Optional[str] = None,
    description: Optional[str] = None,
) -> UUID: ...
def create_markdown_artifact(markdown: str, key: Optional[str] = None, description: Optional[str] = None) -> UUID: ...
