# Written by batchgen generate from the job: change that, not this file; sha256 efd558528bc8e966
"""What the flows of batch jobs have in common: each stage is one process of the .NET executable.

A stage's process runs in its own process group, so that nothing of it outlives the attempt: it is
stopped at its deadline, when the run is cancelled, and when this process ends for any reason. Its
standard input is a pipe that stays open; it ends itself when that closes, which covers a killed
Python. What it did stands in STAGE.result.json in the batch's folder (docs/stage-contract.md).

Environment:
  BATCH_HOST       the command that starts the executable, as a JSON list of strings
  BATCH_WORK_ROOT  the folder with a folder for each batch; it has to outlive the run
"""

import hashlib
import json
import logging
import os
import signal
import subprocess
import threading
import time
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List, Optional, Union, cast

from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.events import emit_event
from prefect.logging.loggers import flow_run_logger
from prefect.runtime import flow_run as flow_run_info
from prefect.runtime import task_run as task_run_info

Logger = Union[logging.Logger, "logging.LoggerAdapter[logging.Logger]"]

# Between TERM and KILL; well below the 30 s that a worker waits between its own two.
KILL_GRACE_SECONDS = 10.0
# Prefect stores texts as they are, and refuses events that are too large.
DETAIL_LIMIT = 2000
# Exit codes (sysexits) after which another attempt cannot help.
PERMANENT_EXIT_CODES = frozenset({64, 65, 66, 77, 78})


class StageError(RuntimeError):
    """A stage has failed; another attempt may help."""


class PermanentStageError(StageError):
    """A stage has failed, and another attempt cannot help."""


@dataclass(frozen=True)
class Batch:
    """One batch of one job: what every stage is told."""

    job: str
    env: str
    batch_id: str
    scheduled_at: str
    compensates: Optional[str]

    @property
    def folder(self) -> Path:
        """Where the stages leave records for each other, and their results."""
        root = os.environ.get("BATCH_WORK_ROOT", "/var/lib/batch/work")
        return Path(root) / self.job / self.env / self.batch_id


@dataclass(frozen=True)
class StageResult:
    """What a stage has done."""

    task_name: str
    records_processed: int
    attempt: int
    elapsed_ms: int


# --- identity ----------------------------------------------------------------------------------------


def _derived_id(millis: int, text: str) -> str:
    """A UUID in the layout of version 7 that is a pure function of its arguments."""
    raw = bytearray(millis.to_bytes(6, "big") + hashlib.sha256(text.encode("utf-8")).digest()[:10])
    raw[6] = (raw[6] & 0x0F) | 0x70
    raw[8] = (raw[8] & 0x3F) | 0x80
    return str(uuid.UUID(bytes=bytes(raw)))


def slot_batch_id(job: str, env: str, slot: datetime) -> str:
    """The id of a slot's batch: a rerun of the slot is the same batch."""
    utc = slot.astimezone(timezone.utc)
    millis = int(utc.timestamp()) * 1000 + utc.microsecond // 1000
    return _derived_id(millis, f"{job}|{env}|{millis}")


def compensating_batch_id(job: str, failed_job: str, failed_batch: uuid.UUID) -> str:
    """The id of the batch that makes a failed one good."""
    millis = failed_batch.int >> 80 if failed_batch.version == 7 else 0
    return _derived_id(millis, f"compensate|{job}|{failed_job}|{failed_batch}")


