"""The rules for words that the NHS service manual gives: plain English, one way to write a thing.

Source: How we write, Punctuation, Numbers, A to Z of NHS writing (2026).
"""

from tests.guards.rule import never

DASHES = "\N{EN DASH}\N{EM DASH}"
STYLE = (
    never("'cannot', 'do not'", r"\w+n't\b", "You can't lose it.", "You cannot lose it."),
    never("no 've", r"\w+'ve\b", "You should've.", "You have one not finished."),
    never("no 'should'", r"\bshould\b", "You should rest.", "You can rest."),
    never(
        "numerals, also for 1 and 2",
        r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred)\b|"
        r"\bone (?:second|minute|hour|day|night|week|month|year|in|of \d)\b|"
        r"\b(third|fourth|fifth)\b",
        "It takes two minutes. One in 7 staff.",
        "It takes 2 minutes. More than one. Older ones.",
    ),
    never(
        "times as 5pm, 5:30pm, midday, midnight",
        r"\b\d{1,2}[:.]\d\d\b(?! ?[ap]m)|:00 ?[ap]m|\d [ap]\.?m\b|\b12 ?[ap]m\b",
        "Kept until 17:00.",
        "Kept until 5:30pm today.",
    ),
    never(
        "'to' in ranges, and no dash",
        rf"[{DASHES}]|\s-\s|\d ?- ?\d|[ap]m ?- ?\d|day ?- ?\w+day",
        "Open 9am-5pm, Monday-Friday.",
        "Open 9am to 5pm. It is a no-link report.",
    ),
    never("'1 in 7', not per cent", r"%|per ?cent", "14% of staff", "1 in 7 staff"),
    never("phone, call", r"\btelephone|\bring\b|\bdial", "Dial or telephone 111.", "Call 111."),
    never("no exclamation marks", r"!", "Well done!", "That is done."),
    never("no slashes, e.g., i.e., etc", r"and/or|\be\.g\.|\bi\.e\.|\betc\b", "and/or", "or both"),
    never("'&' only in A&E", r"(?<!\bA)&|&(?!E\b)", "Bites & needles", "Go to A&E."),
    never("'a GP', no 'your GP'", r"\byour GP\b", "See your GP.", "See a GP."),
    never(
        "short words",
        r"\b(experienc|regarding|commenc|utilis|prior to|in order to|"
        r"approximately|terminat|via\b)",
        "Commence prior to that.",
        "Start before that.",
    ),
)
