"""Recommend Handrail: Telegram's share sheet, with the site's link and nothing of the sender."""

from urllib.parse import quote, urlencode

from telegram import Update
from telegram.helpers import create_deep_linked_url

from handlers.care import help_button
from handlers.chat import deliver, show, tapped
from handlers.context import Context, once, person_of
from handlers.home import as_read, seat_of, start_button
from messages.screen import Button, Screen
from messages.words import label, say
from models.site import Site
from models.store.doors import Tx

RECOMMEND = "recommend"
SHEET = "https://t.me/share/url"
"""Telegram's own page that lets somebody choose a chat for a link and a text."""


async def on_recommend(update: Update, context: Context, _data: str = "") -> None:
    """Show what would be sent, with the way to send it. Nothing of it is noted."""
    person = person_of(update)
    name = context.bot.username

    def turn(tx: Tx, _fresh: bool) -> Screen:
        return as_read(tx, person, recommend_screen(name, seat_of(tx, person).site))

    screen = await once(update, context, turn)
    await deliver(update, context, "more", show(context.bot, person, screen, at=tapped(update)))


def recommend_screen(bot: str, site: Site | None) -> Screen:
    """Return all that is sent, and the button that opens Telegram's sheet."""
    words = label(RECOMMEND, "words")
    link = create_deep_linked_url(bot, site.code if site else None)
    text = say(RECOMMEND, words=words, link=link, site=site.name if site else "")
    # Not every phone reads "+" as a blank.
    sheet = f"{SHEET}?{urlencode({'url': link, 'text': words}, quote_via=quote)}"
    share = Button(label(RECOMMEND, "share"), url=sheet)
    return Screen(text, ((share,), (help_button(), start_button())))
