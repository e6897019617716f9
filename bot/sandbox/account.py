"""The bot's own account: who it is, and what it told Telegram about itself."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.rich import Json


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are posted; `secret` goes out in X-Telegram-Bot-Api-Secret-Token."""

    url: str
    secret: str = field(default="", repr=False)
    connections: int = 40


@dataclass(slots=True)
class Account:
    """One bot.

    trouble: why and when the last delivery to the webhook failed;
    said: what setMyDescription and the like left, by method and scope.
    """

    token: str = field(repr=False)
    username: str
    can_join_groups: bool = False
    webhook: Webhook | None = None
    trouble: tuple[str, datetime] | None = None
    said: dict[tuple[str, ...], object] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The number before the colon of the token."""
        return int(self.token.partition(":")[0])

    def user(self) -> Json:
        """Return the bot as the Bot API's User."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": "Handrail",
            "username": self.username,
        }

    def me(self) -> Json:
        """Return what getMe answers."""
        return self.user() | {
            "can_join_groups": self.can_join_groups,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
