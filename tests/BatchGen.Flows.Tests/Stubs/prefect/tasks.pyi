from datetime import timedelta
from typing import Any, Callable, Generic, Iterable, List, Literal, Optional, Sequence, TypeVar, Union, overload

from prefect.cache_policies import CachePolicy
from prefect.states import State
from typing_extensions import ParamSpec

P = ParamSpec("P")
R = TypeVar("R")
Hook = Callable[[Any, Any, Any], Any]

class Task(Generic[P, R]):
    name: str
    # The parameters of the function beside it are not checked here: a parameter after *args cannot be expressed.
    @overload
    def __call__(self, *args: Any, return_state: Literal[True], **kwargs: Any) -> State[R]: ...
    @overload
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...

@overload
def task(fn: Callable[P, R], /) -> Task[P, R]: ...
@overload
def task(
    fn: None = None,
    /,
    *,
    name: Optional[str] = None,
    description: Optional[str] = None,
    tags: Optional[Iterable[str]] = None,
    version: Optional[str] = None,
    cache_policy: CachePolicy = ...,
    cache_key_fn: Optional[Callable[..., Optional[str]]] = None,
    cache_expiration: Optional[timedelta] = None,
    task_run_name: Optional[Union[Callable[[], str], str]] = None,
    retries: int = 0,
    retry_delay_seconds: Union[float, int, List[float], Callable[[int], List[float]]] = 0,
    retry_jitter_factor: Optional[float] = None,
    persist_result: Optional[bool] = None,
    result_storage: Any = None,
    result_storage_key: Optional[str] = None,
    result_serializer: Any = None,
    cache_result_in_memory: bool = True,
    timeout_seconds: Union[int, float, None] = None,
    log_prints: Optional[bool] = None,
    refresh_cache: Optional[bool] = None,
    on_completion: Optional[List[Hook]] = None,
    on_failure: Optional[List[Hook]] = None,
    on_running: Optional[List[Hook]] = None,
    on_rollback: Optional[List[Callable[..., Any]]] = None,
    on_commit: Optional[List[Callable[..., Any]]] = None,
    retry_condition_fn: Optional[Callable[[Task[..., Any], Any, State[Any]], bool]] = None,
    viz_return_value: Any = None,
    asset_deps: Optional[Sequence[Any]] = None,
) -> Callable[[Callable[P, R]], Task[P, R]]: ...
