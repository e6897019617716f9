"""A check-in as it arrives, its questions one by one, and what an answer leads to."""

from dataclasses import dataclass
from datetime import date, datetime

from handlers.care import help_button
from handlers.catalogue import catalogue, words_of
from handlers.home import start_button
from handlers.lessons import skill_button
from handlers.place import Place
from handlers.weekly import theme_screen
from messages.screen import Button, Screen, rows, viewed
from messages.times import clock_words, day_words
from messages.words import label, say
from models.asked import Need
from models.checkin import Answered, Offer, Prompt, Step, offers, questions
from models.flow import Choice
from models.skill import Theme

PROMPT = "checkins/prompt"
CHECK = "check"
"""What the data of a check-in's buttons begins with: check:<verb>:<prompt>:<question>:<option>."""

ANSWER, ASK, END, LATER, NOT_NOW, STOP, SOONER, MINE = "a", "q", "e", "l", "n", "x", "s", "m"
"""The verbs of these buttons."""


def name_of(question: Choice) -> str:
    """Return the template that holds a question's words."""
    return f"checkins/{question.key}"


def prompt_screen(prompt: Prompt) -> Screen:
    """Return a check-in as it is sent: one line, the answers to it, and the ways out of it."""
    if prompt.step is Step.THEME:
        return theme_screen(prompt)
    text = say(PROMPT, "again" if prompt.reminder else "asking")
    return viewed(_first(text, prompt.id, questions(prompt.step)[0]), simple=prompt.simple)


def question_screen(answered: Answered, question: Choice) -> Screen:
    """Return one question of a check-in that has begun."""
    asked = questions(answered.step)
    place = asked.index(question)
    text = say(name_of(question))
    if not place:
        return _first(text, answered.id, question)
    progress = say("report/card", "progress", number=place + 1, total=len(asked))
    before = button(label("report/card", "back"), ASK, answered.id, asked[place - 1].key)
    follow = asked[place + 1] if place + 1 < len(asked) else None
    skip = _to(answered.id, follow, label("report/card", "skip"))
    options = rows(*_options(answered.id, question))
    return Screen(f"{progress}\n\n{text}", (*options, (before, skip, help_button())))


def button(words: str, verb: str, prompt: str, question: str = "", option: str = "") -> Button:
    """Return a button of one check-in: at most 50 of Telegram's 64 bytes."""
    return Button(words, f"{CHECK}:{verb}:{prompt}:{question}:{option}".rstrip(":"))


def mine_button() -> Button:
    """Return the way to all of one's own answers."""
    return Button(label(PROMPT, "mine"), f"{CHECK}:{MINE}")


def _first(text: str, prompt: str, question: Choice) -> Screen:
    """Return the first question: it can be put off, left out or stopped, as it came unasked."""
    ways = [button(label(PROMPT, part), verb, prompt) for part, verb in _OUT]
    support = Button(label(PROMPT, "support"), "home:support")
    options = _options(prompt, question)
    return Screen(text, (*rows(*options), *rows(*ways, support), (help_button(),)))


_OUT = (("later", LATER), ("not_now", NOT_NOW), ("stop", STOP))


def _options(prompt: str, question: Choice) -> tuple[Button, ...]:
    return tuple(
        button(label(name_of(question), option), ANSWER, prompt, question.key, option)
        for option in question.options
    )


def _to(prompt: str, question: Choice | None, words: str) -> Button:
    """Return the button to a question, or to the end after the last one."""
    if question is None:
        return button(words, END, prompt)
    return button(words, ASK, prompt, question.key)


@dataclass(frozen=True, slots=True)
class Ahead:
    """When the next check-in comes, on the person's wall; None when none does."""

    due: datetime | None

    @property
    def day(self) -> str:
        """Return its day in words, "" without one."""
        return day_words(self.due.date()) if self.due else ""

    @property
    def hour(self) -> str:
        """Return about what time it comes, "" when it does not."""
        return clock_words(self.due.replace(minute=0)) if self.due else ""


def end_screen(answered: Answered, ahead: Ahead, *, skills: bool) -> Screen:
    """Return what follows the last question: thanks, and what these answers offer.

    skills: one may be offered; not while they stay quiet for this person.
    """
    found = offers(answered.step, answered.answers)
    text = say(
        PROMPT,
        "answered",
        doing=answered.answers.get("doing", ""),
        care=Offer.CARE in found,
        routes=Offer.ROUTES in found,
        next=ahead.day,
    )
    offered = [Button(label(PROMPT, "support"), "home:support")]
    if Offer.ROUTES in found:
        offered.insert(0, Button(label(PROMPT, "who_helps"), str(Place(need=Need.LASTING))))
    if Offer.SKILL in found and skills and Theme.WELLBEING in catalogue().themes:
        title = label(words_of(Theme.WELLBEING), "title")
        offered.append(skill_button(title, "theme", Theme.WELLBEING))
    if Offer.SOONER in found:
        offered.append(button(label(PROMPT, "sooner"), SOONER, answered.id))
    offered.append(mine_button())
    if Offer.CARE in found:  # then it stands first
        return Screen(text, ((help_button(),), *rows(*offered), (start_button(),)))
    return Screen(text, (*rows(*offered), (help_button(), start_button())))


def later_screen(prompt: str, days: tuple[date, ...]) -> Screen:
    """Return the days to which a check-in can be put off."""
    shown = (button(day_words(day), LATER, prompt, day.isoformat()) for day in days)
    back = button(label("report/card", "back"), ASK, prompt, "doing")
    return Screen(say(PROMPT, "when"), (*rows(*shown), (back, help_button())))


def told_screen(part: str, ahead: Ahead) -> Screen:
    """Return what was done: "put_off", "passed", "sooner_set", "stopped" or "over"."""
    text = say(PROMPT, part, day=ahead.day, next=ahead.day, hour=ahead.hour)
    support = Button(label(PROMPT, "support"), "home:support")
    return Screen(text, ((support, help_button()), (start_button(),)))
