"""The rules for words that keep from harm: nothing that blames, scores, presses or promises.

Source: what research on care after an incident says not to do (NICE NG116 1.6.5; WHO's first aid
for the mind, 2011), the Samaritans' guidelines on words, and what Handrail promises never to do.
"""

from tests.guards.rule import never

KINDNESS = (
    never("no 'debrief'", r"\bde-?brief", "Ask for a debrief.", "Ask for a team catch-up."),
    never("no 'victim'", r"\bvictim(?! Support)", "The victim", "Victim Support"),
    never(
        "no 'committed suicide'",
        r"\bcommit\w* suicide",
        "committed suicide",
        "thoughts of suicide",
    ),
    never("no 'calm down'", r"\bcalm down", "Try to calm down.", "Take a moment."),
    never("no 'zero tolerance'", r"\bzero.tolerance", "We have zero tolerance.", "It counts."),
    never("no 'at least'", r"\bat least\b", "At least you are safe.", "You are safe."),
    never(
        "plain words for hard things",
        r"\bpassed away|\bmentally ill\b|\bperpetrator|\balleged|\boffender|\bsuffer",
        "the alleged perpetrator",
        "the person who did it",
    ),
    never(
        "no diagnosis, no score, no risk",
        r"\bdiagnos|\bsymptom|\btrauma|\bPTSD\b|\b(low|high) risk\b|\byour score\b|"
        r"(?<!talking )\btherap",
        "You may have symptoms of trauma. Therapy helps.",
        "Nothing is scored. Many people sleep badly for a while. There are talking therapies.",
    ),
    never(
        "no promise that somebody reads or acts",
        r"\bwe(?: a|')re (here|listening|with you)|\bI(?: a|')m (here|listening)|"
        r"\b(we|someone|somebody|our team|a person) will\b|\bget back to you\b|\bbe in touch\b|"
        r"\bwe'll\b",
        "We are here for you. Someone will be in touch.",
        "Nobody is reading this chat.",
    ),
    never(
        "asks nobody to tell it again",
        r"\b(tell|show) (us|me)\b|\bdescribe\b|\bexplain\b|\bin (your own words|detail)\b|"
        r"\bhow did (it|that) (make you )?feel|\bwalk (us|me)\b",
        "Describe in detail how it was. Tell us more.",
        "No detail is needed.",
    ),
    never(
        "blames nobody",
        r"\bprovok|\b(could|might) you have\b|\bdid you (do|say|try)\b|"
        r"\bwhy did(n't| not)? you\b|\byou (failed|forgot|must)\b|\bpreventable\b",
        "Could you have done more? You must say.",
        "Any reason is fine.",
    ),
    never(
        "2222 is the crash team, never security",
        r"\b2222\b",
        "Security here: 2222",
        "Security here: 5555",
    ),
)
