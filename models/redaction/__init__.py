"""Finds what identifies somebody in a person's own words, and hides it. Pure, no database."""

from models.redaction.finding import find
from models.redaction.found import Found, Kind, hide
from models.redaction.public import public_of

__all__ = ["Found", "Kind", "find", "hide", "public_of"]