def _uuid(text: str, what: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValueError(f"{what} is {text!r}, and has to be a UUID") from None


def open_batch(job: str, env: str, batch_id: Optional[str], compensates: Optional[str], slot: datetime) -> Batch:
    """The batch of a run: the one that is named, the one that makes another good, or the slot's."""
    if compensates:
        failed_job, _, failed_batch = compensates.partition("/")
        identity = compensating_batch_id(job, failed_job, _uuid(failed_batch, f"the batch of compensates={compensates!r}"))
    elif batch_id:
        identity = str(_uuid(batch_id, "batch_id"))
    else:
        identity = slot_batch_id(job, env, slot)
    return Batch(job, env, identity, slot.astimezone(timezone.utc).isoformat(), compensates or None)


# --- what a run tells --------------------------------------------------------------------------------


def log(logger: Logger, level: int, message: str, batch: Batch, task_name: str, records_processed: int = 0, **fields: Any) -> None:
    """Logs one JSON object, because Prefect keeps only the message of a log."""
    line = {
        "message": message,
        "job": batch.job,
        "batch_id": batch.batch_id,
        "task_name": task_name,
        "records_processed": records_processed,
        **fields,
    }
    logger.log(level, "%s", json.dumps(line, sort_keys=True, default=str))


def log_failure(logger: Logger, batch: Batch, task_name: str, message: str, error: Optional[str]) -> None:
    """Logs a failure that does not decide over the run."""
    log(logger, logging.ERROR, message, batch, task_name, error=(error or "")[:DETAIL_LIMIT])


def emit(batch: Batch, task_name: str, outcome: str, records_processed: int, **fields: Any) -> None:
    """Emits batch.JOB.TASK.OUTCOME; the run, its task and its deployment are added by Prefect."""
    emit_event(
        event=f"batch.{batch.job}.{task_name}.{outcome}",
        resource={
            "prefect.resource.id": f"batch.{batch.job}.{batch.env}.{batch.batch_id}",
            "prefect.resource.name": f"{batch.job} {batch.batch_id}",
            "batch.job": batch.job,
            "batch.env": batch.env,
        },
        payload={
            "batch_id": batch.batch_id,
            "task_name": task_name,
            "records_processed": records_processed,
            "attempt": current_attempt(),
            "outcome": outcome,
            **fields,
        },
    )


def current_attempt() -> int:
    """Which attempt of the task this is, from 1."""
    return int(task_run_info.run_count or 1)


def keep_statistics(batch: Batch, results: List[StageResult]) -> None:
    """Keeps the counts of a batch as an artifact: once, because each would be another version of it."""
    if current_attempt() == 1:
        create_table_artifact(
            key=f"{batch.job}-{batch.env}-stages",
            table=[asdict(result) for result in results],
            description=f"batch_id {batch.batch_id}, scheduled {batch.scheduled_at}",
        )


def keep_failure(batch: Batch, failed_stage: str, reason: str, results: List[StageResult]) -> None:
    """Keeps why a batch has failed as an artifact, once."""
    if current_attempt() == 1:
        counts = "".join(f"- {result.task_name}: {result.records_processed} records\n" for result in results)
        create_markdown_artifact(
            key=f"{batch.job}-{batch.env}-failures",
            markdown=(
                f"## {batch.job} failed in `{failed_stage}`\n\n"
                f"- batch_id: `{batch.batch_id}`\n- scheduled: {batch.scheduled_at}\n{counts}\n"
                f"```text\n{reason[:DETAIL_LIMIT]}\n```\n"
            ),
            description=f"batch_id {batch.batch_id}",
        )


# --- one attempt of one stage ------------------------------------------------------------------------


def retry_if_transient(task: Any, task_run: Any, state: Any) -> bool:
    """Whether Prefect tries a failed task again. A plain function, because it takes nothing else."""
    try:
        state.result()
    except PermanentStageError:
        return False
    except Exception:
        return True
    return True


def run_stage(batch: Batch, stage: str, deadline_seconds: float, *arguments: str) -> StageResult:
    """Runs one attempt of a stage, and tells of it in logs and events."""
    logger = get_run_logger()
    attempt = current_attempt()
    log(logger, logging.INFO, "stage started", batch, stage, attempt=attempt)
    started = time.monotonic()
    try:
        _run_process(_command(batch, stage, attempt, arguments), batch, stage, deadline_seconds, logger)
        result = _read_result(batch, stage, attempt, int((time.monotonic() - started) * 1000))
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:DETAIL_LIMIT]
        log(logger, logging.ERROR, "stage failed", batch, stage, attempt=attempt, error=detail)
        emit(batch, stage, "failed", 0, error=detail)
        raise
    log(
        logger, logging.INFO, "stage completed", batch, stage, result.records_processed,
        attempt=attempt, elapsed_ms=result.elapsed_ms,
    )  # fmt: skip
    emit(batch, stage, "completed", result.records_processed, elapsed_ms=result.elapsed_ms)
    return result


def _host() -> List[str]:
    """The command that starts the executable."""
    text = os.environ.get("BATCH_HOST", "")
    try:
        host: Any = json.loads(text)
    except ValueError:
        host = None
    parts = cast("List[Any]", host) if isinstance(host, list) else []
    if not parts or not all(isinstance(part, str) for part in parts):
        raise PermanentStageError(
            f'BATCH_HOST is {text!r}: write the command that starts the executable as a JSON list, such as ["dotnet", "App.dll"]'
        )
    return parts


