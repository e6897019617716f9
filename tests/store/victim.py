"""Starts a process that writes to a store, so that it can be killed."""

import asyncio
import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


async def victim(
    script: str, url: str, key: str
) -> tuple[asyncio.subprocess.Process, asyncio.StreamReader]:
    """Start a script of this folder on a store; return it and the lines that it prints."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HERE / script),
        url,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{key}\n".encode())
    return process, process.stdout
