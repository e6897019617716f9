"""Settings that are missing, wrong or misspelt are named with a mend, and never repeated."""

import re
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.settings import BadSettings, RunSettings, Settings, StoreSettings, load
from models.retention import Retention
from models.sealing import new_key

ROOT = Path(__file__).parents[2]
KEY = new_key(date(2026, 11, 2))
TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQrr"  # noqa: S105
NEEDED = {
    "HANDRAIL_BOT_TOKEN": TOKEN,
    "HANDRAIL_KEYS": KEY,
    "HANDRAIL_ORGANISATION": "Example Trust",
    "HANDRAIL_PRIVACY_CONTACT": "privacy@example.org",
}


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv("HANDRAIL_" + name.upper(), raising=False)


def put(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv("HANDRAIL_" + name, value)


def refused(kind: type[Settings] = Settings) -> tuple[str, ...]:
    with pytest.raises(BadSettings) as caught:
        load(kind)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return caught.value.lines


def test_nothing_set_is_enough_for_a_command_that_needs_nothing() -> None:
    settings = load(Settings)
    assert settings.mode == "polling"
    assert settings.telegram_api == "https://api.telegram.org"
    assert settings.database_url.get_secret_value() == "sqlite:///var/handrail.db"
    assert settings.address == ("127.0.0.1", 8080)
    assert settings.zone.key == "Europe/London"


def test_run_names_all_that_is_missing_at_once() -> None:
    lines = refused(RunSettings)
    assert [line.split()[0] for line in lines] == list(NEEDED) == sorted(NEEDED)
    assert all(" is missing. Set it to " in line for line in lines)


def test_webhook_mode_needs_its_address_and_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    put(monkeypatch, MODE="webhook")
    missing = [line.split()[0] for line in refused(RunSettings)]
    assert missing == ["HANDRAIL_PUBLIC_URL", "HANDRAIL_WEBHOOK_SECRET"]


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_setting_is_missing(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    put(monkeypatch, ORGANISATION=blank)
    assert [line.split(".")[0] for line in refused(RunSettings)] == [
        "HANDRAIL_ORGANISATION is missing"
    ]


WRONG = {
    "BOT_TOKEN": ["MARKER", "123:MARKER secret", "bot123456:MARKERMARKER", "123456:"],
    "TELEGRAM_API": ["MARKER", "ftp://MARKER.org", "https://", "https://u:MARKER@a.org", "//["],
    "DATABASE_URL": [
        "MARKER", "sqlite://", "sqlite:///:memory:", "postgres://u:MARKER@h/d",
        "postgresql://u:MARKER@h/d", "postgresql+psycopg://u:MARKER@h", "mysql://MARKER/d",
    ],
    "KEYS": ["MARKER", "a:MARKER", "a:TUFSS0VS", KEY + "," + KEY, ",,"],
    "MODE": ["MARKER", "Polling!"],
    "PUBLIC_URL": ["MARKER", "https://a.org?MARKER=1", "https://a.org#MARKER"],
    "WEBHOOK_SECRET": ["MARKER MARKER", "MARKER!", "x" * 257],
    "LISTEN": ["MARKER", "8080", "h:MARKER", "h:99999", "http://h:1", "h:1/MARKER", "[::1:80"],
    "TIMEZONE": ["MARKER", "Europe/MARKER", "../MARKER", "/etc", "Europe"],
    "ORGANISATION": ["MARKER\nMARKER", "MARKER " * 40],
    "PRIVACY_CONTACT": ["MARKER\x07"],
    "COUNTS_URL": ["sqlite:///MARKER.db", "MARKER"],
    "DESK_URL": ["sqlite:///MARKER.db", "MARKER"],
    "MESSAGES_PER_SECOND": ["MARKER", "0", "-1", "1000000"],
    "MESSAGES_PER_CHAT": ["MARKER", "0"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in WRONG.items() for value in values]
)
@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_wrong_setting_is_named_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, place: str
) -> None:
    if place == "environment":
        put(monkeypatch, **{name: value})
    else:
        quoted = value.replace("\n", "\\n")
        Path(".env").write_text(f'HANDRAIL_{name}="{quoted}"\n', encoding="utf-8")
    (line,) = refused()
    assert line.startswith(f"HANDRAIL_{name} is wrong")
    assert " Set it to " in line
    assert "MARKER" not in line


RIGHT = {
    "BOT_TOKEN": [TOKEN, "999:TEST"],
    "TELEGRAM_API": ["http://127.0.0.1:9000/", "https://bots.example.org/api"],
    "DATABASE_URL": [
        "sqlite:///var/a.db", "sqlite:////srv/handrail/a.db", "postgresql+psycopg://h/d",
        "postgresql+psycopg://u:p@h:5432/d?sslmode=require", "postgresql+psycopg:///d?host=/run",
    ],
    "KEYS": [KEY, KEY + "," + new_key(date(2026, 11, 3))],
    "PUBLIC_URL": ["https://bot.example.org", "https://example.org/handrail/"],
    "WEBHOOK_SECRET": ["a", "x" * 256, "Az09_-"],
    "LISTEN": ["127.0.0.1:0", "0.0.0.0:8080", "[::1]:8080", "localhost:80"],
    "TIMEZONE": ["UTC", "Europe/Belfast"],
    "COUNTS_URL": ["postgresql+psycopg://h/d"],
    "MESSAGES_PER_SECOND": ["1", "1500"],
    "MESSAGES_PER_CHAT": ["2"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in RIGHT.items() for value in values],
    ids=[f"{name}-{place}" for name, values in RIGHT.items() for place in range(len(values))],
)
def test_a_right_setting_is_taken(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    put(monkeypatch, **{name: value})
    load(Settings)


def test_an_address_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, TELEGRAM_API="http://127.0.0.1:9000/")
    assert load(Settings).telegram_api == "http://127.0.0.1:9000"


def test_telegram_itself_calls_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_WEBHOOK_SECRET", "a")
    put(monkeypatch, MODE="webhook", PUBLIC_URL="http://bot.example.org")
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    assert "https addresses only" in refused(RunSettings)[0]
    put(monkeypatch, TELEGRAM_API="http://127.0.0.1:9000")
    load(RunSettings)


@pytest.mark.parametrize("place", ["environment", "file"])
def test_a_misspelt_setting_is_named_with_what_was_meant(
    monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "environment":
        put(monkeypatch, DATABASE_URI="MARKER")
    else:
        Path(".env").write_text("HANDRAIL_DATABASE_URI=MARKER\n", encoding="utf-8")
    assert refused() == (
        "HANDRAIL_DATABASE_URI is not a setting. Did you mean HANDRAIL_DATABASE_URL?",
    )


def test_other_programs_settings_are_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("POSTGRES_PASSWORD=x\nHANDRAIL_MODE=webhook\n", encoding="utf-8")
    monkeypatch.setenv("HANDRAILS", "x")
    assert load(Settings).mode == "webhook"


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("HANDRAIL_TIMEZONE=UTC\nHANDRAIL_MODE=webhook\n", encoding="utf-8")
    put(monkeypatch, MODE="polling")
    assert (load(Settings).mode, load(Settings).timezone) == ("polling", "UTC")


def test_a_command_that_opens_the_store_needs_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = refused(StoreSettings)
    assert line.startswith("HANDRAIL_KEYS is missing")
    put(monkeypatch, KEYS=KEY)
    assert load(StoreSettings).vault.ids == (KEY.split(":", maxsplit=1)[0],)


def test_settings_do_not_show_their_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HANDRAIL_WEBHOOK_SECRET", "MARKER")
    put(monkeypatch, DATABASE_URL="postgresql+psycopg://u:MARKER@h/d")
    settings = load(RunSettings)
    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert TOKEN not in shown
    assert KEY not in shown
    assert "MARKER" not in shown
    assert {TOKEN, KEY, "MARKER"} < set(settings.secrets)


def test_the_example_names_every_setting_once_with_its_default() -> None:
    example = dotenv_values(ROOT / ".env.example")
    named = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted("HANDRAIL_" + name.upper() for name in Settings.model_fields)
    blank = Settings()
    for name in Settings.model_fields:
        default = getattr(blank, name)
        plain = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        assert example["HANDRAIL_" + name.upper()] == str(plain or ""), name


def test_the_example_as_it_stands_is_accepted() -> None:
    Path(".env").write_text((ROOT / ".env.example").read_text("utf-8"), encoding="utf-8")
    assert load(Settings).mode == "polling"


@pytest.mark.parametrize("name", [each.name for each in fields(Retention)])
def test_each_time_of_keeping_can_be_shortened_and_never_lengthened(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    promised = asdict(Retention())[name]
    assert load(Settings).retention == Retention()
    put(monkeypatch, **{name.upper(): str(promised - 1)})
    assert asdict(load(Settings).retention) == asdict(Retention()) | {name: promised - 1}
    for wrong in (promised + 1, 0, -1):
        put(monkeypatch, **{name.upper(): str(wrong)})
        [line] = refused()
        assert line.startswith(f"HANDRAIL_{name.upper()} ")


def test_a_mark_of_an_update_outlives_telegrams_own_24_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(monkeypatch, UPDATE_HOURS="24")
    [line] = refused()
    assert "from 25 to 48" in line
