"""The page at /verify: looks at one file in memory, says what its seal is, and keeps nothing."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from handlers.context import Services
from messages.verify_page import STYLE_HASH, Host, verify_page
from models.signature import LARGEST, verdict
from models.store import signing_keys
from models.store.doors import StoreDown

PATH = "/verify"
FORM = 10_000
"""Bytes that a browser's form may put around the file."""

POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STATUS = {"too_large": 413, "no_file": 400, "busy": 503}


def verify_route(services: Services) -> Route:
    """Return the route: GET shows the form, POST looks at the file that came with it."""
    host = Host(services.organisation, services.privacy_contact)

    async def answer(request: Request) -> Response:
        came = await _came(request, services) if request.method == "POST" else ""
        status = _STATUS.get(came, 200)
        return HTMLResponse(verify_page(host, came), status_code=status, headers=HEADERS)

    return Route(PATH, answer, methods=["GET", "POST"])


async def _came(request: Request, services: Services) -> str:
    """Return what a look at the form says, as a block of messages/verify.j2."""
    body = await _body(request)
    if body is None:
        return "too_large"
    file = file_in(body, request.headers.get("content-type", ""))
    if not file:
        return "no_file"
    try:
        known = await services.store.read(signing_keys.known)
    except StoreDown:
        return "busy"
    return verdict(file, known)


async def _body(request: Request) -> bytes | None:
    """Return the whole body; None as soon as it is larger than a copy can be."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST + FORM:
            return None
    return bytes(body)


def file_in(body: bytes, kind: str) -> bytes:
    """Return the file of a form that has this one field (RFC 7578); b"" for anything else."""
    form, _, boundary = kind.partition("boundary=")
    edge = b"--" + boundary.partition(";")[0].strip('" ').encode("latin-1", "replace")
    if not form.lower().startswith("multipart/form-data") or edge == b"--":
        return b""
    if not body.startswith(edge + b"\r\n"):
        return b""
    _, _, content = body.partition(b"\r\n\r\n")
    file, end, _ = content.rpartition(b"\r\n" + edge + b"--")
    return file if end else b""
