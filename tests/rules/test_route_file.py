"""A file of routes is read whole, or every fault is named by its line; it comes back as it was."""

from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise, product

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from models.file_tree import MOST_BYTES, Faulty
from models.route import (
    INSIDE,
    LIMITS,
    UNITED_KINGDOM,
    Audience,
    Kind,
    Route,
    Status,
    Tag,
    TextLine,
)
from models.route_file.fields import NEEDED, READERS
from models.route_file.read import SEED, read_routes, seed_routes
from models.route_file.refused import refused
from models.route_file.write import write_routes
from models.site import Nation

TODAY = date(2026, 11, 24)
GOOD = """\
routes:
  - id: hill_line
    name: Hill line
    purpose: Someone to talk to.
    kind: helpline
    tags: [talk]
    phone: 020 7946 0123
    hours: 24/7
    status: active
    verified: 2026-11-20
    verified_by: Sam
"""


def faults(content: str | bytes) -> list[tuple[int, str]]:
    given_bytes = content.encode() if isinstance(content, str) else content
    with pytest.raises(Faulty) as caught:
        read_routes(given_bytes, TODAY, {"hill"})
    return [(fault.line, fault.reason) for fault in caught.value.faults]


def test_a_good_file_is_read() -> None:
    (route,) = read_routes(GOOD.encode(), TODAY, {"hill"})
    assert route.phone == "020 7946 0123"
    assert route.area == UNITED_KINGDOM
    assert route.may_be_shown


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("    name: Hill line\n", "", 2, "`name` is missing"),
        ("name: Hill line", "name:", 3, "`name` is empty"),
        ("verified_by: Sam", "verified_by: Sam\n    nmae: x", 12, "did you mean 'name'?"),
        ("name: Hill line", "name: {a: b}", 3, "one value"),
        ("name: Hill line", "name: " + "x" * 61, 3, "60 fit"),
        ("name: Hill line", 'name: "Hill\\nline"', 3, "control character"),
        ("name: Hill line", 'name: "Hill\\u202eline"', 3, "control character"),
        ("name: Hill line", "name: A\n    name: B", 4, "stands twice"),
        ("id: hill_line", "id: Hill-line", 2, "not like hill_counselling"),
        ("id: hill_line", "id: " + "x" * 33, 2, "32 fit"),
        ("kind: helpline", "kind: hotline", 5, "none of: emergency_service"),
        ("tags: [talk]", "tags: [talk, chat]", 6, "'chat' is none of"),
        ("tags: [talk]", "tags: talk", 6, "give a list"),
        ("tags: [talk]", "tags: []", 6, "is empty"),
        ("020 7946 0123", "0300 123 1245", 7, "Right: 0330 123 1245"),
        ("020 7946 0123", "0808 802 0300", 7, "National Stalking Helpline's"),
        ("020 7946 0123", "020 7946", 7, "is no number"),
        ("020 7946 0123", "2222", 7, "crash team"),
        ("020 7946 0123", "02079460123\n    internal: true\n    site: hill", 7, "no extension"),
        ("020 7946 0123", "5501\n    internal: true", 8, "name its `site`"),
        ("phone: 020 7946 0123", "text: {number: 85258, word: FRONTLINE}", 7, "Right: SHOUT"),
        ("phone: 020 7946 0123", "text: {number: '86463'}", 7, "older text number"),
        ("phone: 020 7946 0123", "text: {number: '12'}", 7, "takes no texts"),
        ("phone: 020 7946 0123", "text: {word: HELP}", 7, "has a number"),
        ("phone: 020 7946 0123", "text: [1]", 7, "give a number"),
        ("phone: 020 7946 0123", "link: http://example.org", 7, "not like https"),
        ("phone: 020 7946 0123", "link: https://a@b.org", 7, "not like https"),
        ("phone: 020 7946 0123", "link: https://www.ourfrontline.org/x", 7, "has ended"),
        ("phone: 020 7946 0123", "email: someone", 7, "not like help@example.org"),
        ("phone: 020 7946 0123", "email: a@b.org\n    internal: true\n    site: hill", 8, "miss"),
        ("phone: 020 7946 0123", "internal: perhaps", 7, "neither true nor false"),
        ("    phone: 020 7946 0123\n", "", 8, "has a phone, a text line"),
        ("hours: 24/7", "hours: always", 8, "is not like"),
        ("status: active", "status: open", 9, "none of"),
        ("verified: 2026-11-20", "verified: 2026-11-25", 10, "has not come yet"),
        ("verified: 2026-11-20", "verified: yesterday", 10, "is no day like"),
        ("    verified_by: Sam\n", "", 9, "`verified_by` (a name)"),
        ("verified_by: Sam", "verified_by: Sam\n    area: [france]", 12, "'france' is none of"),
        ("verified_by: Sam", "verified_by: Sam\n    area: []", 12, "name the nations"),
        ("verified_by: Sam", "verified_by: Sam\n    site: vale", 12, "no site 'vale'"),
        ("verified_by: Sam", "verified_by: Sam\n    audience: [men]", 12, "say in `who_for`"),
        ("status: active", "status: active\n    audience: [men,members]\n    who_for: x", 10, ""),
        ("kind: helpline", "kind: security", 9, "at one `site` only"),
        ("helpline\n    tags: [talk]", "hr\n    site: hill\n    tags: [sexual]", 7, "services"),
        ("- id: hill_line", "- hello\n  - id: hill_line", 2, "a route has keys"),
        ("routes:", "paths:", 1, "one key, `routes`"),
        ("routes:", "routes: 1\nothers:", 1, "one key, `routes`"),
        ("name: Hill line", "name: &a Hill line", 3, "are not used here"),
        ("name: Hill line", "name: !!python/name:os.system x", 3, "begins with !"),
        ("name: Hill line", "name: [", 5, "no YAML"),
        ("name: Hill line", "name: [[[[[[x]]]]]]", 3, "nested too deep"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(old: str, new: str, line: int, told: str) -> None:
    found = faults(GOOD.replace(old, new))
    assert [each for each, _ in found] == [line], found
    assert told in found[0][1]


def test_every_fault_of_a_file_is_named_in_order() -> None:
    second = GOOD[len("routes:\n") :].replace("24/7", "never").replace("helpline", "x")
    assert [line for line, _ in faults(GOOD.replace("[talk]", "[x]") + second)] == [6, 12, 15, 18]
    both = GOOD.replace("[talk]", "[x]").replace("020 7946 0123", "0300 123 1245")
    assert [line for line, _ in faults(both)] == [6, 7]
    assert [line for line, _ in faults(GOOD + GOOD[len("routes:\n") :])] == [12]


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"", 1, "empty"),
        (b"routes: []\xff", 1, "not UTF-8"),
        (b"routes:\n  - name: \xff", 2, "not UTF-8"),
        (b"\x00", 1, "no YAML"),
        (b"- a\n- b", 1, "one key"),
        (b"just words", 1, "one key"),
        (b"routes: []\n---\nroutes: []", 2, "no YAML"),
        (b"x" * (MOST_BYTES + 1), 1, "bytes"),
        (b"[" * 100_000, 1, "nested too deep"),
        (b"- " * 100_000, 1, "nested too deep"),
        (b"{a: " * 50_000, 1, "nested too deep"),
        (b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nroutes: *c", 1, "not used here"),
        (b"routes:\n  - ? [a, b]\n    : c\n", 2, "unknown key '?'"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused(content: bytes, line: int, told: str) -> None:
    found = faults(content)
    assert any(each == line and told in reason for each, reason in found), found


def test_a_bomb_of_aliases_costs_nothing() -> None:
    letters = "abcdefghijklmnop"
    lines = ["a: &a [x]"]
    for one, other in pairwise(letters):
        lines.append(f"{other}: &{other} [{', '.join([f'*{one}'] * 9)}]")
    assert "not used here" in faults("\n".join(lines))[0][1]


def test_a_fault_shows_no_more_than_a_little_of_what_was_written() -> None:
    for key in ("kind: helpline", "id: hill_line", "hours: 24/7", "phone: 020 7946 0123"):
        name = key.split(":", maxsplit=1)[0]
        found = faults(GOOD.replace(key, f"{name}: {'x' * 500_000}"))
        assert all(len(reason) < 400 for _, reason in found)
    assert len(faults(GOOD.replace("name: H", "y" * 1000 + ": H"))[-1][1]) < 400


def test_an_empty_list_is_a_file_without_routes() -> None:
    assert read_routes(b"routes: []") == ()


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
)
def test_any_bytes_are_read_or_refused_and_nothing_else(content: bytes) -> None:
    with suppress(Faulty):
        read_routes(content, TODAY, ())


printable = st.characters(categories=("L", "N", "P", "S")) | st.just(" ")


def words(key: str) -> st.SearchStrategy[str]:
    return st.text(printable, max_size=LIMITS[key]).map(str.strip)


some = words("name").filter(bool)
outside = st.sampled_from([kind for kind in Kind if kind not in INSIDE])
routes = st.builds(
    Route,
    id=st.from_regex(r"[a-z0-9_]{1,32}", fullmatch=True),
    name=some,
    purpose=some,
    tags=st.frozensets(st.sampled_from(Tag), min_size=1),
    kind=outside,
    phone=st.sampled_from(["", "999", "116 123", "020 7946 0123", "0113 496 0000"]),
    text=st.none() | st.builds(TextLine, st.just("85258"), st.sampled_from(["", "SHOUT", "NO"])),
    email=st.sampled_from(["", "help@example.org"]),
    link=st.sampled_from(["https://example.org", "https://example.org/a?b=c#d&e=[1]"]),
    hours=st.sampled_from(["", "24/7", "Mo-Fr 09:00-17:00; PH off"]),
    cost=words("cost"),
    area=st.frozensets(st.sampled_from(Nation), min_size=1),
    who_for=some,
    audience=st.frozensets(st.sampled_from([a for a in Audience if a is not Audience.MEMBERS])),
    site=st.sampled_from(["", "hill"]),
    status=st.sampled_from(Status),
    verified=st.dates(max_value=TODAY),
    verified_by=some,
    source=words("source"),
    note=words("note"),
    example=st.booleans(),
).map(lambda route: replace(route, tags=frozenset()) if route.kind is Kind.TRAINING else route)


@settings(max_examples=200)
@given(st.lists(routes, max_size=4, unique_by=lambda route: route.id))
def test_what_is_written_is_read_back_as_it_was(given_routes: list[Route]) -> None:
    text = write_routes(given_routes)
    assert read_routes(text.encode(), TODAY, {"hill"}) == tuple(given_routes)


def test_the_seed_is_written_and_read_back_as_it_was() -> None:
    assert read_routes(write_routes(seed_routes()).encode()) == seed_routes()


def test_every_field_of_a_route_has_a_key_and_every_text_a_limit() -> None:
    assert set(READERS) == {each.name for each in fields(Route) if each.init}
    assert set(NEEDED) < set(READERS)


def test_a_number_that_is_refused_is_refused_for_every_other_route() -> None:
    route = replace(seed_routes()[0], id="other", phone="", text=None, link="https://x.org")
    for each, key in product(refused(), ("phone", "text")):
        if each.number:
            held = {"phone": each.number} if key == "phone" else {"text": TextLine(each.number)}
            assert each.meets(replace(route, **held)) == key
    assert not any(each.meets(known) for each in refused() for known in seed_routes())


def test_the_seed_reads_the_same_to_any_reader_of_yaml() -> None:
    held = yaml.safe_load(SEED.read_bytes())["routes"]
    assert [entry["id"] for entry in held] == [route.id for route in seed_routes()]
