"""Writes routes so that reading the file gives the same ones."""

import json
import re
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from models.route import Route, TextLine
from models.route_file.fields import NEEDED, READERS

HEAD = """\
# Support routes. Change this file, then: python -m bot routes import FILE
#
# kind         emergency_service, helpline, service, advice, union, reporting; inside a site:
#              security, manager, occupational_health, counselling, speak_up_guardian,
#              sexual_safety, peer, hr
# hours        Mo-Fr 09:00-17:00; Sa 10:00-14:00; PH off, or 24/7. Left out when nobody is sure
# area         the nations it serves; left out for all 4
# audience     whom it is for, when not everyone; who_for says it in words people read
# site         the id of the one site whose own route it is
# status       active (shown), verify (somebody has to look first), closed, local (to be filled in)
# note         for whoever keeps this true; staff never see it

routes:
"""
_PLAIN = re.compile(r"https://[A-Za-z0-9./_-]*|[A-Za-z][A-Za-z0-9 .,'()+/@_-]*[A-Za-z0-9.)]")
_DEFAULTS = {each.name: each.default for each in fields(Route)}


def write_routes(routes: Iterable[Route]) -> str:
    """Return a file that holds the routes, each key explained at its head."""
    return HEAD + "".join(f"  - {_entry(route)}\n" for route in routes)


def words_of(value: object) -> str:
    """Return a value of a route as a file has it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if isinstance(value, TextLine):
        word = f", word: {value.word}" if value.word else ""
        return f'{{number: "{value.number}"{word}}}'
    return _quoted(str(value))


def _entry(route: Route) -> str:
    said = {key: getattr(route, key) for key in READERS}
    kept = [key for key, value in said.items() if key in NEEDED or value != _DEFAULTS[key]]
    return "\n    ".join(f"{key}: {words_of(said[key])}" for key in kept) + "\n"


def _quoted(said: str) -> str:
    return said if _PLAIN.fullmatch(said) else json.dumps(said, ensure_ascii=False)
