"""The care card: a constant of the program, so that it stands with everything else down."""

CARE_CARD = """\
<b>You are not on your own.</b>

<b>Call 999 or go to A&amp;E now if:</b>
- you or someone else is hurt
- you have taken something
- you cannot stay safe

Cannot speak? On a mobile call 999, then press 55 when asked.

<b>Call 111</b> and select the mental health option. 24 hours.
<b>Samaritans</b>: 116 123. 24 hours, free.
<b>Text SHOUT to 85258</b>. 24 hours, free.

Tell someone now: a friend, a colleague, the manager on call.

Nobody is reading this chat. It cannot call for help."""


def care_card(security: str = "", *, internal: bool = False) -> str:
    """Return the card as Telegram HTML, with the site's own security number if it is known."""
    if not security:
        return CARE_CARD
    number = security.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    where = " from a hospital phone" if internal else ""
    return f"{CARE_CARD}\n\n<b>Your site's security</b>: {number}{where}"
