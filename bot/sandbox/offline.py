"""The in-process face: python-telegram-bot straight into the world, with no socket between."""

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sandbox import api
from bot.sandbox.call import Upload
from bot.sandbox.state import State
from bot.sandbox.world import World


def _values(data: RequestData | None) -> dict[str, object]:
    """Return what a request carries, as it would arrive over HTTP."""
    if data is None:
        return {}
    values: dict[str, object] = dict(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        raw = content if isinstance(content, bytes) else content.read()
        values[name] = Upload(filename, mime, raw)
    return values


def _file(state: State, path: str) -> tuple[int, bytes]:
    file = state.files.get(path)
    return (200, file.content) if file else (404, b"")


class SandboxRequest(BaseRequest):
    """PTB's request class over a World: `Application.builder().request(SandboxRequest(world))`.

    An answer that breaks off is a NetworkError, one that never comes a TimedOut at once.
    """

    def __init__(self, world: World) -> None:
        self._state = world.state

    @property
    def read_timeout(self) -> float | None:
        """Seconds PTB adds a long poll's timeout to."""
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - PTB's signature
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more: object,
    ) -> tuple[int, bytes]:
        """Answer one request as the Bot API would."""
        _, _, tail = url.partition("/bot")
        token, _, name = tail.partition("/")
        if "/file/bot" in url:
            return _file(self._state, name)
        reply = await api.answer(self._state, token, name, _values(request_data))
        if reply.fate == "half":
            raise NetworkError("the answer broke off half way")
        if reply.fate == "silent":
            raise TimedOut
        return reply.status, reply.body
