"""`routes`: list, verify, check; and files that come in and go out, or change nothing at all."""

import io
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from models.clock import system_clock
from models.route_file.read import SEED, read_routes, seed_routes
from tests.cli.shell import Said, Shell

ONE = """\
routes:
  - id: hill_security
    name: Security
    purpose: Danger on site now.
    kind: security
    tags: [emergency]
    phone: 5501
    internal: true
    site: hill
    hours: 24/7
    status: active
    verified: 2026-11-20
    verified_by: Sam
"""


@pytest.fixture(autouse=True)
def _ready(shell: Shell) -> None:
    shell.put_all()


def rows(said: Said) -> dict[str, list[str]]:
    return {line.split("\t")[0]: line.split("\t")[1:] for line in said.out.splitlines()}


def put(shell: Shell, content: str, name: str = "mine.yaml") -> str:
    (shell.folder / name).write_text(content, encoding="utf-8")
    return name


def a_hill(shell: Shell) -> None:
    assert shell.run("sites", "add", "--name", "Hill", "--kind", "hospital").code == 0


def test_a_fresh_database_has_the_routes_that_came_along(shell: Shell) -> None:
    listed = rows(shell.run("routes", "list"))
    assert set(listed) == {route.id for route in seed_routes()}
    assert listed["samaritans"][:3] == ["active", "helpline", "-"]


def test_the_list_can_be_of_one_status_or_of_one_site(shell: Shell) -> None:
    a_hill(shell)
    assert shell.run("routes", "import", put(shell, ONE), "--yes").code == 0
    assert list(rows(shell.run("routes", "list", "--site", "hill"))) == ["hill_security"]
    local = rows(shell.run("routes", "list", "--status", "local"))
    assert all(name.startswith("local_") for name in local)
    assert "no such routes" in shell.run("routes", "list", "--site", "nowhere").out


