"""The lines above a list: said when they hold, and only then."""

import pytest

from models.advice import UNKNOWN, Advice, advice
from models.allowed import by_an_insider
from models.asked import Asked, Facts, Need
from models.report import What, Who

INSIDERS = {Who.MANAGER, Who.COLLEAGUE}


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("need", Need)
def test_sooner_is_better_after_a_sexual_touch_or_assault_alone(what: What, need: Need) -> None:
    said = advice(Asked(need, Facts(what=frozenset({what}))))
    held = what in {What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT} or need is Need.SEXUAL
    assert (Advice.SOONER in said) == held


@pytest.mark.parametrize("who", Who)
def test_somebody_not_close_is_advised_when_somebody_inside_did_it(who: Who) -> None:
    said = advice(Asked(Need.WORK, Facts(who=frozenset({who}))))
    assert (Advice.NOT_CLOSE in said) == (who in INSIDERS)


@pytest.mark.parametrize("need", Need)
def test_a_shared_phone_is_named_for_abuse_at_home_alone(need: Need) -> None:
    assert (Advice.SHARED_PHONE in advice(Asked(need))) == (need is Need.HOME)


@pytest.mark.parametrize("need", Need)
def test_whoever_wants_it_official_hears_of_the_form_at_work(need: Need) -> None:
    assert (Advice.LOCAL_FORM in advice(Asked(need))) == (need is Need.OFFICIAL)


@pytest.mark.parametrize("need", Need)
def test_whoever_wants_legal_help_or_a_union_hears_of_their_own(need: Need) -> None:
    assert (Advice.UNION in advice(Asked(need))) == (need is Need.LEGAL)


def test_what_is_not_known_any_more_is_taken_as_the_case_that_asks_for_most_care() -> None:
    assert by_an_insider(Asked(Need.WORK, UNKNOWN))
