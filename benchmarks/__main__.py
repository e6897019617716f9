"""Runs every benchmark: each prints a figure beside its named baseline from the same run."""

import subprocess
import sys

KINDS = (
    "store",
    "updates",
    "routes",
    "checkins",
    "copies",
    "pictures",
    "redaction",
    "safety",
    "counts",
    "night",
)

for name in KINDS:
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
