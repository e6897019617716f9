"""Sites: added with contacts that can be called, listed, given new codes, closed."""

import pytest

from bot.cli.stored import stored
from bot.sandbox.world import World
from models.site import Site
from models.store import sites
from tests.cli.shell import TOKEN, Shell

pytestmark = pytest.mark.usefixtures("keys")

ADD = ("sites", "add", "--name", "St Example's", "--kind", "hospital")


def test_a_site_is_added_to_a_database_that_is_made_for_it(shell: Shell) -> None:
    said = shell.run(*ADD, "--security", "020 7946 0123", "--exposure", "Occupational health")
    assert said.code == 0
    site, code = said.out.split()
    assert site == "st-example-s"
    assert "?start=" in said.err
    listed = shell.run("sites", "list").out
    assert listed.split("\t") == [site, "hospital", "england", "open", code, "St Example's\n"]
    assert shell.database.exists()


async def test_with_a_token_that_works_the_join_link_is_printed(
    shell: Shell, telegram: str
) -> None:
    shell.put_all(telegram)
    said = await shell.beside(*ADD)
    site, link = said.out.split()
    assert link.startswith("https://t.me/HandrailDemoBot?start=")
    rotated = await shell.beside("sites", "code", "rotate", site)
    assert rotated.out.startswith(f"{site}\thttps://t.me/HandrailDemoBot?start=")
    assert link not in rotated.out


async def test_with_a_token_that_is_refused_the_code_is_printed(
    shell: Shell, telegram: str, world: World
) -> None:
    shell.put_all(telegram)
    world.faults.next("getMe", 401)
    said = await shell.beside(*ADD)
    assert said.code == 0
    assert "https://" not in said.out


@pytest.mark.parametrize("number", ["2222", "22 22", "2 2 2 2", "2222 "])
@pytest.mark.parametrize("internal", [(), ("--internal",)])
def test_the_crash_team_is_never_security(
    shell: Shell, number: str, internal: tuple[str, ...]
) -> None:
    said = shell.run(*ADD, "--security", number, *internal)
    assert said.code == 2
    assert "crash team" in said.err
    assert "There are no sites yet" in shell.run("sites", "list").out


@pytest.mark.parametrize("route", ["2222", "Sharps nurse, ext 2222", "Call 2222."])
def test_the_crash_team_is_no_exposure_route(shell: Shell, route: str) -> None:
    said = shell.run(*ADD, "--exposure", route)
    assert said.code == 2
    assert "crash team" in said.err


def test_a_number_that_ends_like_the_crash_teams_is_an_exposure_route(shell: Shell) -> None:
    assert shell.run(*ADD, "--exposure", "Sharps line, 0808 500 2222").code == 0


@pytest.mark.parametrize(
    "number",
    ["security", "020-7946", "12", "1" * 16, "+", "ext 3333", "\uff13" * 4, "3333;", "(020)"],
)
def test_what_is_no_number_is_refused(shell: Shell, number: str) -> None:
    said = shell.run(*ADD, "--security", number, "--internal")
    assert said.code == 2
    assert "digits" in said.err


@pytest.mark.parametrize("number", ["3333", "55 33", "7946 0123"])
def test_an_extension_must_be_marked_as_one(shell: Shell, number: str) -> None:
    said = shell.run(*ADD, "--security", number)
    assert said.code == 2
    assert "--internal" in said.err
    assert shell.run(*ADD, "--security", number, "--internal").code == 0


@pytest.mark.parametrize("number", ["020 7946 0123", "02079460123", "+44 20 7946 0123"])
def test_a_number_in_full_is_taken(shell: Shell, number: str) -> None:
    assert shell.run(*ADD, "--security", number).code == 0


def test_internal_without_a_number_is_refused(shell: Shell) -> None:
    assert shell.run(*ADD, "--internal").code == 2


@pytest.mark.parametrize("name", ["", "   ", "…", "x" * 61, "two\nlines", "nul\x00"])
def test_a_name_is_one_short_line(shell: Shell, name: str) -> None:
    assert shell.run("sites", "add", "--name", name, "--kind", "hospital").code == 2


def test_a_name_without_latin_letters_is_refused_with_the_reason(shell: Shell) -> None:
    said = shell.run("sites", "add", "--name", "Ысыт", "--kind", "hospital")
    assert said.code == 2
    assert "letters from a to z" in said.err


def test_a_kind_that_is_none_is_refused_with_those_there_are(shell: Shell) -> None:
    said = shell.run("sites", "add", "--name", "A", "--kind", "office")
    assert said.code == 2
    assert "mental_health" in said.err


def test_a_second_site_of_the_same_name_is_refused(shell: Shell) -> None:
    shell.run(*ADD)
    said = shell.run(*ADD)
    assert said.code == 1
    assert "already" in said.err


def test_a_new_code_replaces_the_old_one(shell: Shell) -> None:
    site, code = shell.run(*ADD).out.split()
    same, fresh = shell.run("sites", "code", "rotate", site).out.split()
    assert same == site
    assert fresh != code
    assert fresh in shell.run("sites", "list").out


def test_a_closed_site_stays_on_the_list_and_gets_no_code(shell: Shell) -> None:
    site, _ = shell.run(*ADD).out.split()
    assert shell.run("sites", "close", site).code == 0
    assert "\tclosed\t" in shell.run("sites", "list").out
    said = shell.run("sites", "code", "rotate", site)
    assert said.code == 1
    assert "closed" in said.err


@pytest.mark.parametrize("words", [("sites", "close"), ("sites", "code", "rotate")])
def test_a_site_that_is_not_there_is_named(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell.run(*words, "nowhere")
    assert said.code == 1
    assert "There is no site nowhere" in said.err


def test_without_keys_the_setting_is_named(shell: Shell) -> None:
    shell.patch.delenv("HANDRAIL_KEYS")
    said = shell.run("sites", "list")
    assert said.code == 2
    assert "HANDRAIL_KEYS is missing" in said.err
    assert TOKEN not in said.all


def kept() -> Site:
    site = stored(lambda tx: sites.by_id(tx, "st-example-s"))
    assert site is not None
    return site


def test_contacts_can_be_changed_one_by_one(shell: Shell) -> None:
    shell.run(*ADD, "--security", "5501", "--internal", "--exposure", "Occupational health")
    said = shell.run("sites", "contacts", "st-example-s", "--security", "020 7946 0123")
    assert said.code == 0
    site = kept()
    assert (site.security, site.security_internal) == ("020 7946 0123", False)
    assert site.exposure == "Occupational health"
    assert shell.run("sites", "contacts", "st-example-s", "--exposure", "").code == 0
    site = kept()
    assert (site.security, site.exposure) == ("020 7946 0123", "")


@pytest.mark.parametrize(
    ("site", "options", "code"),
    [
        ("st-example-s", (), 2),
        ("st-example-s", ("--internal",), 2),
        ("st-example-s", ("--security", "2222", "--internal"), 2),
        ("st-example-s", ("--security", "5501"), 2),
        ("nowhere", ("--exposure", "Ward 5"), 1),
    ],
)
def test_contacts_that_nobody_can_call_change_nothing(
    shell: Shell, site: str, options: tuple[str, ...], code: int
) -> None:
    shell.run(*ADD, "--security", "5502", "--internal")
    assert shell.run("sites", "contacts", site, *options).code == code
    assert kept().security == "5502"
