"""The settings: read once at start from the environment and `.env`, checked, never printed."""

import difflib
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot import setting_forms as forms
from models.retention import (
    BACKUP_DAYS,
    DRAFT_HOURS,
    IDLE_MONTHS,
    REPORT_MONTHS,
    UPDATE_HOURS,
    WORDS_DAYS,
    Retention,
)
from models.sealing import Vault
from models.store.wall import Logins

PREFIX = "HANDRAIL_"
MOST_A_SECOND = 10_000

Token = Annotated[SecretStr, AfterValidator(forms.token)]
Keys = Annotated[SecretStr, AfterValidator(forms.keys)]
WebhookSecret = Annotated[SecretStr, AfterValidator(forms.webhook_secret)]
Database = Annotated[SecretStr, AfterValidator(forms.database)]
Postgresql = Annotated[SecretStr, AfterValidator(forms.postgresql)]
Root = Annotated[str, AfterValidator(forms.root)]
Listen = Annotated[str, AfterValidator(forms.listen)]
Zone = Annotated[str, AfterValidator(forms.timezone)]
Line = Annotated[str, AfterValidator(forms.line)]

_FROM_BOTFATHER = "the token @BotFather gave you for the bot, like 123456789:ABC-def"
_KEYS = "one or more keys, id:base64, comma separated; `python -m bot keys new` prints one"
_ORGANISATION = "the name of the organisation that is responsible, in one line"
_CONTACT = "who answers questions about privacy: an address or a number, in one line"


def _at_most(most: int, what: str, least: int = 1) -> Any:  # noqa: ANN401 - pydantic's own type
    """Return a time that may be shortened, never lengthened: PRIVACY.md promises it."""
    return Field(default=most, ge=least, le=most, description=f"{what}, from {least} to {most}")


def _a_rate(usual: int, what: str) -> Any:  # noqa: ANN401 - pydantic's own type for a field
    """Return how many a second."""
    return Field(default=usual, ge=1, le=MOST_A_SECOND, description=f"{what}, 1 or more")


class Settings(BaseSettings):
    """Every setting, for commands that need little; `RunSettings` is what `run` needs."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        dotenv_filtering="match_prefix",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    bot_token: Token | None = Field(default=None, description=_FROM_BOTFATHER)
    telegram_api: Root = Field(
        default=forms.TELEGRAM,
        description="the root of a Bot API server, like https://api.telegram.org",
    )
    database_url: Database = Field(
        default=SecretStr("sqlite:///var/handrail.db"),
        description="sqlite:///path/to/file or postgresql+psycopg://user:password@host/name",
    )
    keys: Keys | None = Field(default=None, description=_KEYS)
    mode: Literal["polling", "webhook"] = Field(
        default="polling", description="polling or webhook"
    )
    public_url: Root | None = Field(
        default=None,
        description="the address Telegram and leads reach us at, like https://bot.example.org",
    )
    webhook_secret: WebhookSecret | None = Field(
        default=None, description="1 to 256 random characters out of A-Z a-z 0-9 _ and -"
    )
    listen: Listen = Field(
        default="127.0.0.1:8080",
        description="host:port the web server listens on, like 127.0.0.1:8080",
    )
    timezone: Zone = Field(
        default="Europe/London", description="a time zone's name, like Europe/London"
    )
    organisation: Line | None = Field(default=None, description=_ORGANISATION)
    privacy_contact: Line | None = Field(default=None, description=_CONTACT)
    counts_url: Postgresql | None = Field(
        default=None, description="postgresql+psycopg://..., the login that reads counts"
    )
    desk_url: Postgresql | None = Field(
        default=None, description="postgresql+psycopg://..., the login of the leads' desk"
    )

    messages_per_second: int = _a_rate(30, "messages a second that Telegram allows the bot")
    messages_per_chat: int = _a_rate(1, "messages a second that it allows one chat")
    erasures: Path = Field(
        default=Path("var/erasures"), description="a file beside the database, like var/erasures"
    )
    words_days: int = _at_most(WORDS_DAYS, "days")
    report_months: int = _at_most(REPORT_MONTHS, "months")
    idle_months: int = _at_most(IDLE_MONTHS, "months")
    backup_days: int = _at_most(BACKUP_DAYS, "days")
    draft_hours: int = _at_most(DRAFT_HOURS, "hours")
    update_hours: int = _at_most(UPDATE_HOURS, "hours", least=25)

    @property
    def retention(self) -> Retention:
        """How long things are kept."""
        return Retention(**{each.name: getattr(self, each.name) for each in fields(Retention)})

    @property
    def logins(self) -> Logins:
        """The logins of the leads' doors, which PostgreSQL needs."""
        urls = (self.counts_url, self.desk_url)
        return Logins(*(url.get_secret_value() if url else None for url in urls))

    @property
    def address(self) -> tuple[str, int]:
        """Host and port the web server listens on; port 0 lets the system choose."""
        parts = urlsplit("//" + self.listen)
        return parts.hostname or "", parts.port or 0

    @property
    def zone(self) -> ZoneInfo:
        """The service's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every value the log must blot out."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(one.get_secret_value() for one in values if isinstance(one, SecretStr))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment before `.env`; secret files are not read."""
        del file_secret_settings
        return init_settings, env_settings, dotenv_settings, _Strays(settings_cls)


