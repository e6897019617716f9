"""Puts the parts together: the only place that knows every concrete one."""

import os
from collections.abc import Sequence

from telegram import BotCommand, Update
from telegram.ext import (
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.processor import Lanes
from handlers import (
    buttons,
    care,
    counts,
    groups,
    hearing,
    home,
    keeping,
    leads,
    leaving,
    mine,
    more,
    planning,
    site,
    skills,
    stray,
    support,
    typed,
)
from handlers.context import App, Context, Services
from messages.words import label
from models.lead import LINK

os.environ.setdefault("PTB_TIMEDELTA", "true")  # its coming default; the old one only warns

ALLOWED_UPDATES: Sequence[str] = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)
"""What Telegram is asked to deliver; everything else never reaches us."""

INVITES = filters.Regex(rf"^/start(@\w+)? {LINK}")
"""A link that invites a lead; any other one joins a site."""

OF_THE_CHAT = (
    filters.StatusUpdate.MESSAGE_AUTO_DELETE_TIMER_CHANGED
    | filters.StatusUpdate.PINNED_MESSAGE
    | filters.StatusUpdate.CHAT_BACKGROUND_SET
    | filters.StatusUpdate.WRITE_ACCESS_ALLOWED
)
"""What Telegram itself notes in a chat: nobody said anything, so there is nothing to answer."""

WORDED = filters.Regex(
    r"(?i)\A/(?!start\b)\w+(@\w+)?\s+\S|\A/start(@\w+)?\s+(?![a-z0-9_-]{1,64}\s*\Z)\S"
)
"""A command with words behind it; what follows /start may be a link's code, which is no words."""

COMMANDS = (
    "start",
    "help",
    "support",
    "checkins",
    "skills",
    "mine",
    "site",
    "whatleadssee",
    "privacy",
    "stop",
)


def build(
    token: str,
    services: Services,
    *,
    api: str,
    request: BaseRequest,
    polling: BaseRequest,
) -> App:
    """Return the application, not yet initialised: `api` is the Bot API's root.

    `request` carries what is said to people, `polling` the long poll, which would block it.
    """
    app = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .request(request)
        .get_updates_request(polling)
        .context_types(ContextTypes(context=Context))
        .concurrent_updates(Lanes())
        .job_queue(None)
        .updater(None)
        .build()
    )
    app.bot_data["services"] = services
    register(app)
    return app


def register(app: App) -> None:
    """Register who takes what; the first that fits wins, so the order matters.

    Before all others, and for whatever comes, stands the one that hears danger.
    """
    app.add_handler(TypeHandler(Update, hearing.on_any), group=hearing.FIRST)
    app.add_handler(TypeHandler(Update, hearing.on_done), group=hearing.LAST)
    private = filters.ChatType.PRIVATE
    app.add_handler(ChatMemberHandler(leaving.on_member, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(~private, groups.on_group))
    app.add_handler(CallbackQueryHandler(buttons.on_tap))
    new = private & ~filters.UpdateType.EDITED_MESSAGE
    app.add_handler(MessageHandler(new & filters.Regex(care.ASKS), care.on_help))
    app.add_handler(CommandHandler("start", leads.on_link, filters=new & INVITES))
    for command, callback in (
        ("start", home.on_start),
        ("support", support.on_support),
        ("checkins", planning.on_plan),
        ("skills", skills.on_skills),
        ("mine", mine.on_mine),
        ("site", site.on_site),
        ("routes", keeping.on_routes),  # for leads: not among COMMANDS, which everybody sees
        ("counts", counts.on_counts),  # the same
        ("whatleadssee", counts.on_what_leads_see),
        ("privacy", more.on_privacy),
        ("stop", leaving.on_stop),
    ):
        app.add_handler(CommandHandler(command, callback, filters=new))
    app.add_handler(MessageHandler(private & filters.TEXT & ~filters.COMMAND, typed.on_text))
    app.add_handler(MessageHandler(private & ~OF_THE_CHAT, stray.on_stray))
    app.add_handler(MessageHandler(new & WORDED, stray.take_out), group=1)


async def introduce(app: App) -> None:
    """Tell Telegram the commands and what to show before somebody presses Start."""
    commands = [BotCommand(name, label("commands", name)) for name in COMMANDS]
    await app.bot.set_my_commands(commands)
    await app.bot.set_my_short_description(label("commands", "short"))
    await app.bot.set_my_description(label("commands", "about"))
