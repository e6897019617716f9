"""The page's addresses: the page itself, its state, its events, its files, and the acts."""

from mimetypes import guess_type
from pathlib import Path

from aiohttp import web
from pydantic import ValidationError

from bot.sandbox.page.acts import ACTS
from bot.sandbox.page.events import stream
from bot.sandbox.page.pictures import picture_type
from bot.sandbox.page.room import Room
from bot.sandbox.page.state import room_state

STATIC = Path(__file__).with_name("static")


class Page:
    """The endpoints over one room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        # From memory: a browser that turns away while a file is sent leaves it open for good.
        self._static = {path.name: path.read_bytes() for path in STATIC.iterdir()}

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return where each is found; the page itself is at `/`."""
        return [
            web.get("/", self.index),
            web.get("/page/state", self.state),
            web.get("/page/events", self.events),
            web.get("/page/file/{id}", self.file),
            web.post("/page/{action}", self.act),
            web.get("/page/static/{name}", self.static),
        ]

    async def index(self, _: web.Request) -> web.StreamResponse:
        """Return the page."""
        return self._part("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        """Return a script, a style sheet or a picture of the page itself."""
        return self._part(request.match_info["name"])

    def _part(self, name: str) -> web.Response:
        if name not in self._static:
            return web.Response(status=404)
        kind = guess_type(name)[0] or "application/octet-stream"
        return web.Response(body=self._static[name], content_type=kind, charset="utf-8")

    async def state(self, _: web.Request) -> web.StreamResponse:
        """Return all the page draws."""
        return web.json_response(room_state(self.room))

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Return a stream of server-sent events, one line at every change."""
        return await stream(self.room, request)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Return a file of a chat: a picture to look at, anything else to download."""
        file = self.room.world.state.files.get(request.match_info["id"])
        if file is None:
            return web.Response(status=404)
        kind = picture_type(file.content)
        if kind:
            return web.Response(body=file.content, content_type=kind)
        headers = {"Content-Disposition": "attachment"}
        octets = "application/octet-stream"
        return web.Response(body=file.content, content_type=octets, headers=headers)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do what a person asked for; an error says in words why it was not done."""
        shape = ACTS.get(request.match_info["action"])
        if shape is None:
            return _refused("There is no such action.", 404)
        try:
            await shape.model_validate_json(await request.read()).on(self.room)
        except ValidationError:
            return _refused("The sandbox did not understand that.", 400)
        except (KeyError, ValueError):
            return _refused("That is no longer on the screen.", 409)
        return web.json_response({"ok": True})


def _refused(why: str, status: int) -> web.StreamResponse:
    return web.json_response({"error": why}, status=status)