class _Strays(EnvSettingsSource):
    """Names in the environment that begin like ours and are none: typos, so they are refused."""

    def __call__(self) -> dict[str, Any]:
        prefix = PREFIX.lower()
        names = {
            name.lower().removeprefix(prefix)
            for name in self.env_vars
            if name.lower().startswith(prefix)
        }
        return dict.fromkeys(sorted(names - set(self.settings_cls.model_fields)), "")


class StoreSettings(Settings):
    """What a command needs that opens the store."""

    keys: Keys = Field(description=_KEYS)

    @property
    def vault(self) -> Vault:
        """What seals and opens."""
        return Vault.from_setting(self.keys.get_secret_value())


class RunSettings(StoreSettings):
    """What `run` needs."""

    bot_token: Token = Field(description=_FROM_BOTFATHER)
    organisation: Line = Field(description=_ORGANISATION)
    privacy_contact: Line = Field(description=_CONTACT)

    @model_validator(mode="before")
    @classmethod
    def _ask_for_the_webhook(cls, given: dict[str, Any]) -> dict[str, Any]:
        if given.get("mode") != "webhook":
            return given
        return dict.fromkeys(("public_url", "webhook_secret"), "") | given

    @field_validator("public_url")
    @classmethod
    def _telegram_calls_https(cls, value: str | None, others: ValidationInfo) -> str | None:
        called = others.data.get("mode") == "webhook" and value and value.startswith("http:")
        if called and others.data.get("telegram_api") == forms.TELEGRAM:
            raise forms.wrong("Telegram calls https addresses only")
        return value


class BadSettings(Exception):
    """Settings that are missing, wrong or unknown: `.lines` says of each what would mend it."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__(*lines)
        self.lines = lines


S = TypeVar("S", bound=Settings)


def load(kind: type[S]) -> S:
    """Read the settings a command needs; raise BadSettings naming all that is not right."""
    try:
        return kind()
    except ValidationError as bad:
        errors = bad.errors(include_url=False, include_input=False)
    raise BadSettings(tuple(_mend(kind, str(one["loc"][0]), one) for one in errors))


def _mend(kind: type[Settings], key: str, error: ErrorDetails) -> str:
    name = PREFIX + key.upper()
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, kind.model_fields, n=1)
        guess = f" Did you mean {PREFIX}{near[0].upper()}?" if near else ""
        return f"{name} is not a setting.{guess}"
    form = kind.model_fields[key].description
    if error["type"] == "missing":
        return f"{name} is missing. Set it to {form}."
    reason = error.get("ctx", {}).get("reason")
    return f"{name} is wrong{': ' + reason if reason else ''}. Set it to {form}."
