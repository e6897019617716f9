"""What Telegram says no with; the words are its own, because clients match on them."""

from bot.sandbox.rich import Json


class ApiError(Exception):
    """A refusal in the Bot API's form: HTTP status, description, parameters."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(reason: str) -> ApiError:
    """Return a 400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def too_many(seconds: int) -> ApiError:
    """Return a 429 that asks to wait `seconds`."""
    words = f"Too Many Requests: retry after {seconds}"
    return ApiError(429, words, {"retry_after": seconds})
