"""What one tap does to a draft: pure, and checked against what is open now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models.draft import Adding, Draft, View
from models.filing import WHEN, Keep, keeps
from models.flow import Choices, Flow, Question, Rejected, Text
from models.report import FLOWS

PREFIX = "d"
PANELS = frozenset({"more", "change", "extras", "copies", "discard", "later", "home"})
_BASE36 = 36


class Verb(StrEnum):
    """What a button of a card asks for; one letter, since a button holds 64 bytes."""

    ANSWER = "a"
    TICK = "t"
    UNTICK = "u"
    MANY = "m"
    DONE = "k"
    PAGE = "p"
    BACK = "b"
    SKIP = "s"
    FINISH = "f"
    PANEL = "o"
    ASK = "q"
    CARD = "g"
    DISCARD = "x"
    CHOOSE = "z"


class Stale(Exception):
    """The tap belongs to a screen that is no longer open; nothing may change."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button of a card as it travels: which draft, which of its screens, and what is asked."""

    draft: str
    revision: int
    verb: Verb
    key: str = ""
    option: str = ""

    def __str__(self) -> str:
        """Return the callback data, at most 64 bytes (guarded by the flow's own limits)."""
        words = (PREFIX, self.draft, _base36(self.revision), self.verb, self.key, self.option)
        return ":".join(words).rstrip(":")


def read_tap(data: str) -> Tap:
    """Read callback data, which is user input; raises Stale for anything we never wrote."""
    prefix, *rest = data.split(":")
    try:
        draft, revision, verb, key, option = (*rest, "", "")[:5]
        if prefix != PREFIX or not len("dvr") <= len(rest) <= len("dvrko"):
            raise Stale
        return Tap(draft, int(revision, _BASE36), Verb(verb), key, option)
    except ValueError:
        raise Stale from None


def flow_of(draft: Draft) -> Flow:
    """Return the flow that the draft walks."""
    return FLOWS[draft.flow]


def question_shown(draft: Draft) -> Question | None:
    """Return the question the card shows, None when it shows the review."""
    flow = flow_of(draft)
    if draft.view.reopened is not None:
        return flow.question(draft.view.reopened)
    return flow.open_question(draft.answers)


def take(draft: Draft, tap: Tap, now: datetime) -> Draft:
    """Return the draft after the tap, its next screen and its new lease of life.

    Raises Stale for another draft or an earlier screen, Rejected for what does not fit.
    """
    if (tap.draft, tap.revision) != (draft.id, draft.revision):
        raise Stale
    moved = _MOVES[tap.verb](draft, tap)
    same_screen = tap.verb in (Verb.TICK, Verb.UNTICK)
    revision = draft.revision if same_screen else draft.revision + 1
    answered = tap.verb is Verb.ANSWER and tap.key == WHEN
    dated = now if answered else draft.dated
    return replace(moved, revision=revision, expires=now + draft.life, dated=dated)


def words_kept(draft: Draft, words: str, now: datetime) -> Draft:
    """Return the draft with these words, and its card where it was or back on the list."""
    shown = question_shown(draft)
    moved = replace(draft, words=words, revision=draft.revision + 1, expires=now + draft.life)
    return _onward(draft, moved, shown) if isinstance(shown, Text) else moved


def takes_words(draft: Draft) -> bool:
    """Tell whether typed words are asked for now, by the card or for a report that is kept."""
    asks = not draft.view.panel and isinstance(question_shown(draft), Text)
    return asks or isinstance(draft.typed_for, Adding)


def _answer(draft: Draft, tap: Tap) -> Draft:
    flow = flow_of(draft)
    answers = flow.answer(draft.answers, tap.key, (tap.option,))
    return _onward(draft, replace(draft, answers=answers), flow.question(tap.key))


def _tick(draft: Draft, tap: Tap) -> Draft:
    on = tap.verb is Verb.TICK
    answers = flow_of(draft).tick(draft.answers, tap.key, tap.option, on=on)
    return replace(draft, answers=answers)


def _many(draft: Draft, tap: Tap) -> Draft:
    _visit(draft, tap.key)
    view = replace(draft.view, reopened=tap.key, ticking=True, panel="")
    return replace(draft, view=view)


