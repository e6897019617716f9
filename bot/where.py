"""Where in our own code an exception came from: enough to look it up, and nothing it held."""

from traceback import walk_tb

_FLOORS = ("bot.", "handlers.", "messages.", "models.")


def where(error: BaseException) -> str:
    """Return the innermost of our places, like "handlers.card.61", or "" when there is none."""
    places = [
        f"{name}.{line}"
        for frame, line in walk_tb(error.__traceback__)
        if (name := str(frame.f_globals.get("__name__", ""))).startswith(_FLOORS)
    ]
    return places[-1] if places else ""
