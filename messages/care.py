"""The care card: a constant of the program, so that it stands with everything else down.

Pure Python on purpose: no template, no file, no database. Numbers stand as plain text, grouped as
the NHS writes them; phones make links of them. Each must be called before a launch.
"""

from html import escape

CARE_CARD = """\
<b>You are not on your own.</b>

<b>Call 999 or go to A&amp;E now if:</b>
• you or someone else is hurt
• you or they have taken something
• you are in danger or cannot stay safe

On a mobile and cannot speak? Call 999, then press 55 when asked.

<b>Thoughts of suicide, or hard to cope?</b>
• call 111 and select the mental health option
• call Samaritans on 116 123
• text SHOUT to 85258
All are open day and night.

Tell someone now: a friend, or someone you trust at work.

<b>Nobody is reading this chat. It cannot call for help.</b>"""
"""What is shown to anybody at any time; it fits one screen of a small phone (guarded)."""


def care_card(security: str = "", *, internal: bool = False, example: bool = False) -> str:
    """Return the card as Telegram HTML, with the site's own security number if it is known.

    `internal` marks an extension that works from a hospital phone only, `example` a number that
    is made up. Never raises.
    """
    if not security:
        return CARE_CARD
    where = "Security (from a hospital phone)" if internal else "Security here"
    card, nobody = CARE_CARD.rsplit("\n\n", 1)
    made_up = " (example)" if example else ""
    return f"{card}\n{where}: {escape(security)}{made_up}\n\n{nobody}"
