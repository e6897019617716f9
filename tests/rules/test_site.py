"""A site never names the crash team's number as security's."""

import pytest

from models.site import Site, SiteKind


@pytest.mark.parametrize("number", ["2222", "22 22", "2-2-2-2"])
def test_the_crash_team_is_never_security(number: str) -> None:
    with pytest.raises(ValueError, match="crash team"):
        Site("hill", "Hill", SiteKind.HOSPITAL, "code", security=number)


@pytest.mark.parametrize("number", ["", "5501", "22222", "020 7946 2222"])
def test_any_other_number_may_be(number: str) -> None:
    assert Site("hill", "Hill", SiteKind.HOSPITAL, "code", security=number).security == number
