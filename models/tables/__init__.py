"""All tables: what is remembered, under which key, and how coarse its time is.

Every key is random or a keyed hash, and no table has a row number (WITHOUT ROWID on SQLite), so
that no order of rows tells when one was written. No time is finer than its use needs.
"""

from models.tables.checkins import check_in, check_in_sum, pace, plan, prompt, quiet
from models.tables.counts import cell, counted_row, lead_note, lead_view, release
from models.tables.making import metadata
from models.tables.people import enrolment, lead, lead_site, owed, told
from models.tables.places import route, route_failure, site
from models.tables.reports import (
    addition,
    answer,
    draft,
    draft_words,
    incident,
    incident_words,
    parked,
)
from models.tables.running import keyring, seen_update, set_aside, signing_key
from models.tables.skills import parked_rating, practice, rating

__all__ = [
    "addition",
    "answer",
    "cell",
    "check_in",
    "check_in_sum",
    "counted_row",
    "draft",
    "draft_words",
    "enrolment",
    "incident",
    "incident_words",
    "keyring",
    "lead",
    "lead_note",
    "lead_site",
    "lead_view",
    "metadata",
    "owed",
    "pace",
    "parked",
    "parked_rating",
    "plan",
    "practice",
    "prompt",
    "quiet",
    "rating",
    "release",
    "route",
    "route_failure",
    "seen_update",
    "set_aside",
    "signing_key",
    "site",
    "told",
]
