"""The demo's settings: only what the demo gives, so that it can touch nothing real."""

from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.settings import RunSettings


class DemoSettings(RunSettings):
    """Reads no `.env` and no environment: a real token or database there stays untouched."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Keep what was passed in, and nothing else."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)
