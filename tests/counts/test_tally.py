"""Counting: people once a figure and period, encounters as often as they were logged."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from hypothesis import given

from models.counts.menu import OF_REPORTS, SMALLER, Row, domain, parents
from models.counts.tally import Report, enrolled, rows_of, tally
from tests.counts.made import OWN, REPORTS, WEEK, by

ALL, HILL = Row("all"), Row("site", "hill")


def test_who_logs_3_times_is_1_person_and_3_encounters() -> None:
    counted = tally([by(1, what="verbal")] * 3, OWN)
    assert counted.people[HILL] == counted.people[Row("site_what", "hill", "verbal")] == 1
    assert counted.encounters[ALL] == counted.encounters[Row("what", "verbal")] == 3


def test_a_report_with_no_link_counts_for_the_organisation_and_for_no_person() -> None:
    counted = tally([by(None, None, what="verbal")] * 9, OWN)
    assert counted.encounters[ALL] == counted.encounters[Row("what", "verbal")] == 9
    assert not counted.people
    assert not [row for row in counted.encounters if row.table.startswith("site")]


def test_a_small_site_and_no_site_count_among_the_smaller_ones() -> None:
    counted = tally([by(1, "small"), by(2, None), by(3, "hill")], OWN)
    assert counted.people[Row("site", SMALLER)] == 2
    assert counted.people[HILL] == 1


def test_the_people_of_the_fullest_site_are_known_for_every_row() -> None:
    counted = tally([by(1), by(1), by(2), by(3, "dale"), by(None, None)], OWN)
    assert counted.people[ALL] == 3
    assert counted.at_one_site[ALL] == 2


@given(REPORTS)
def test_people_are_different_people_whatever_they_log(reports: list[Report]) -> None:
    counted, who = tally(reports, OWN), defaultdict(set)
    for report in reports:
        for row in rows_of(report, OWN):
            who[row].add(report.person)
    for row, people in who.items():
        assert counted.people[row] == len(people - {None})
        assert counted.people[row] <= counted.encounters[row]


@given(REPORTS)
def test_what_counts_in_a_row_counts_in_every_row_it_is_a_part_of(reports: list[Report]) -> None:
    counted = tally(reports, OWN)
    for row in counted.people:
        for parent in parents(row):
            # Without "nobody" there is no reason for telling nobody.
            if row.table != "why_not":
                assert counted.people[row] <= counted.people[parent]


@given(REPORTS)
def test_every_row_that_can_be_counted_is_in_the_domain(reports: list[Report]) -> None:
    rows = domain(sorted(OWN))
    assert len(rows) == len(set(rows))
    assert set(tally(reports, OWN).encounters) <= set(rows)


def test_tables_by_a_site_and_by_two_questions_count_people() -> None:
    people = {table.key for table in OF_REPORTS if table.counts_people}
    assert people == {"site", "site_what", "site_who", "what_by_who"}
    assert [table.key for table in OF_REPORTS if table.is_across] == ["what_by_who"]


def test_people_of_all_sites_are_known_at_each_place() -> None:
    logged = [by(1), by(1), by(1, "dale"), by(2, "small"), by(3, "tiny"), by(None, None)]
    both = Row("what_by_who", "verbal", "patient")
    asked = [replace(each, answers={"what": ["verbal"], "who": ["patient"]}) for each in logged]
    counted = tally(asked, OWN)
    assert counted.people[both] == 3
    assert {place: people[both] for place, people in counted.at.items()} == {
        "hill": 1,
        "dale": 1,
        SMALLER: 2,
    }


def test_who_has_joined_is_counted_at_each_site_and_in_all() -> None:
    counted = enrolled({"hill": 30, "small": 3, None: 2}, OWN)
    assert counted.people[Row("enrolled")] == 35
    assert counted.people[Row("site_enrolled", "hill")] == 30
    assert counted.people[Row("site_enrolled", SMALLER)] == 5


def test_a_site_counts_among_the_smaller_ones_until_it_has_a_row() -> None:
    later = {"hill": WEEK + timedelta(weeks=1)}
    assert tally([by(1)], later).people[Row("site", SMALLER)] == 1
    assert tally([by(1)], {"hill": WEEK}).people[HILL] == 1


def test_who_logged_at_two_sites_is_one_person_and_one_of_each_sites_people() -> None:
    for logged in ([by(1), by(1, "dale"), by(2)], [by(1, "dale"), by(1), by(2)]):
        counted = tally(logged, OWN)
        assert counted.people[ALL] == 2
        assert counted.at_one_site[ALL] == 2
        assert counted.people[Row("site", "dale")] == 1
