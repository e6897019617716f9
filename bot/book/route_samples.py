"""What a support route may look like in the templates: a line, a text number, an extension."""

from handlers.routes import Told
from messages.words import label

LINE = Told(
    name="Samaritans",
    purpose="Someone to talk to about anything, at any time.",
    opening=label("routes", "always"),
    phone="116 123",
    email="help@example.org",
    cost="Free",
    link=True,
)
TEXT = Told(
    name="Shout",
    purpose="Help by text when you do not want to talk.",
    opening=label("routes", "open_until", until="8pm"),
    text="85258",
    word="SHOUT",
    who_for="doctors and dentists",
)
NUMBER_TO_TEXT = Told(
    name="Hill Line",
    purpose="Help by phone or text.",
    opening=label("routes", "opens_at", opens="Monday 9am"),
    instead="Samaritans",
    phone="01632 960 130",
    tap="+44 1632 960 130",
    text="88247",
)
EXTENSION = Told(
    name="Security",
    purpose="Danger here and now.",
    opening=label("routes", "open_now"),
    phone="5501",
    internal=True,
    example=True,
)
WEBSITE = Told(
    name="Hill Centre",
    purpose="Find the nearest centre.",
    opening=label("routes", "unknown", link=True),
    link=True,
)
NOWHERE = Told(name="Hill Desk", purpose="Ask here.", opening=label("routes", "closed"))
ALL = (LINE, TEXT, NUMBER_TO_TEXT, EXTENSION, WEBSITE, NOWHERE)
