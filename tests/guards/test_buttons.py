"""Two buttons stand side by side only where a small phone cuts neither of them off."""

from handlers.place import AFTER_A_LOG, ANY_TIME
from messages.screen import HALF_ROW, Button, rows
from messages.words import label
from models.report import QUESTIONS

LABELS = (
    *(
        tuple(label(f"report/{question.key}", option) for option in question.options)
        for question in QUESTIONS
    ),
    tuple(label("aid", need) for need in AFTER_A_LOG),
    tuple(label("support", need) for need in ANY_TIME),
)


def test_no_label_of_two_side_by_side_is_cut_off() -> None:
    laid = [row for labels in LABELS for row in rows(*(Button(each) for each in labels))]
    pairs = [row for row in laid if len(row) == 2]
    assert len(pairs) > 20
    assert [b.label for row in pairs for b in row if len(b.label) > HALF_ROW] == []
    assert HALF_ROW <= 18, "measured: 19 letters break or end in dots at 390 pixels"
