# Written by batchgen generate from the job: change that, not this file; sha256 2cf9d9be6422f791
"""planets-ingest: Takes the planets of an atlas and loads them into a table by way of planets.ingest.v1.

Each task runs one stage of StarWars.Planets.Batch.PlanetsIngest in a process of its own (batch_stages.py).

task       attempts  waits between (s)         deadline (s)
extract    3         60, 120                   75
transform  2         30                        75
publish    5         30, 60                    75
notify     3         10, 20                    75
fallback   3         5, 10                     915

Running a stage again for the same batch has no further effect: Upsert by record_id; a rerun of a batch rewrites the same rows.
"""

from typing import Any, Dict, List, Optional

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from batch_stages import (
    Batch,
    StageResult,
    discard_spools,
    keep_failure,
    keep_statistics,
    log_failure,
    open_batch,
    record_abnormal_end,
    retry_if_transient,
    run_stage,
    scheduled_start,
)

JOB = "planets-ingest"


@task(
    name="extract",
    description="Reads the source, and leaves its records in the batch's folder.",
    tags=["stage:extract", "job:planets-ingest"],
    retries=2,
    retry_delay_seconds=[60, 120],
    retry_condition_fn=retry_if_transient,
    timeout_seconds=105,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=True,
)
def extract(batch: Batch) -> StageResult:
    return run_stage(batch, "extract", 75)


@task(
    name="transform",
    description="A planet that nobody has measured is left out.",
    tags=["stage:transform", "job:planets-ingest"],
    retries=1,
    retry_delay_seconds=[30],
    retry_condition_fn=retry_if_transient,
    timeout_seconds=105,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=True,
)
def transform(batch: Batch) -> StageResult:
    return run_stage(batch, "transform", 75)


@task(
    name="publish",
    description="Publishes the records to planets.ingest.v1; done when every in-sync replica has each of them.",
    tags=["stage:publish", "job:planets-ingest"],
    retries=4,
    retry_delay_seconds=[30, 60],
    retry_condition_fn=retry_if_transient,
    timeout_seconds=105,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=True,
)
def publish(batch: Batch) -> StageResult:
    return run_stage(batch, "publish", 75)


@task(
    name="notify",
    description="Keeps the counts of the batch, and tells the job's channels that it is done.",
    tags=["stage:notify", "job:planets-ingest"],
    retries=2,
    retry_delay_seconds=[10, 20],
    retry_condition_fn=retry_if_transient,
    timeout_seconds=105,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=True,
)
def notify(batch: Batch, results: List[StageResult]) -> StageResult:
    keep_statistics(batch, results)
    return run_stage(batch, "notify", 75)


@task(
    name="fallback",
    description="Puts what was not published into file:///var/lib/batch/fallback, and raises the alarm.",
    tags=["stage:fallback", "job:planets-ingest"],
    retries=2,
    retry_delay_seconds=[5, 10],
    retry_condition_fn=retry_if_transient,
    timeout_seconds=945,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=True,
)
def fallback(batch: Batch, results: List[StageResult], failed_stage: str, reason: str) -> StageResult:
    keep_failure(batch, failed_stage, reason, results)
    return run_stage(batch, "fallback", 915, "--failed-stage", failed_stage, "--reason", reason)


@flow(
    name="planets-ingest",
    description="Takes the planets of an atlas and loads them into a table by way of planets.ingest.v1.",
    flow_run_name="planets-ingest-{env}",
    retries=0,  # Tasks retry; a flow that retries loses its slot of the concurrency limit, and crashes.
    on_crashed=[record_abnormal_end],
    on_cancellation=[record_abnormal_end],
    validate_parameters=True,
    persist_result=False,
    log_prints=True,
)  # No timeout: it would take the signal that the timeouts of the tasks need.
def planets_ingest(
    env: str = "local", batch_id: Optional[str] = None, compensates: Optional[str] = None
) -> Dict[str, Any]:
    batch = open_batch(JOB, env, batch_id, compensates, scheduled_start())
    results: List[StageResult] = []
    current = "extract"
    try:
        results.append(extract(batch))
        current = "transform"
        results.append(transform(batch))
        current = "publish"
        results.append(publish(batch))
    except Exception as error:  # Attempts are used up, or no attempt would help.
        fell_back = fallback(batch, results, current, f"{type(error).__name__}: {error}"[:2000], return_state=True)
        if fell_back.is_failed():
            log_failure(get_run_logger(), batch, "fallback", f"the records stay in {batch.folder}", fell_back.message)
        raise

    told = notify(batch, results, return_state=True)
    if told.is_failed():
        log_failure(get_run_logger(), batch, "notify", "the batch is done, and nobody was told", told.message)
    else:
        discard_spools(batch)
    return {"batch_id": batch.batch_id, "records_processed": results[-1].records_processed}


if __name__ == "__main__":
    planets_ingest()
