"""Makes a database ready for this program: its tables, and the routes that came along."""

from models.store.migrate import migrate
from models.store.routes import plant_on


def prepare(url: str) -> None:
    """Migrate, and plant the routes that are not there yet. Raises as `migrate` does."""
    migrate(url, then=plant_on)
