"""Runs every benchmark: each prints a figure beside its named baseline from the same run."""

import subprocess
import sys

for name in ("store", "updates", "routes", "checkins", "copies", "pictures", "redaction", "safety"):
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
