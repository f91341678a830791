from typing import Generic, Optional, TypeVar

R = TypeVar("R")

class State(Generic[R]):
    name: Optional[str]
    message: Optional[str]
    def is_failed(self) -> bool: ...
    def is_completed(self) -> bool: ...
    def result(self, raise_on_failure: bool = True) -> R: ...
