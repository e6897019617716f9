"""What the bot told Telegram about itself, as one person's phone shows it."""

from bot.sandbox.account import Account
from bot.sandbox.rich import Json
from bot.sandbox.shapes import Person

_LANGUAGES = ("en", "")


def commands_for(account: Account, person: Person) -> list[Json]:
    """Return the commands of the narrowest scope that has some, in Telegram's order."""
    scopes = (("chat", str(person.id)), ("all_private_chats", ""), ("default", ""))
    for scope, chat in scopes:
        for language in _LANGUAGES:
            found = account.said.get(("commands", scope, chat, language))
            if isinstance(found, list) and found:
                return found
    return []


def description(account: Account) -> str:
    """Return what stands in a chat before its first message; empty when never set."""
    found = (account.said.get(("description", "default", "", code)) for code in _LANGUAGES)
    return str(next((words for words in found if words), ""))
