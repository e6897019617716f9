"""Requests to Telegram over aiohttp: many at once, kept alive, and silent about the token."""

import json
from functools import cache
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

REPLY_SECONDS = 5.0
"""How long one reply attempt may take in all (docs/decisions.md, an answer is safe)."""

UPLOAD_SECONDS = 20.0
"""The same for a picture or a document, which has further to go."""

IDLE_SECONDS = 30.0
"""How long an unused connection is kept; shorter than the far end keeps it."""


class AiohttpRequest(BaseRequest):
    """PTB's way to Telegram with a pool of `concurrency` connections.

    python-telegram-bot's own class costs 2.5 times as much and slows down with concurrency.
    The whole attempt is bounded by `seconds`, or by `read_timeout` where a call names one.
    Every failure leaves as `TimedOut` or `NetworkError` whose words never hold an address.
    """

    def __init__(self, *, concurrency: int = 64, seconds: float = REPLY_SECONDS) -> None:
        self._concurrency = concurrency
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds an attempt may take when the call does not say."""
        return self._seconds

    async def initialize(self) -> None:
        """Open the pool in the running loop; a second call changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._concurrency, keepalive_timeout=IDLE_SECONDS
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the pool; a second call changes nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the shape is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send one request; answer its status and body, or raise TimedOut or NetworkError."""
        if self._session is None:
            raise NetworkError("The connection to Telegram is not open")
        limit = self._limit(request_data, read_timeout)
        # Raised outside the except block: a failure must not carry aiohttp's, which knows the
        # address and so the token, along as its context.
        failure: TelegramError
        try:
            return await self._send(self._session, method, url, request_data, limit)
        except TimeoutError:
            failure = TimedOut("Telegram did not answer in time")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            failure = NetworkError(f"Telegram cannot be reached ({type(error).__name__})")
        raise failure

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Read an answer; half an answer is a NetworkError (PTB's own way would log it).

        Without the buttons of a message that we sent: we know them, and making objects of them
        was a tenth of what an update cost.
        """
        answer = _answer(payload)
        if answer is None:
            raise NetworkError("Telegram's answer was cut short")
        if isinstance(sent := answer.get("result"), dict):
            sent.pop("reply_markup", None)
        return answer

    def _limit(
        self, data: RequestData | None, read_timeout: ODVInput[float]
    ) -> aiohttp.ClientTimeout:
        if not isinstance(read_timeout, DefaultValue):
            return aiohttp.ClientTimeout(total=read_timeout)
        upload = data is not None and data.contains_files
        return aiohttp.ClientTimeout(total=UPLOAD_SECONDS if upload else self._seconds)

    @staticmethod
    async def _send(
        session: aiohttp.ClientSession,
        method: str,
        url: str,
        data: RequestData | None,
        limit: aiohttp.ClientTimeout,
    ) -> tuple[int, bytes]:
        form = _form(data) if data and data.contains_files else None
        body = data.parameters if data and form is None else None
        proxy, login = _proxy(URL(url).origin())
        # A redirect would carry the token to somebody else.
        async with session.request(
            method,
            url,
            data=form,
            json=body,
            timeout=limit,
            allow_redirects=False,
            proxy=proxy,
            proxy_headers=login,
            # Without a tunnel the proxy reads the request itself; with one, Telegram does.
            headers=None if url.startswith("https:") else login,
        ) as response:
            payload = await response.read()
        if response.ok or _answer(payload) is not None:
            return response.status, payload
        # A proxy's error page is not Telegram's words, and PTB would quote it.
        return response.status, b'{"ok": false, "description": "Telegram is not well"}'


@cache
def _proxy(origin: URL) -> tuple[URL | None, dict[str, str] | None]:
    """Return the environment's proxy for an address: trusts often reach the internet through one.

    Asked once: aiohttp's `trust_env` reads the environment and ~/.netrc again for every request,
    which was a fifth of what an update cost.
    """
    found = getproxies().get(origin.scheme)
    if not found or proxy_bypass(origin.host or ""):
        return None, None
    proxy = URL(found)
    if proxy.user is None:
        return proxy, None
    login = aiohttp.encode_basic_auth(proxy.user, proxy.password or "")
    return proxy.with_user(None), {"Proxy-Authorization": login}


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


def _answer(payload: bytes) -> JSONDict | None:
    """Return the Bot API's answer, or None when it is not one."""
    try:
        answer = json.loads(payload)
    except ValueError:
        return None
    whole = isinstance(answer, dict) and ("result" in answer or "description" in answer)
    return answer if whole else None
