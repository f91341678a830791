from logging import Logger, LoggerAdapter
from typing import Any

def flow_run_logger(flow_run: Any, flow: Any = None, **kwargs: str) -> LoggerAdapter[Logger]: ...
