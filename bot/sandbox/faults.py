"""Trouble on order: what the next calls of a method shall suffer."""

from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from bot.sandbox.refusals import ApiError, too_many

Status = int | Literal["half", "silent", "timeout_after"]
_WORDS = {
    400: "Bad Request: the sandbox was told to refuse",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
    500: "Internal Server Error: the sandbox was told to fail",
    502: "Bad Gateway",
}


class How(TypedDict, total=False):
    """The finer points of a fault; see `Faults.next`."""

    times: int
    chat: int | None
    retry_after: int
    description: str


@dataclass(slots=True)
class Fault:
    """A fault that waits for its calls; `times` counts down."""

    method: str
    status: Status
    times: int = 1
    chat: int | None = None
    retry_after: int = 1
    description: str = ""

    def meets(self, method: str, chat: int | None) -> bool:
        """Whether a call of `method` for `chat` shall suffer this."""
        right_chat = self.chat is None or self.chat == chat
        return self.method in ("*", method) and right_chat

    def refusal(self) -> ApiError | None:
        """Return the refusal to answer with; None for faults that are no status."""
        if not isinstance(self.status, int):
            return None
        if self.status == 429 and not self.description:  # noqa: PLR2004 - an HTTP status
            return too_many(self.retry_after)
        words = self.description or _WORDS.get(self.status, f"Error {self.status}")
        return ApiError(self.status, words)


class Faults:
    """Faults waiting to happen, first ordered first served."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def next(self, method: str, status: Status, **how: Unpack[How]) -> None:
        """Make the next calls of `method` ("*" for any) fail.

        status: an HTTP status (the call does nothing), "half" (done, the answer breaks off),
        "silent" (not done, never answered) or "timeout_after" (done, never answered).
        times: how many calls; chat: only calls for this chat id; retry_after: seconds of a
        429; description: the words instead of Telegram's usual ones.
        """
        self.waiting.append(Fault(method.lower(), status, **how))

    def take(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault this call must suffer, and count it."""
        fault = next((each for each in self.waiting if each.meets(method, chat)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
        return fault

    def clear(self) -> None:
        """Forget every fault that has not happened."""
        self.waiting.clear()
