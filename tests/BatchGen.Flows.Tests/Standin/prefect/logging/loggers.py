"""The logger for hooks, which run outside the context of a run."""

import logging
from typing import Any

from prefect._runs import LOGGER


def flow_run_logger(flow_run: Any, flow: Any = None, **context: str) -> logging.Logger:
    return LOGGER
