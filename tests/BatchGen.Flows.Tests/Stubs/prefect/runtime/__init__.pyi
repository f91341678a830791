from prefect.runtime import flow_run as flow_run
from prefect.runtime import task_run as task_run
