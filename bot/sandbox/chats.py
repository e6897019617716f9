"""A chat as it lies in memory: what is visible, what was tapped, what is gone."""

from dataclasses import dataclass, field

from bot.sandbox.shapes import Message, Person, Rows, Tap, Toast


@dataclass(slots=True)
class Chat:
    """One person's chat with the bot, or a group (then `person` is None).

    started: the person wrote first, so the bot may answer; blocked: they shut it out;
    left: the bot is no longer in the group; keyboard: the reply keyboard shown, if any.
    """

    id: int
    person: Person | None = None
    title: str = ""
    started: bool = False
    blocked: bool = False
    left: bool = False
    kept: dict[int, Message] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    toasts: list[Toast] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    keyboard: Rows = ()

    @property
    def messages(self) -> list[Message]:
        """What both sides can see, oldest first."""
        return list(self.kept.values())

    @property
    def last(self) -> Message:
        """The newest visible message; IndexError in an empty chat."""
        return self.messages[-1]

    @property
    def waiting(self) -> list[Tap]:
        """Taps whose spinner still turns, because the bot has not answered them."""
        return [tap for tap in self.taps if not tap.answered]

    def remove(self, message_id: int) -> None:
        """Delete a message for both sides."""
        del self.kept[message_id]
        self.gone.add(message_id)
