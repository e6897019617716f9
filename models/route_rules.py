"""Which routes fit whom, as data: a need asks for tags and kinds, and facts ask for more.

To add a rule is to add a line to `RULES`; to add a need, a line to `NEEDS`. Rules are asked in
their order. Sources: NHS England's sexual safety charter (a referral centre before all else),
the Home Office's list of hate crime strands, NICE NG116 for what stands after an incident.
"""

from dataclasses import dataclass
from typing import TypeAlias

from models.asked import Asked, Need
from models.report import Ground, Role, What, Who
from models.route import Audience, Kind, Tag

Want: TypeAlias = Tag | Kind | Audience
"""What a route can have, and a rule can ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When every condition that is given meets the facts, `wants` are looked for in order.

    most:  how many routes each want brings at most.
    first: they stand before everything else, whatever the need and the hour.
    """

    name: str
    wants: tuple[Want, ...]
    most: int = 1
    first: bool = False
    needs: frozenset[Need] = frozenset()
    what: frozenset[What] = frozenset()
    who: frozenset[Who] = frozenset()
    grounds: frozenset[Ground] = frozenset()
    roles: frozenset[Role] = frozenset()

    def fits(self, asked: Asked) -> bool:
        """Tell whether the rule speaks for what was asked; an empty condition always holds."""
        facts = asked.facts
        return (
            (not self.needs or asked.need in self.needs)
            and (not self.what or not self.what.isdisjoint(facts.what))
            and (not self.who or not self.who.isdisjoint(facts.who))
            and (not self.grounds or not self.grounds.isdisjoint(facts.grounds))
            and (not self.roles or facts.role in self.roles)
        )


NEEDS: dict[Need, tuple[Want, ...]] = {
    Need.NOTE: (Tag.TALK, Tag.CRISIS),
    Need.BREATHE: (Tag.TALK, Tag.CRISIS),
    Need.NOT_NOW: (Tag.TALK, Tag.CRISIS),
    Need.TALK: (
        Kind.COUNSELLING, Kind.PEER, Tag.TALK, Tag.CRISIS, Tag.MIND, Kind.OCCUPATIONAL_HEALTH,
    ),
    Need.WORK: (
        Kind.MANAGER, Kind.SPEAK_UP_GUARDIAN, Kind.PEER, Kind.OCCUPATIONAL_HEALTH, Kind.HR,
        Tag.SPEAKING_UP, Kind.UNION, Tag.BULLYING,
    ),
    Need.OFFICIAL: (
        Kind.SPEAK_UP_GUARDIAN, Kind.HR, Kind.SECURITY, Tag.SPEAKING_UP, Kind.UNION, Tag.BULLYING,
        Tag.RIGHTS, Tag.POLICE,
    ),
    Need.POLICE: (Kind.SECURITY, Tag.EMERGENCY, Tag.POLICE, Tag.CRIME, Tag.STALKING),
    Need.LEGAL: (Kind.UNION, Tag.LEGAL, Tag.RIGHTS, Tag.UNFAIR, Tag.SPEAKING_UP),
    Need.SEXUAL: (Tag.SEXUAL_CARE, Tag.SEXUAL, Kind.SEXUAL_SAFETY, Tag.CRIME),
    Need.HATE: (Tag.HATE, Tag.CRIME, Tag.HATE_RELIGION, Tag.HATE_LGBT, Tag.UNFAIR),
    Need.VIOLENCE: (Kind.SECURITY, Tag.EMERGENCY, Tag.POLICE, Tag.CRIME, Tag.STALKING),
    Need.HOME: (Tag.HOME_ABUSE, Tag.EMERGENCY, Kind.SEXUAL_SAFETY, Tag.CRIME),
    Need.LIFE: (Tag.MONEY, Tag.LOSS, Tag.ADDICTION, Kind.COUNSELLING),
    Need.JOB: (
        Kind.UNION, Tag.RIGHTS, Tag.ADJUSTMENTS, Kind.OCCUPATIONAL_HEALTH, Tag.UNFAIR, Tag.LEGAL,
    ),
    Need.LASTING: (Kind.OCCUPATIONAL_HEALTH, Kind.COUNSELLING, Tag.MIND),
}  # fmt: skip
"""What each need asks for; what is asked for first comes first. Lines to talk come by any hour."""

PRACTICAL = frozenset({Need.WORK, Need.OFFICIAL, Need.LEGAL, Need.JOB})
"""Needs that talking does not answer: what does stands first, though it may open later."""

