"""What stories of check-ins have in common: setting some up, and waiting for the next."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.sandbox.shapes import Message
from messages.times import day_words
from messages.words import label
from models.checkin import Step
from models.checkin_plan import Plan
from models.store import checkins, plans
from tests.conversations.made import FAST
from tests.conversations.phone import LONDON, House, Phone

OFFER = label("checkins/wish", "offer")
YES = label("checkins/wish", "yes")
ONLY_ME = label("checkins/wish", "only_me")
ASKING = "Handrail, as you asked: how are you doing today?"
AGAIN = "Handrail once more, only if you like: how are you doing today?"
FEW = timedelta(minutes=1)
LATER, NOT_NOW, STOP, SUPPORT, MINE, SOONER, WHO = (
    label("checkins/prompt", each)
    for each in ("later", "not_now", "stop", "support", "mine", "sooner", "who_helps")
)
ANSWERS = tuple(
    label("checkins/doing", each)
    for each in ("well", "all_right", "up_and_down", "hard", "very_hard")
)
WELL, ALL_RIGHT, UP_AND_DOWN, HARD, VERY_HARD = ANSWERS


async def plan_of(phone: Phone) -> Plan | None:
    """Return the plan that is kept for somebody."""
    return await phone.house.store.read(lambda tx: plans.of(tx, phone.person.id))


async def answers_of(phone: Phone) -> list[dict[str, str]]:
    """Return what somebody answered to each check-in, the oldest first."""
    kept = await phone.house.store.read(lambda tx: checkins.mine(tx, phone.person.id))
    return [dict(each.answers) for each in kept]


async def set_up(phone: Phone, *, choice: str = "I can find it") -> Plan:
    """Log an encounter, and say yes to what is proposed."""
    await phone.says("/start")
    await phone.taps(*FAST, choice, OFFER, ONLY_ME, YES)
    return await planned(phone)


async def weekly(phone: Phone) -> Plan:
    """Say yes to a check-in every week, without a log."""
    await phone.says("/checkins")
    await phone.taps(label("checkins/wish", "every_week"), ONLY_ME, YES)
    return await planned(phone)


async def planned(phone: Phone) -> Plan:
    """Return the plan that there has to be."""
    plan = await plan_of(phone)
    assert plan is not None
    return plan


async def to(house: House, moment: datetime) -> None:
    """Move the clock to a moment, and a little further."""
    await house.forward(max(moment - house.world.now(), timedelta()) + FEW)


async def comes(phone: Phone, step: Step | None = None) -> Message:
    """Wait for the next check-in, or for this one, leaving all before it unanswered."""
    while True:
        coming = (await planned(phone)).next
        assert coming is not None
        await to(phone.house, coming.due)
        if step in (None, coming.step):
            return phone.screen


def prompts(phone: Phone) -> Sequence[Message]:
    """Return the check-ins that stand in the chat and were not answered."""
    return [m for m in phone.messages if m.by == "bot" and m.text in (ASKING, AGAIN)]


async def at_the_dates(phone: Phone, *, choice: str = "I can find it") -> None:
    """Log, and go on to the dates that are proposed."""
    await phone.says("/start")
    await phone.taps(*FAST, choice, OFFER, ONLY_ME)


async def days_of(phone: Phone) -> list[str]:
    """Return the days of the kept plan, in words."""
    plan = await planned(phone)
    return [day_words(each.due.astimezone(LONDON).date()) for each in plan.coming]


async def answered(phone: Phone) -> None:
    """Answer 2 check-ins, and ask for the picture of them."""
    await set_up(phone)
    await comes(phone)
    await phone.taps("It is hard")
    await comes(phone)
    await phone.taps("All right", "Badly", "Skip", "Yes", MINE)
