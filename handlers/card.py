"""Draws a draft as its one card: the question, the review, or a side panel."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.care import help_button
from handlers.copies import COPIES, copy_buttons
from handlers.report_lines import lines, name_of
from messages.screen import Button, Screen, rows
from messages.times import date_words, until_words
from messages.words import label, say
from models.draft import AWAY, Draft
from models.filing import Keep, incident_of, is_of_the_log, keeps
from models.flow import Choices, Notice, Question, Text
from models.own_words import beginning
from models.report import REPORT, SEXUAL, pages
from models.site import Site
from models.turn import Tap, Verb, flow_of, question_shown

CARD = "report/card"
PANELS = "report/panels"
REVIEW = "report/review"
OWN = "own_words"
SHOWN = 1500
"""Letters of own words on the review, beside the fullest report; their own screen has them all."""


@dataclass(frozen=True, slots=True)
class Brush:
    """Draws one draft for one person: their site, and the moment in the service's zone."""

    draft: Draft
    site: Site | None
    now: datetime
    zone: ZoneInfo

    def screen(self) -> Screen:
        """Return the screen that is open now."""
        panel = self.draft.view.panel
        if panel:
            return _PANELS[panel](self)
        question = question_shown(self.draft)
        return self.review() if question is None else self.question(question)

    def button(self, words: str, verb: Verb, key: str = "", option: str = "") -> Button:
        """Return a button that is only good for this draft and this screen of it."""
        tap = Tap(self.draft.id, self.draft.revision, verb, key, option)
        return Button(words, str(tap))

    def question(self, question: Question) -> Screen:
        """Return a question with its options, ticks and ways on."""
        return Screen(
            "\n\n".join(filter(None, (self._progress(question), *self._words(question)))),
            (*rows(*self._options(question)), *self._ways(question)),
        )

    def _progress(self, question: Question) -> str:
        number, total = flow_of(self.draft).progress(self.draft.answers, question.key)
        return say(CARD, "progress", number=number, total=total) if number else ""

    def _words(self, question: Question) -> tuple[str, ...]:
        sexual = not SEXUAL.isdisjoint(self.draft.answers.get("what", ()))
        part = "text" if self.draft.flow == REPORT.name else self.draft.flow
        words = say(f"report/{question.key}", part, site=self.site, sexual=sexual)
        if isinstance(question, Text) and self.draft.words:
            return words, say(OWN, "now", words=self.draft.words)
        return words, say(CARD, "ticks") if self.draft.view.ticking else ""

    def _options(self, question: Question) -> tuple[Button, ...]:
        view = self.draft.view
        leaves = pages(question, self.site.kind if self.site else None)
        page = min(view.page, len(leaves) - 1)
        shown = [self._option(question, option) for option in leaves[page]]
        if page < len(leaves) - 1:  # Back leads to the page before
            shown.append(self.button(label(name_of(question), "others"), Verb.PAGE, "1"))
        if view.ticking:
            shown.append(self.button(label(CARD, "done"), Verb.DONE, question.key))
        elif isinstance(question, Choices):
            shown.append(self.button(label(CARD, "many"), Verb.MANY, question.key))
        return tuple(shown)

    def _option(self, question: Question, option: str) -> Button:
        ticked = option in self.draft.answers.get(question.key, ())
        words = label(name_of(question), option)
        if ticked:
            words = label(CARD, "ticked", label=words)
        verb = Verb.ANSWER
        if self.draft.view.ticking:
            verb = Verb.UNTICK if ticked else Verb.TICK
        return self.button(words, verb, question.key, option)

    def _ways(self, question: Question) -> tuple[tuple[Button, ...], ...]:
        back = self.button(label(CARD, "back"), Verb.BACK)
        skip = self.button(label(CARD, "skip"), Verb.SKIP)
        finish = self.button(label(CARD, "finish"), Verb.FINISH)
        if isinstance(question, Text):
            out = (self.button(label(OWN, "now_out"), Verb.SKIP),) if self.draft.words else ()
            return ((*out, back), self._always())
        first = (back, finish) if isinstance(question, Notice) else (back, skip, finish)
        return (first, self._always())

    def _always(self) -> tuple[Button, ...]:
        return (help_button(), self.button(label(CARD, "more"), Verb.PANEL, "more"))

    def review(self) -> Screen:
        """Return every answer on one card, and the three choices with what each means."""
        incident = incident_of(self.draft, self.now, self.zone)
        part = "text" if self.draft.flow == REPORT.name else self.draft.flow
        kept = keeps(self.draft)
        if kept == (Keep.NOTHING,):
            part = "empty"
        week, words = date_words(incident.week), beginning(self.draft.words, SHOWN)
        dated = {"week": week, "logged": is_of_the_log(incident)}
        told = {"lines": lines(incident), "words": words, "site": self.site}
        text = say(REVIEW, part, **dated, **told)
        change = self.button(label(REVIEW, "change"), Verb.PANEL, "change")
        extras = self.button(label(REVIEW, "extras"), Verb.PANEL, "extras")
        back = self.button(label(CARD, "back"), Verb.BACK)
        choices = ((self.button(label(REVIEW, keep), Verb.CHOOSE, keep),) for keep in kept)
        copies = self.button(label(COPIES, "copy"), Verb.PANEL, "copies")
        beside = (extras, copies) if part != "empty" else (extras,)
        return Screen(text, (*choices, (change,), beside, (back, *self._always())))

    def change(self) -> Screen:
        """Return the answers that may be changed."""
        return self._list("change", extra=False)

    def extras(self) -> Screen:
        """Return what may be added."""
        return self._list("extras", extra=True)

    def copies(self) -> Screen:
        """Return what copies there are of what stands on the review."""
        back = self.button(label(PANELS, "to_review"), Verb.CARD)
        shown = rows(*copy_buttons(self.draft.id))
        return Screen(say(COPIES, "offer"), (*shown, (back,), self._always()))

    def _list(self, part: str, *, extra: bool) -> Screen:
        questions = flow_of(self.draft).visible(self.draft.answers, extra=extra)
        shown = [self._entry(q) for q in questions if q.kept or isinstance(q, Text)]
        done = self.button(label(PANELS, "to_review"), Verb.CARD)
        return Screen(say(PANELS, part), (*rows(*shown), (done,), self._always()))

    def _entry(self, question: Question) -> Button:
        words = label(name_of(question), "title")
        written = isinstance(question, Text) and self.draft.words
        if written or self.draft.answers.get(question.key):
            words = label(CARD, "ticked", label=words)
        return self.button(words, Verb.ASK, question.key)

    def more(self) -> Screen:
        """Return what to do with a report that is not for now."""
        save = self.button(label(PANELS, "save"), Verb.PANEL, "later")
        throw = self.button(label(PANELS, "throw"), Verb.PANEL, "discard")
        back = self.button(label(CARD, "back"), Verb.CARD)
        return Screen(say(PANELS, "more"), (*rows(save, throw), (back, help_button())))

    def later(self) -> Screen:
        """Return until when the draft is kept, the way back to it, and the ways out."""
        until = until_words(self.draft.expires.astimezone(self.zone), self.now)
        carry_on = self.button(label(PANELS, "carry_on"), Verb.CARD)
        start = self.button(label("home", "back"), Verb.PANEL, AWAY)
        throw = self.button(label(PANELS, "throw"), Verb.PANEL, "discard")
        ways = (*rows(carry_on, start), (throw, help_button()))
        return Screen(say(PANELS, "later", until=until), ways)

    def discard(self) -> Screen:
        """Ask once before everything is thrown away; keeping stands first."""
        yes = self.button(label(PANELS, "yes"), Verb.DISCARD)
        no = self.button(label(PANELS, "no"), Verb.CARD)
        return Screen(say(PANELS, "discard"), ((no,), (yes,), (help_button(),)))


_PANELS = {
    "more": Brush.more,
    "later": Brush.later,
    "home": Brush.later,  # put aside by Back on the first question
    "discard": Brush.discard,
    "change": Brush.change,
    "extras": Brush.extras,
    "copies": Brush.copies,
}
