"""A stand-in for the part of Prefect 3 that the flows of batch jobs use, so that they run without a server.

It does what Prefect's engine does where a flow can notice: decorators refuse arguments that Prefect does not
know, failed tasks are tried again under the same conditions, timeouts interrupt the main thread by SIGALRM,
SIGTERM is an exception. It differs in three things: waits are recorded and not waited for, everything that
would go to the server is recorded (_runs.TRACE), and hooks of a cancelled run are called by the same process.
"""

from prefect._flows import Flow as Flow
from prefect._flows import flow as flow
from prefect._runs import get_run_logger as get_run_logger
from prefect._tasks import Task as Task
from prefect._tasks import task as task
