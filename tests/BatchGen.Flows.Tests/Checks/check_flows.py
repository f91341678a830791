"""Checks flows for what Prefect would not say, or say too late; prints a line for each finding.

usage: check_flows.py FILE...
"""

import ast
import sys
from pathlib import Path
from typing import Iterator

# No other package is in the image of a worker.
ALLOWED = sys.stdlib_module_names | {"prefect", "batch_stages"}
# Tasks run in other threads, where no timeout can interrupt them.
CONCURRENT = ("submit", "map", "delay")


def findings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"imports {name.name}" for name in node.names if name.name.split(".")[0] not in ALLOWED)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "__future__":
                yield "imports from __future__: parameters would lose their types"
            elif node.level or (node.module or "").split(".")[0] not in ALLOWED:
                yield f"imports from {node.module}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CONCURRENT:
            yield f"calls .{node.func.attr} in line {node.lineno}"


def main() -> int:
    found = 0
    for file in map(Path, sys.argv[1:]):
        for finding in findings(ast.parse(file.read_text(encoding="utf-8"), str(file))):
            print(f"{file.name}: {finding}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
