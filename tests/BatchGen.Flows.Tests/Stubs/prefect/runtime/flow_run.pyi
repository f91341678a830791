from datetime import datetime
from typing import Any, Dict, List, Optional

id: Optional[str]
name: Optional[str]
tags: List[str]
parameters: Dict[str, Any]
scheduled_start_time: datetime
run_count: int
