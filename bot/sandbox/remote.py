"""A hand on the control address, for tests and benchmarks in another process."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

import aiohttp

from bot.sandbox.rich import Json


class ControlError(Exception):
    """The control address refused an act; the text says why."""


class Remote:
    """Acts on a sandbox that runs elsewhere: `async with Remote(address) as remote`."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def act(self, name: str, /, **given: object) -> Json:
        """Do one act of `bot.sandbox.control` and return what it shows."""
        return await self._post(name, given)

    async def _post(self, name: str, given: Mapping[str, object]) -> Json:
        async with self._session.post(f"{self._address}/control/{name}", json=given) as got:
            shown: Json = await got.json()
        if "error" in shown:
            raise ControlError(shown["error"])
        return shown
