"""The report: what a person is asked after an abusive encounter, and in which order.

Sources of the lists: NHS Employers' post-incident framework (2026) and the NHS Staff Survey for
What and Who, NICE NG10 for Place, the Equality Act 2010 s.4 for Ground, the HSE's violence toolkit
for WhyNot and Harm. What each means in words stands in messages/report/.
"""

from enum import StrEnum

from models.flow import Choice, Choices, Flow, Notice, Question, Text, answered
from models.site import SiteKind


class Safe(StrEnum):
    """Whether the person is out of danger at this moment."""

    YES = "yes"
    HURT = "hurt"
    NOT_YET = "not_yet"


class What(StrEnum):
    """What happened; the first seven stand on the first page."""

    VERBAL = "verbal"
    THREAT = "threat"
    HATE = "hate"
    PHYSICAL = "physical"
    SEXUAL_REMARK = "sexual_remark"
    SEXUAL_TOUCH = "sexual_touch"
    SEXUAL_ASSAULT = "sexual_assault"
    ATTEMPT = "attempt"
    WEAPON = "weapon"
    FRIGHTENED = "frightened"
    ONLINE = "online"
    STALKING = "stalking"
    BULLYING = "bullying"
    DAMAGE = "damage"
    OTHER = "other"


SEXUAL = frozenset({What.SEXUAL_REMARK, What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT})
"""After one of these no detail is ever asked for."""


class Who(StrEnum):
    """Who did it."""

    PATIENT = "patient"
    VISITOR = "visitor"
    PUBLIC = "public"
    MANAGER = "manager"
    COLLEAGUE = "colleague"
    CONTRACTOR = "contractor"
    NOT_SURE = "not_sure"


class Place(StrEnum):
    """Where it was; the site's kind decides which come first."""

    WARD = "ward"
    EMERGENCY = "emergency"
    MENTAL_HEALTH = "mental_health"
    OUTPATIENTS = "outpatients"
    MATERNITY_THEATRE = "maternity_theatre"
    PRACTICE = "practice"
    HOME = "home"
    AMBULANCE = "ambulance"
    PHONE = "phone"
    ONLINE = "online"
    ENTRANCE = "entrance"
    STAFF_AREA = "staff_area"
    OTHER = "other"


class When(StrEnum):
    """How long ago."""

    THIS_SHIFT = "this_shift"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    EARLIER = "earlier"


class Effect(StrEnum):
    """How it has left the person; never a score."""

    ALL_RIGHT = "all_right"
    SHAKEN = "shaken"
    ANGRY = "angry"
    ANXIOUS = "anxious"
    SLEEP = "sleep"
    COMES_BACK = "comes_back"
    DOUBT = "doubt"
    HURT = "hurt"


class Harm(StrEnum):
    """What a physical hurt needed."""

    SORE = "sore"
    FIRST_AID = "first_aid"
    TREATMENT = "treatment"
    OFF_WORK = "off_work"


class Knows(StrEnum):
    """Who has been told."""

    NOBODY = "nobody"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    LOCAL_FORM = "local_form"
    SPEAK_UP = "speak_up"
    UNION = "union"
    SECURITY = "security"
    POLICE = "police"
    OCCUPATIONAL_HEALTH = "occupational_health"
    OTHER = "other"


class WhyNot(StrEnum):
    """Why nobody was told: the HSE's eight reasons, then three of our own."""

    PART_OF_JOB = "part_of_job"
    LOOKS_BAD = "looks_bad"
    NOT_KNOW_HOW = "not_know_how"
    TOO_LONG = "too_long"
    NOT_ENCOURAGED = "not_encouraged"
    NOTHING_HAPPENS = "nothing_happens"
    REPUTATION = "reputation"
    LICENCE = "licence"
    ABOUT_TO = "about_to"
    UNWELL = "unwell"
    NOT_SERIOUS = "not_serious"