def _done(draft: Draft, tap: Tap) -> Draft:
    _visit(draft, tap.key)
    answers = {tap.key: (), **draft.answers}
    return _onward(draft, replace(draft, answers=answers), flow_of(draft).question(tap.key))


def _page(draft: Draft, tap: Tap) -> Draft:
    if tap.key != "1":
        raise Rejected("unknown_page")
    return replace(draft, view=replace(draft.view, page=1))


def _back(draft: Draft, _tap: Tap) -> Draft:
    """Leave a panel, then a page, then ticks, then go to the question before."""
    view = draft.view
    if view.panel:
        return replace(draft, view=replace(view, panel=""))
    if view.page:
        return replace(draft, view=replace(view, page=0))
    shown = question_shown(draft)
    if shown is not None and shown.extra:
        return replace(draft, view=View(panel="extras"))
    before = flow_of(draft).before(draft.answers, shown.key if shown else None)
    if before is None:
        return replace(draft, view=View(panel="home"))
    return _opened(draft, before.key)


def _skip(draft: Draft, _tap: Tap) -> Draft:
    question = question_shown(draft)
    if question is None:
        raise Rejected("not_now")
    if isinstance(question, Text):
        return _onward(draft, replace(draft, words=""), question)
    answers = flow_of(draft).answer(draft.answers, question.key, ())
    return _onward(draft, replace(draft, answers=answers), question)


def _finish(draft: Draft, _tap: Tap) -> Draft:
    return replace(draft, answers=flow_of(draft).finish(draft.answers), view=View())


def _panel(draft: Draft, tap: Tap) -> Draft:
    if tap.key not in PANELS:
        raise Rejected("unknown_panel")
    return replace(draft, view=replace(draft.view, panel=tap.key))


def _ask(draft: Draft, tap: Tap) -> Draft:
    _visit(draft, tap.key)
    return _opened(draft, tap.key)


def _card(draft: Draft, _tap: Tap) -> Draft:
    return replace(draft, view=replace(draft.view, panel=""))


def _discard(draft: Draft, _tap: Tap) -> Draft:
    if draft.view.panel != "discard":
        raise Rejected("not_asked")
    return draft


def _choose(draft: Draft, tap: Tap) -> Draft:
    """Let a report end only from its review, and only keep one that says something."""
    if draft.view.panel or question_shown(draft) is not None or tap.key not in tuple(Keep):
        raise Rejected("not_now")
    if tap.key not in keeps(draft):
        raise Rejected("empty")
    return draft


def _visit(draft: Draft, key: str) -> None:
    if not flow_of(draft).may_visit(draft.answers, key):
        raise Rejected("not_now")


def _opened(draft: Draft, key: str) -> Draft:
    """Hold a question open; several earlier answers open as ticks, so that none is lost."""
    question = flow_of(draft).question(key)
    several = isinstance(question, Choices) and len(draft.answers.get(key, ())) > 1
    return replace(draft, view=View(reopened=key, ticking=several))


def _onward(before: Draft, after: Draft, question: Question) -> Draft:
    """Go to what is open next; an extra leads to the extra it opened, else back to the list."""
    if not question.extra:
        return replace(after, view=View())
    flow = flow_of(after)
    known = flow.visible(before.answers, extra=True)
    opened = [q for q in flow.visible(after.answers, extra=True) if q not in known]
    follow = opened[0].key if opened else None
    return replace(after, view=View(reopened=follow, panel="" if follow else "extras"))


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, digit = divmod(number, _BASE36)
        text = digits[digit] + text
    return text or "0"


_MOVES: Mapping[Verb, Callable[[Draft, Tap], Draft]] = {
    Verb.ANSWER: _answer,
    Verb.TICK: _tick,
    Verb.UNTICK: _tick,
    Verb.MANY: _many,
    Verb.DONE: _done,
    Verb.PAGE: _page,
    Verb.BACK: _back,
    Verb.SKIP: _skip,
    Verb.FINISH: _finish,
    Verb.PANEL: _panel,
    Verb.ASK: _ask,
    Verb.CARD: _card,
    Verb.DISCARD: _discard,
    Verb.CHOOSE: _choose,
}
