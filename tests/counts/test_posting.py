"""What is posted of a period, how clocks are chosen, and how posted figures are read."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from models.counts.clocks import clock_of, clocks
from models.counts.figure import STANDS_OUT
from models.counts.menu import OF_REPORTS, TABLES, Row, Table, domain, own_rows, parents
from models.counts.period import A_YEAR, Span
from models.counts.posting import figures
from models.counts.reading import Change, band, change, rate, together
from models.counts.tally import Report, Tally, tally
from tests.counts.made import OWN, REPORTS, by

ROWS = domain(sorted(OWN))
NONE: frozenset[Row] = frozenset()
MANY = [by(n, what="verbal", who="patient", knows="nobody") for n in range(1, 90)]


@given(REPORTS)
def test_the_whole_domain_is_posted_whatever_was_logged(reports: list[Report]) -> None:
    posted = figures(tally(reports, OWN), ROWS, Random(1).randrange, NONE)
    assert set(posted) == set(ROWS)


def test_many_people_are_shown_and_rows_without_anybody_are_not() -> None:
    posted = figures(tally(MANY, OWN), ROWS, Random(1).randrange, NONE)
    assert abs((posted[Row("all")] or 0) - len(MANY)) <= 10
    assert posted[Row("site_what", "hill", "verbal")] is not None
    assert posted[Row("site", "dale")] is None


def test_5_people_who_file_a_hundred_with_no_link_open_no_gate() -> None:
    reports = [by(None, None, what="threat")] * 100 + [by(n, what="threat") for n in range(1, 5)]
    for seed in range(200):
        posted = figures(tally(reports, OWN), ROWS, Random(seed).randrange, NONE)
        assert all(figure is None for figure in posted.values())


@given(st.integers(0, 10_000))
def test_no_figure_is_shown_that_would_prove_a_hidden_one(seed: int) -> None:
    dice = Random(seed)
    tallied = Tally()
    for row in ROWS:  # about as many as the rule cannot decide upon
        tallied.people[row] = tallied.encounters[row] = dice.randrange(4, 16)
    posted = figures(tallied, ROWS, dice.randrange, NONE)
    for row, figure in posted.items():
        if figure is not None:
            assert all(posted[parent] is not None for parent in parents(row))


def test_a_figure_of_all_sites_does_not_stand_out_above_those_that_are_shown() -> None:
    row, met = Row("what_by_who", "verbal", "patient"), set()
    there = [by(n, "hill" if n < 40 else "dale", what="verbal", who="patient") for n in range(51)]
    for seed in range(300):
        posted = figures(tally(there, OWN), ROWS, Random(seed).randrange, NONE)
        dale = all(posted[own] is not None for own in own_rows(row, "dale"))
        hill = all(posted[own] is not None for own in own_rows(row, "hill"))
        figure = posted[row]
        met.add((figure is not None, dale))
        if figure is not None:
            assert figure - 40 * hill - 11 * dale < STANDS_OUT
    assert met >= {(True, False), (False, False), (True, True)}


def test_a_part_may_be_shown_by_what_was_posted_of_the_whole_before() -> None:
    rows = [row for row in ROWS if row != Row("all")]
    dice = Random(2)
    assert not any(figures(tally(MANY, OWN), rows, dice.randrange, NONE).values())
    assert any(figures(tally(MANY, OWN), rows, dice.randrange, frozenset({Row("all")})).values())


def test_in_the_first_year_all_is_by_month_and_the_rest_by_quarter_or_year() -> None:
    by_clock = {span: {row.table for row in ROWS if clock_of(row, None) is span} for span in Span}
    assert by_clock[Span.MONTH] == {"all"}
    assert by_clock[Span.YEAR] == {"skills_role", "role_confidence"}
    assert not by_clock[Span.WEEK]


@given(st.sampled_from(OF_REPORTS), st.integers(0, 5_000))
def test_a_clock_is_the_finest_with_a_mean_of_15(table: Table, last_year: int) -> None:
    row = next(row for row in ROWS if TABLES[row.table] is table)
    allowed = TABLES[row.table].spans
    chosen = clock_of(row, last_year)
    assert chosen in allowed
    finer = allowed[: allowed.index(chosen)]
    assert all(last_year < 15 * A_YEAR[span] for span in finer)
    assert chosen is Span.YEAR or last_year >= 15 * A_YEAR[chosen]


def test_no_row_is_counted_more_often_than_one_that_it_is_a_part_of() -> None:
    """It would stay hidden all year: what it is a part of has no figure of its span yet."""
    whole, part, below = Row("all"), Row("knows", "nobody"), Row("why_not", "part_of_job")
    assert below in ROWS
    chosen = clocks(ROWS, {whole: 15 * 52 - 5, part: 15 * 52, below: 15 * 52 + 5})
    assert {chosen[row] for row in (whole, part, below)} == {Span.MONTH}
    hill, what = Row("site", "hill"), Row("what", "verbal")
    both = Row("site_what", "hill", "verbal")
    chosen = clocks(ROWS, {whole: 780, hill: 780, what: 55, both: 60})
    assert chosen[both] is chosen[what] is Span.YEAR
    dice = Random(3)
    for _ in range(20):
        spans = clocks(ROWS, {row: dice.choice((0, 59, 60, 179, 180, 779, 780)) for row in ROWS})
        for row in ROWS:
            order = list(Span).index
            assert all(order(spans[row]) >= order(spans[each]) for each in parents(row))


def test_two_way_tables_are_by_quarter_or_year() -> None:
    for table in OF_REPORTS:
        if len(table.by) == 2:
            assert set(table.spans) == {Span.QUARTER, Span.YEAR}


def test_a_change_is_clear_only_beyond_the_rules_error_and_chance() -> None:
    steady = [100] * 8
    assert change(130, steady) is Change.NO_CLEAR_CHANGE
    assert change(135, steady) is Change.MORE
    assert change(65, steady) is Change.FEWER
    assert change(None, steady) is Change.TOO_FEW
    assert change(100, [None, None, 100, 100, 100]) is Change.TOO_FEW
    assert change(100, [500, *steady]) is Change.NO_CLEAR_CHANGE  # the 9th before counts no more


def test_figures_that_differ_by_the_rule_alone_are_no_clear_change() -> None:
    for number in (12, 20, 100, 1_000):
        most = (number + 10) // 5 * 5
        assert change(most, [number] * 8) is Change.NO_CLEAR_CHANGE


def test_a_coarser_view_is_the_sum_of_what_was_posted() -> None:
    assert together([20, None, 35]) == 55
    assert together([None, None]) is None


def test_bands_say_no_more_than_their_edges() -> None:
    assert band(None) is None
    assert band(15) is None
    assert band(20) == (20, 49)
    assert band(5_000) == (5_000, None)
    assert rate(30, 100) == (30, 40)
    assert rate(100, 100) == rate(110, 100) == (90, 100)
    assert rate(None, 100) is None
