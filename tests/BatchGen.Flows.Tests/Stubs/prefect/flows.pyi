from typing import Any, Callable, Generic, List, Optional, TypeVar, Union, overload

from typing_extensions import ParamSpec

P = ParamSpec("P")
R = TypeVar("R")
Hook = Callable[[Any, Any, Any], Any]

class Flow(Generic[P, R]):
    name: str
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...

@overload
def flow(fn: Callable[P, R], /) -> Flow[P, R]: ...
@overload
def flow(
    fn: None = None,
    /,
    *,
    name: Optional[str] = None,
    version: Optional[str] = None,
    flow_run_name: Optional[Union[Callable[[], str], str]] = None,
    retries: Optional[int] = None,
    retry_delay_seconds: Optional[Union[int, float]] = None,
    task_runner: Any = None,
    description: Optional[str] = None,
    timeout_seconds: Union[int, float, None] = None,
    validate_parameters: bool = True,
    persist_result: Optional[bool] = None,
    result_storage: Any = None,
    result_serializer: Any = None,
    cache_result_in_memory: bool = True,
    log_prints: Optional[bool] = None,
    on_completion: Optional[List[Hook]] = None,
    on_failure: Optional[List[Hook]] = None,
    on_cancellation: Optional[List[Hook]] = None,
    on_crashed: Optional[List[Hook]] = None,
    on_running: Optional[List[Hook]] = None,
) -> Callable[[Callable[P, R]], Flow[P, R]]: ...