ANY_HOUR: tuple[Want, ...] = (Tag.TALK, Tag.CRISIS, Tag.EMERGENCY)
"""Where a line that is open day and night comes from, when what was asked for has none."""

_HATE_GROUNDS = frozenset(
    {Ground.RACE, Ground.RELIGION, Ground.ORIENTATION, Ground.DISABILITY, Ground.GENDER}
)
_COMFORT = frozenset({Need.NOTE, Need.BREATHE, Need.TALK, Need.NOT_NOW})
_OWN_LINE = _COMFORT | {Need.JOB}
_MEMBERSHIP = _COMFORT | {Need.WORK, Need.OFFICIAL, Need.LEGAL, Need.JOB}

RULES: tuple[Rule, ...] = (
    Rule(
        name="sexual_assault",
        what=frozenset({What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT}),
        wants=(Tag.SEXUAL_CARE, Tag.SEXUAL),
        first=True,
    ),
    Rule(name="sexual_remark", what=frozenset({What.SEXUAL_REMARK}), wants=(Tag.SEXUAL,)),
    Rule(
        name="hate_religion",
        grounds=frozenset({Ground.RELIGION}),
        wants=(Tag.HATE_RELIGION,),
        most=2,
    ),
    Rule(
        name="hate_lgbt",
        grounds=frozenset({Ground.ORIENTATION, Ground.GENDER}),
        wants=(Tag.HATE_LGBT,),
    ),
    Rule(name="hate_ground", grounds=_HATE_GROUNDS, wants=(Tag.HATE,)),
    Rule(name="hate", what=frozenset({What.HATE}), wants=(Tag.HATE,)),
    Rule(name="home", needs=frozenset({Need.HOME}), wants=(Audience.WOMEN, Audience.MEN)),
    Rule(name="stalking", what=frozenset({What.STALKING}), wants=(Tag.STALKING,)),
    Rule(
        name="doctors", roles=frozenset({Role.DOCTOR}), needs=_OWN_LINE, wants=(Audience.DOCTORS,)
    ),
    Rule(
        name="nurses",
        roles=frozenset({Role.NURSE, Role.ASSISTANT}),
        needs=_MEMBERSHIP,
        wants=(Kind.UNION,),
    ),
    Rule(
        name="ambulance",
        roles=frozenset({Role.AMBULANCE}),
        needs=_OWN_LINE,
        wants=(Audience.AMBULANCE,),
    ),
    Rule(
        name="students",
        roles=frozenset({Role.STUDENT}),
        needs=_MEMBERSHIP,
        wants=(Audience.STUDENTS,),
    ),
)
"""What the facts ask for, before the need does."""

WANTED = frozenset[Want](ANY_HOUR).union(*NEEDS.values(), *(rule.wants for rule in RULES))
"""All that anything here asks for."""

GROUPS: dict[Role, frozenset[Audience]] = {
    Role.NURSE: frozenset({Audience.NURSES, Audience.MIDWIVES}),
    Role.ASSISTANT: frozenset({Audience.ASSISTANTS}),
    Role.DOCTOR: frozenset({Audience.DOCTORS, Audience.DENTISTS}),
    Role.ALLIED: frozenset({Audience.ALLIED}),
    Role.AMBULANCE: frozenset({Audience.AMBULANCE}),
    Role.STUDENT: frozenset({Audience.STUDENTS}),
}
"""Which staff groups a role belongs to. The label of a route still says whom it is for."""

STAFF = frozenset[Audience]().union(*GROUPS.values())

NAMED: dict[Ground, frozenset[Audience]] = {
    Ground.RELIGION: frozenset({Audience.MUSLIM, Audience.JEWISH}),
    Ground.RACE: frozenset({Audience.MUSLIM, Audience.JEWISH}),
    Ground.ORIENTATION: frozenset({Audience.LGBT}),
    Ground.GENDER: frozenset({Audience.LGBT}),
}
"""Whose routes may be shown once an answer named the ground."""

WELCOME: dict[Need, frozenset[Audience]] = {
    Need.TALK: frozenset({Audience.UNDER_35}),
    Need.HATE: frozenset({Audience.LGBT, Audience.MUSLIM, Audience.JEWISH}),
    Need.HOME: frozenset({Audience.WOMEN, Audience.MEN, Audience.LGBT}),
}
"""Whose routes may be shown because the need is theirs, whoever asks; always with their label."""

INSIDERS = frozenset({Who.MANAGER, Who.COLLEAGUE})
"""After one of these no manager is suggested unless asked for, and two routes are outside."""