def _command(batch: Batch, stage: str, attempt: int, arguments: "tuple[str, ...]") -> List[str]:
    command = [*_host(), "stage", batch.job, stage, "--batch-id", batch.batch_id, "--batch-dir", str(batch.folder)]
    command += ["--attempt", str(attempt)]
    if batch.compensates:
        command += ["--compensates", batch.compensates]
    return command + list(arguments)


def _run_process(command: List[str], batch: Batch, stage: str, deadline_seconds: float, logger: Logger) -> None:
    batch.folder.mkdir(parents=True, exist_ok=True)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "Batch__Environment": batch.env},
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
    except OSError as error:
        raise PermanentStageError(f"'{command[0]}' of BATCH_HOST cannot be started: {error}") from error

    last_lines: List[str] = []
    reader = threading.Thread(target=_copy_output, args=(process, logger, stage, last_lines), daemon=True)
    try:
        reader.start()
        started = time.monotonic()
        while process.poll() is None:
            if time.monotonic() - started >= deadline_seconds:
                raise TimeoutError(f"{stage} took longer than {deadline_seconds:.0f} s")
            time.sleep(0.1)
    finally:  # Also when the run is cancelled, crashes, or meets Prefect's own timeout.
        _stop(process)
        reader.join(timeout=5)

    if process.returncode != 0:
        kind = PermanentStageError if process.returncode in PERMANENT_EXIT_CODES else StageError
        raise kind(f"{stage} ended with exit code {process.returncode}: {' / '.join(last_lines)}"[:DETAIL_LIMIT])


def _copy_output(process: "subprocess.Popen[str]", logger: Logger, stage: str, last_lines: List[str]) -> None:
    for line in process.stdout or ():
        text = line.rstrip()
        if text:
            last_lines.append(text)
            del last_lines[:-3]
            logger.info("%s | %s", stage, text)


def _stop(process: "subprocess.Popen[str]") -> None:
    """Ends the process and whatever it has started."""
    if process.poll() is None:
        _signal(process, hard=False)
        try:
            process.wait(timeout=KILL_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            pass
    _signal(process, hard=True)
    process.wait()
    if process.stdin:
        process.stdin.close()


def _signal(process: "subprocess.Popen[str]", hard: bool) -> None:
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL if hard else signal.SIGTERM)
        elif process.poll() is None:
            process.kill() if hard else process.send_signal(getattr(signal, "CTRL_BREAK_EVENT"))
    except OSError:
        pass  # Nothing of it is left.


def _read_result(batch: Batch, stage: str, attempt: int, elapsed_ms: int) -> StageResult:
    path = batch.folder / f"{stage}.result.json"
    try:
        result = json.loads(path.read_text(encoding="utf-8"))
        if result["batch_id"] != batch.batch_id:
            raise ValueError(f"it is of batch {result['batch_id']}")
        return StageResult(stage, int(result["records_processed"]), attempt, elapsed_ms)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StageError(f"{path} is no result of this batch: {error}") from error


def discard_spools(batch: Batch) -> None:
    """Removes the records that stages have left for each other, once the batch is done; the results stay."""
    for spool in batch.folder.glob("*.jsonl"):
        spool.unlink(missing_ok=True)


# --- ends that no stage sees -------------------------------------------------------------------------


def record_abnormal_end(flow: Any, flow_run: Any, state: Any) -> None:
    """Leaves a note when a run crashes or is cancelled; short, because the process is going away."""
    parameters: Dict[str, Any] = flow_run.parameters or {}
    batch = open_batch(
        flow.name,
        parameters.get("env") or "local",
        parameters.get("batch_id"),
        parameters.get("compensates"),
        flow_run.expected_start_time or datetime.now(timezone.utc),
    )
    note = {**asdict(batch), "flow_run_id": str(flow_run.id), "state": state.name, "message": state.message}
    batch.folder.mkdir(parents=True, exist_ok=True)
    staging = batch.folder / f".abnormal-end.{uuid.uuid4().hex}"
    staging.write_text(json.dumps(note, sort_keys=True), encoding="utf-8")
    os.replace(staging, batch.folder / "abnormal-end.json")
    log(flow_run_logger(flow_run, flow), logging.ERROR, "run ended abnormally", batch, "flow", state=state.name)


def scheduled_start() -> datetime:
    """The slot of the run: for a scheduled one exactly that of the schedule, whenever it really starts."""
    return flow_run_info.scheduled_start_time or datetime.now(timezone.utc)
