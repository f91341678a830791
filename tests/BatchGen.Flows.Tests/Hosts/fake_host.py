"""Stands for the .NET executable where a test needs a stage that ends, or does not end, in a certain way.

Environment:
  FAKE_HOST_PLAN    {STAGE: [END, ...]}: how each attempt ends, the last for all further ones; "ok" where nothing is said.
                    ok       writes a result of 3 records, exit code 0
                    NUMBER   says "it broke", exit code NUMBER, no result
                    silent   exit code 0, no result
                    foreign  exit code 0, a result of another batch
                    hang     ignores SIGTERM, starts a process of its own, and stays
  FAKE_HOST_FOLDER  where it leaves calls.jsonl, a line for each call, and pids, the ids of processes that hang
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(os.environ["FAKE_HOST_FOLDER"])


def option(name: str) -> str:
    return sys.argv[sys.argv.index(name) + 1]


def hang() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    staging = FOLDER / "pids.tmp"
    staging.write_text(f"{os.getpid()} {child.pid}", encoding="utf-8")
    os.replace(staging, FOLDER / "pids")
    time.sleep(600)


def leave_result(stage: str, batch_id: str) -> None:
    path = Path(option("--batch-dir")) / f"{stage}.result.json"
    path.write_text(json.dumps({"batch_id": batch_id, "task_name": stage, "records_processed": 3}), encoding="utf-8")


def main() -> int:
    _, command, job, stage = sys.argv[:4]
    call = {"arguments": sys.argv[1:], "environment": os.environ.get("Batch__Environment")}
    with open(FOLDER / "calls.jsonl", "a", encoding="utf-8") as calls:
        calls.write(json.dumps(call) + "\n")
    assert command == "stage" and job

    ends = json.loads(os.environ.get("FAKE_HOST_PLAN", "{}")).get(stage, ["ok"])
    end = ends[min(int(option("--attempt")), len(ends)) - 1]
    if end == "hang":
        hang()
    if end in ("ok", "foreign"):
        leave_result(stage, option("--batch-id") if end == "ok" else "00000000-0000-4000-8000-000000000000")
    if end in ("ok", "foreign", "silent"):
        return 0
    print("it broke", file=sys.stderr)
    return int(end)


if __name__ == "__main__":
    sys.exit(main())
