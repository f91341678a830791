from typing import Any, Dict, List, Optional

id: Optional[str]
name: Optional[str]
tags: List[str]
parameters: Dict[str, Any]
run_count: int
