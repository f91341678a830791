"""Exceptions that a run can meet."""


class TerminationSignal(BaseException):
    """SIGTERM, which is how a worker stops a cancelled run. No Exception: code that handles those is not run."""

    def __init__(self, signal: int) -> None:
        super().__init__(f"signal {int(signal)}")
        self.signal = signal


class SignatureMismatchError(TypeError):
    """A flow was called with parameters that it does not have."""


class ObjectNotFound(Exception):
    """The server does not know the deployment."""
