"""What the made-up people of the example trust log: answers drawn by dice, from weights."""

from collections.abc import Mapping
from random import Random

from models.report import Effect, Ground, Knows, Place, Role, What, Who, WhyNot

Weights = Mapping[str, int]

WHAT: Weights = {
    What.VERBAL: 50,
    What.PHYSICAL: 26,
    What.THREAT: 22,
    What.HATE: 10,
    What.FRIGHTENED: 9,
    What.BULLYING: 8,
    What.ATTEMPT: 8,
    What.SEXUAL_REMARK: 7,
    What.DAMAGE: 5,
    What.ONLINE: 4,
    What.SEXUAL_TOUCH: 3,
    What.WEAPON: 2,
    What.STALKING: 1,
    What.SEXUAL_ASSAULT: 1,
}
WHO: Weights = {
    Who.PATIENT: 62,
    Who.VISITOR: 22,
    Who.COLLEAGUE: 8,
    Who.PUBLIC: 6,
    Who.MANAGER: 5,
    Who.NOT_SURE: 2,
    Who.CONTRACTOR: 1,
}
EFFECT: Weights = {
    Effect.SHAKEN: 40,
    Effect.ANGRY: 30,
    Effect.ANXIOUS: 28,
    Effect.ALL_RIGHT: 25,
    Effect.DOUBT: 14,
    Effect.SLEEP: 12,
    Effect.COMES_BACK: 10,
    Effect.HURT: 9,
}
KNOWS: Weights = {
    Knows.NOBODY: 38,
    Knows.COLLEAGUE: 30,
    Knows.MANAGER: 20,
    Knows.LOCAL_FORM: 18,
    Knows.SECURITY: 6,
    Knows.UNION: 3,
    Knows.POLICE: 3,
    Knows.SPEAK_UP: 2,
    Knows.OCCUPATIONAL_HEALTH: 2,
    Knows.OTHER: 2,
}
WHY_NOT: Weights = {
    WhyNot.PART_OF_JOB: 30,
    WhyNot.NOTHING_HAPPENS: 28,
    WhyNot.TOO_LONG: 22,
    WhyNot.UNWELL: 16,
    WhyNot.NOT_SERIOUS: 14,
    WhyNot.LOOKS_BAD: 10,
    WhyNot.REPUTATION: 6,
    WhyNot.NOT_ENCOURAGED: 6,
    WhyNot.NOT_KNOW_HOW: 5,
    WhyNot.ABOUT_TO: 4,
    WhyNot.LICENCE: 2,
}
ROLE: Weights = {
    Role.NURSE: 40,
    Role.ASSISTANT: 26,
    Role.DOCTOR: 10,
    Role.FRONT_DESK: 12,
    Role.ALLIED: 8,
    Role.AMBULANCE: 4,
    Role.ESTATES: 4,
    Role.SOCIAL_CARE: 3,
    Role.MANAGER: 2,
    Role.STUDENT: 4,
    Role.OTHER: 1,
}
LINKED: Weights = {
    Ground.NONE: 30,
    Ground.RACE: 20,
    Ground.SEX: 16,
    Ground.NOT_SURE: 12,
    Ground.AGE: 8,
    Ground.RELIGION: 5,
    Ground.DISABILITY: 4,
    Ground.ORIENTATION: 3,
    Ground.GENDER: 2,
    Ground.PREGNANCY: 2,
}
WHERE: Mapping[str, Weights] = {
    "pebblewick": {
        Place.WARD: 45,
        Place.EMERGENCY: 30,
        Place.OUTPATIENTS: 9,
        Place.ENTRANCE: 5,
        Place.MATERNITY_THEATRE: 4,
        Place.PHONE: 4,
        Place.STAFF_AREA: 4,
    },
    "thistledown": {Place.MENTAL_HEALTH: 60, Place.WARD: 20, Place.PHONE: 8, Place.ENTRANCE: 5},
    "doorsteps": {Place.HOME: 70, Place.PHONE: 18, Place.PRACTICE: 8, Place.ONLINE: 3},
    "larkfield": {Place.AMBULANCE: 60, Place.HOME: 30, Place.PHONE: 6},
}
SECOND, EXTRA, LINK = 0.25, 0.6, 0.5
"""How often there is a second answer, "who knows" and the role, and what it felt linked to."""


def answers(site: str, dice: Random) -> dict[str, tuple[str, ...]]:
    """Return the answers of one report."""
    told = {
        "what": _some(WHAT, dice),
        "who": _one(WHO, dice),
        "where": _one(WHERE[site], dice),
        "effect": _some(EFFECT, dice),
    }
    if dice.random() < EXTRA:
        told |= {"knows": _one(KNOWS, dice), "role": _one(ROLE, dice)}
        if Knows.NOBODY in told["knows"]:
            told["why_not"] = _some(WHY_NOT, dice)
    if dice.random() < LINK:
        told["linked"] = _one(LINKED, dice)
    return told


def _one(weights: Weights, dice: Random) -> tuple[str, ...]:
    return tuple(dice.choices(list(weights), list(weights.values())))


def _some(weights: Weights, dice: Random) -> tuple[str, ...]:
    """Return one answer, or two that may stand together."""
    first = _one(weights, dice)
    if dice.random() > SECOND or Effect.ALL_RIGHT in first:
        return first
    others = {key: weight for key, weight in weights.items() if key != Effect.ALL_RIGHT}
    return tuple(dict.fromkeys((*first, *_one(others, dice))))
