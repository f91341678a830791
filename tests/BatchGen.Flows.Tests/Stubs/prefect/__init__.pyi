# What the flows use of Prefect, with the parameters of Prefect 3.6.5 and later.
from logging import Logger, LoggerAdapter
from typing import Any, Union

from prefect.flows import Flow as Flow
from prefect.flows import flow as flow
from prefect.tasks import Task as Task
from prefect.tasks import task as task

def get_run_logger(context: Any = None, **kwargs: Any) -> Union[Logger, LoggerAdapter[Logger]]: ...