def test_an_import_shows_the_difference_and_asks(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_hill(shell)
    asked: list[str] = []
    monkeypatch.setattr("click.confirm", lambda question, **_: asked.append(question))
    said = shell.run("routes", "import", put(shell, ONE))
    assert said.code == 0
    assert "added    hill_security (active): Security" in said.out
    assert asked == ["Import this?"]
    said = shell.run("routes", "import", put(shell, ONE.replace("5501", "5502")), "--yes")
    assert "changed  hill_security" in said.out
    assert 'phone: "5501" → "5502"' in said.out
    assert len(asked) == 1
    said = shell.run("routes", "import", put(shell, ONE.replace("5501", "5502")))
    assert said.out == "same     1\n"
    assert len(asked) == 1


@pytest.mark.parametrize("answer", ["", "n\n", "\n"])
def test_without_a_yes_nothing_is_imported(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    a_hill(shell)
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    said = shell.run("routes", "import", put(shell, ONE))
    assert said.code == 1
    assert "hill_security" not in rows(shell.run("routes", "list"))


def test_a_file_with_one_fault_loses_and_changes_nothing(shell: Shell) -> None:
    a_hill(shell)
    before = shell.run("routes", "export").out
    name = put(
        shell, ONE + ONE[len("routes:\n") :].replace("5501", "2222").replace("hill_s", "vale_s")
    )
    said = shell.run("routes", "import", name, "--yes")
    assert said.code == 1
    fault, ended = said.err.splitlines()
    assert fault.startswith("mine.yaml:19: `phone`: 2222 calls the crash team in every NHS")
    assert ended == "Nothing was imported."
    assert shell.run("routes", "export").out == before


def test_a_site_that_is_not_there_is_refused(shell: Shell) -> None:
    said = shell.run("routes", "import", put(shell, ONE), "--yes")
    assert said.code == 1
    assert "mine.yaml:9: `site`: there is no site 'hill'" in said.err


@pytest.mark.parametrize("name", ["nothing.yaml", "."])
def test_a_file_that_cannot_be_read_or_written_is_named(shell: Shell, name: str) -> None:
    for verb in ("import", "export"):
        if (verb, name) != ("export", "nothing.yaml"):
            said = shell.run("routes", verb, name)
            assert said.code == 1
            assert f"{name} cannot be" in said.err


def test_what_is_exported_is_imported_back_as_the_same(shell: Shell) -> None:
    a_hill(shell)
    shell.run("routes", "import", put(shell, ONE), "--yes")
    assert shell.run("routes", "export", "all.yaml").code == 0
    count = len(seed_routes()) + 1
    assert shell.run("routes", "import", "all.yaml").out == f"same     {count}\n"
    shown = shell.run("routes", "export").out
    assert shown == Path("all.yaml").read_text(encoding="utf-8")
    assert shown.startswith("# ")
    of_hill = shell.run("routes", "export", "--site", "hill").out
    assert [route.id for route in read_routes(of_hill.encode())] == ["hill_security"]


def test_without_a_file_the_routes_that_came_along_are_imported(shell: Shell) -> None:
    seed = SEED.read_text(encoding="utf-8")
    old = seed.replace("  purpose: Talk to someone at any hour", "  purpose: Talk to someone")
    assert old != seed
    assert shell.run("routes", "import", put(shell, old), "--yes").code == 0
    said = shell.run("routes", "import", "--yes")
    assert "changed  samaritans" in said.out
    assert "Imported: 0 added, 1 changed." in said.out
    assert shell.run("routes", "import").out == f"same     {len(seed_routes())}\n"


def test_a_route_that_somebody_verified_is_shown_and_stays_so(shell: Shell) -> None:
    today = str(system_clock().date())
    said = shell.run("routes", "verify", "frontline19", "--by", "Sam Hill")
    assert said.out == f"frontline19 was verified on {today} by Sam Hill.\n"
    assert rows(shell.run("routes", "list"))["frontline19"][:4] == [
        "active", "service", "-", f"{today} Sam Hill",
    ]  # fmt: skip
    assert shell.run("routes", "import").out == f"same     {len(seed_routes())}\n"


@pytest.mark.parametrize(
    ("route", "told"), [("nowhere", "There is no route"), ("local_security", "is local")]
)
def test_a_route_that_cannot_be_verified_is_named(shell: Shell, route: str, told: str) -> None:
    said = shell.run("routes", "verify", route, "--by", "Sam")
    assert said.code == 1
    assert told in said.err


def wrong(said: Said) -> dict[str, str]:
    lines = [line[5:].strip() for line in said.out.splitlines() if line.startswith("WRONG")]
    return dict(line.split(": ", 1) for line in lines)


def test_a_fresh_set_of_routes_is_right(shell: Shell) -> None:
    said = shell.run("routes", "check")
    assert wrong(said) == {}
    assert said.code == 0


def change(shell: Shell, statement: str) -> None:
    with sqlite3.connect(shell.database) as line:
        line.execute(statement)
    line.close()


def month(days_ago: int) -> str:
    return f"{system_clock() - timedelta(days=days_ago):%Y-%m}"


@pytest.mark.parametrize(
    ("values", "where", "thing", "told"),
    [
        ("verified = '2026-01-05'", "id = 'cst'", "verified", "1 not for 90 days: cst"),
        ("phone = '0800 12'", "id = 'cst'", "route cst", "is no number"),
        ("phone = '0300 123 1245'", "id = 'cst'", "route cst", "is refused"),
        ("hours = 'always'", "id = 'cst'", "route cst", "is not like"),
        ("site = 'gone'", "id = 'cst'", "route cst", "no site 'gone'"),
        ("status = 'closed'", "id = 'sarc'", "sexual_care in england", "stands first"),
        ("status = 'closed'", "id = 'national_stalking_helpline'", "tags", "stalking"),
        ("status = 'closed'", "hours = '24/7'", "need talk in england", "Nobody answers"),
    ],
)
def test_the_check_names_what_is_wrong_and_what_mends_it(
    shell: Shell, values: str, where: str, thing: str, told: str
) -> None:
    shell.run("routes", "list")
    change(shell, f"UPDATE route SET {values} WHERE {where}")  # noqa: S608
    said = shell.run("routes", "check")
    assert said.code == 1
    assert told in wrong(said)[thing]
    assert "python -m bot routes" in wrong(said)[thing]


def test_the_check_names_what_people_reported_until_somebody_looked(shell: Shell) -> None:
    shell.run("routes", "list")
    now = month(0)
    change(shell, f"INSERT INTO route_failure VALUES ('cst', '{now}', 3)")  # noqa: S608
    change(shell, "INSERT INTO route_failure VALUES ('sarc', '2026-08', 2)")
    said = shell.run("routes", "check")
    assert said.code == 1
    assert set(wrong(said)) == {"route cst"}
    assert f"3 times in {now}" in wrong(said)["route cst"]
    assert "2 times in 2026-08, and was verified since" in said.out


def test_the_check_names_what_a_site_should_have_of_its_own(shell: Shell) -> None:
    a_hill(shell)
    assert "security, no manager" in wrong(shell.run("routes", "check"))["site hill"]
    shell.run("routes", "import", put(shell, ONE), "--yes")
    told = wrong(shell.run("routes", "check"))["site hill"]
    assert "security" not in told
    assert "manager" in told
    shell.run("sites", "close", "hill")
    assert shell.run("routes", "check").code == 0


def test_a_site_in_another_nation_is_looked_at_too(shell: Shell) -> None:
    shell.run("sites", "add", "--name", "Glen", "--kind", "hospital", "--nation", "scotland")
    assert "\tscotland\t" in shell.run("sites", "list").out
    change(shell, "UPDATE route SET area = 'england' WHERE area LIKE '%scotland%'")
    said = wrong(shell.run("routes", "check"))
    assert {"need talk in scotland", "sexual_care in scotland", "sexual in scotland"} <= set(said)
