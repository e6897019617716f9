"""The real bot as a process of its own, which can be killed and started again."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

TOKEN = "123456789:AAF-test-token-for-the-sandbox-0000"  # noqa: S105 - the sandbox's own
START_SECONDS = 60.0


def own_port() -> int:
    """Return a port that is ours until the tests end, whether the bot is up or down.

    A socket stays bound to it and never listens: so the system gives the port to nobody else, and
    a server, which asks to reuse its address, can listen there (Linux; elsewhere it is let go).
    """
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind(("127.0.0.1", 0))
    port: int = door.getsockname()[1]
    if sys.platform == "linux":
        door.detach()
    door.close()
    return port


@dataclass
class BotProcess:
    """`python -m bot run` against a sandbox, in one of the two modes."""

    api: str
    url: str
    keys: str
    folder: Path
    mode: str = "polling"
    port: int = field(default_factory=own_port)
    process: asyncio.subprocess.Process | None = None
    public: bool = False
    """It has an address that people reach, as in webhook mode."""

    @property
    def environment(self) -> dict[str, str]:
        settings = {
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API": self.api,
            "DATABASE_URL": self.url,
            "KEYS": self.keys,
            "MODE": self.mode,
            "LISTEN": f"127.0.0.1:{self.port}",
            "ORGANISATION": "Example Trust",
            "PRIVACY_CONTACT": "privacy@example.org",
        }
        if self.public or self.mode == "webhook":
            settings["PUBLIC_URL"] = f"http://127.0.0.1:{self.port}"
        if self.mode == "webhook":
            settings["WEBHOOK_SECRET"] = "only-the-sandbox-knows"  # noqa: S105
        ours = {f"HANDRAIL_{name}": value for name, value in settings.items()}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **ours}

    async def start(self, until: str = "started") -> None:
        """Start, and return when it says that it has, or another word of its log."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            env=self.environment,
            cwd=self.folder,
            stderr=asyncio.subprocess.PIPE,
        )
        assert self.process.stderr is not None
        log: list[bytes] = []
        async with asyncio.timeout(START_SECONDS):
            while until.encode() not in (line := await self.process.stderr.readline()):
                log.append(line)
                assert line, f"the bot ended before it had started: {b''.join(log).decode()}"
        self._drain = asyncio.ensure_future(self.process.stderr.read())

    async def kill(self) -> None:
        """Send kill -9."""
        assert self.process is not None
        self.process.kill()
        await self._ended()

    async def stop(self) -> int:
        """Ask it to stop and return its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await self._ended()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run it beside a story, which may kill and start it; it must end well when asked to."""
        await self.start()
        try:
            yield
            assert await self.stop() == 0
        finally:
            if self.process is not None and self.process.returncode is None:
                await self.kill()

    async def _ended(self) -> int:
        assert self.process is not None
        code = await self.process.wait()
        await self._drain
        return code