class Role(StrEnum):
    """Role group, coarse on purpose (Staff Survey groups)."""

    NURSE = "nurse"
    ASSISTANT = "assistant"
    DOCTOR = "doctor"
    ALLIED = "allied"
    AMBULANCE = "ambulance"
    FRONT_DESK = "front_desk"
    ESTATES = "estates"
    SOCIAL_CARE = "social_care"
    MANAGER = "manager"
    STUDENT = "student"
    OTHER = "other"


class Ground(StrEnum):
    """What it felt linked to: the nine protected characteristics; perception counts."""

    RACE = "race"
    SEX = "sex"
    RELIGION = "religion"
    ORIENTATION = "orientation"
    DISABILITY = "disability"
    AGE = "age"
    GENDER = "gender"
    PREGNANCY = "pregnancy"
    MARRIAGE = "marriage"
    NONE = "none"
    NOT_SURE = "not_sure"


class Illness(StrEnum):
    """Whether illness, confusion or distress may have played a part; it still counts."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


QUESTIONS: tuple[Question, ...] = (
    Choice(key="safe", among=Safe, kept=False),
    Notice(key="get_safe", ask_if=answered("safe", Safe.NOT_YET)),
    Notice(key="get_care", ask_if=answered("safe", Safe.HURT)),
    Choices(key="what", among=What, first=7),
    Choices(key="who", among=Who),
    Choice(key="where", among=Place, first=7),
    Choice(key="when", among=When),
    Choices(key="effect", among=Effect, alone=frozenset({Effect.ALL_RIGHT})),
    Choice(key="harm", among=Harm, ask_if=answered("effect", Effect.HURT)),
    Choices(key="knows", among=Knows, first=7, extra=True, alone=frozenset({Knows.NOBODY})),
    Choices(
        key="why_not",
        among=WhyNot,
        first=7,
        extra=True,
        ask_if=answered("knows", Knows.NOBODY),
    ),
    Choice(key="role", among=Role, first=7, extra=True),
    Choices(
        key="linked",
        among=Ground,
        first=7,
        extra=True,
        alone=frozenset({Ground.NONE, Ground.NOT_SURE}),
    ),
    Choice(key="illness", among=Illness, extra=True),
    Text(key="own_words", extra=True),
)

REPORT = Flow("report", QUESTIONS)
WITNESS = Flow("witness", QUESTIONS)
FLOWS = {flow.name: flow for flow in (REPORT, WITNESS)}

_TYPICAL: dict[SiteKind, tuple[Place, ...]] = {
    SiteKind.HOSPITAL: (Place.WARD, Place.EMERGENCY, Place.OUTPATIENTS, Place.MATERNITY_THEATRE),
    SiteKind.MENTAL_HEALTH: (Place.MENTAL_HEALTH, Place.WARD, Place.HOME, Place.OUTPATIENTS),
    SiteKind.COMMUNITY: (Place.HOME, Place.OUTPATIENTS, Place.PHONE, Place.PRACTICE),
    SiteKind.AMBULANCE: (Place.AMBULANCE, Place.HOME, Place.PHONE, Place.EMERGENCY),
    SiteKind.PRACTICE: (Place.PRACTICE, Place.PHONE, Place.HOME, Place.ONLINE),
    SiteKind.MATERNITY: (Place.MATERNITY_THEATRE, Place.WARD, Place.OUTPATIENTS, Place.HOME),
}
_COMMON = (Place.PHONE, Place.ENTRANCE, Place.STAFF_AREA)


def pages(question: Question, kind: SiteKind | None) -> tuple[tuple[str, ...], ...]:
    """Return a question's options in pages of at most 8, the site's usual places first."""
    options = question.options
    if question.key == "where":
        leading = (*_TYPICAL.get(kind or SiteKind.HOSPITAL, ()), *_COMMON)
        options = tuple(dict.fromkeys((*leading, *options)))
    if not isinstance(question, Choice) or len(options) <= question.first:
        return (options,)
    return (options[: question.first], options[question.first :])
