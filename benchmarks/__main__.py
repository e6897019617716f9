"""Runs every benchmark: each prints a figure beside its named baseline from the same run."""

import subprocess
import sys

for name in ("store", "updates", "routes", "copies", "redaction", "safety", "counts"):
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
