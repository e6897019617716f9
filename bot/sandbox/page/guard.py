"""Keeps the sandbox to this machine's own page: no other site reads it or drives it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types inert"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@web.middleware
async def own_page_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Pass a request of this machine's own page on; answer any other with 403."""
    if not is_own(request.headers):
        return web.Response(status=403, text="The sandbox answers this machine's own page only.")
    return await handler(request)


async def dress(_: web.Request, response: web.StreamResponse) -> None:
    """Set the page's headers on every answer, just before it goes out."""
    response.headers.update(_HEADERS)


def is_own(headers: Mapping[str, str]) -> bool:
    """Say whether a request names this machine as host, and comes from no other site.

    The host is checked against DNS rebinding, the origin against forged requests.
    """
    host = headers.get("Host", "")
    if urlsplit(f"//{host}").hostname not in LOCAL:
        return False
    origin = headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == host
