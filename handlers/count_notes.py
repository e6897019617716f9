"""A note to leads who want one, when a release was posted: once, silent, and no figure in it."""

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.chat import show
from handlers.context import Services
from handlers.count_screens import note_screen
from handlers.count_view import COUNTS
from handlers.moments import are_quiet
from models.store import desk, owed, posted


async def tell_leads(bot: Bot, services: Services) -> None:
    """Tell those who were not told of the newest release; it is claimed first, so none twice.

    Nothing is made up for to whom notes stay quiet: the next release is told of again.
    """
    if services.wall is None:
        return
    newest = await services.wall.counts.read(posted.newest)
    if newest is None:
        return
    for note in await services.wall.desk.write(lambda tx: desk.claim_notes(tx, newest.key)):
        await _tell(bot, services, note.telegram_id)


async def _tell(bot: Bot, services: Services, person: int) -> None:
    today = services.local_now().date()
    if await services.store.read(lambda tx: are_quiet(tx, person, today)):
        return
    try:
        await show(bot, person, note_screen())
    except (Forbidden, BadRequest):
        return  # nobody is there to be told
    except TelegramError:
        await services.store.write(lambda tx: owed.owe(tx, person, COUNTS))
