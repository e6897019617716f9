"""The screens of counts: what leads and staff see, from the first release on."""

from collections.abc import Iterator

from bot.book.count_samples import FIRST, MADE_UP, REAL
from handlers import count_files, count_screens
from handlers.count_screens import Ask
from messages.screen import Screen
from models.counts.menu import LISTED


def screens_of_counts() -> Iterator[Screen]:
    """Draw the counts, from the first release on, each sort of table, and what goes with files."""
    yield count_screens.none_screen()
    for counts in (FIRST, REAL, MADE_UP):
        yield count_screens.newest_screen(counts, lead=True)
        yield count_screens.newest_screen(counts, lead=False)
    yield count_screens.newest_screen(REAL, lead=True, note=True)
    for page in range(4):
        yield count_screens.tables_screen(REAL, page)
    for table in LISTED:
        yield count_screens.table_screen(MADE_UP, Ask("table", table.key))
        for key in MADE_UP.keys(table.key)[:1]:
            yield count_screens.table_screen(MADE_UP, Ask("table", table.key, key))
    drawn = count_screens.table_of(REAL, Ask("chart", "what"))
    if drawn is not None:
        yield count_files.picture_screen(REAL, drawn)
    yield count_files.file_screen()
    yield count_screens.note_screen()
    yield count_screens.again_screen()
