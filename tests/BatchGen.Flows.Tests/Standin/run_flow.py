"""Runs a flow as a worker does, and prints what it did as the last line: TRACE and one JSON object.

usage: run_flow.py FLOW_FILE FUNCTION PARAMETERS   (parameters as a JSON object)
"""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any, Dict

from prefect._runs import TRACE
from prefect.exceptions import TerminationSignal


def main(file: str, function: str, parameters: str) -> int:
    sys.path.insert(0, str(Path(file).parent))
    end: Dict[str, Any] = {"outcome": "completed", "error": None, "result": None}
    try:
        specification = importlib.util.spec_from_file_location(Path(file).stem, file)
        assert specification and specification.loader
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        end["result"] = getattr(module, function)(**json.loads(parameters))
    except Exception as error:
        end.update(outcome="failed", error=f"{type(error).__name__}: {error}")
    except TerminationSignal as error:
        end.update(outcome="cancelled", error=f"TerminationSignal: {error}")
    except BaseException as error:
        end.update(outcome="crashed", error=f"{type(error).__name__}: {error}")
    print("TRACE " + json.dumps({**end, **TRACE}), flush=True)
    return 0 if end["outcome"] == "completed" else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
