"""The log says what went wrong and never with whom, about what, or with which secret."""

import asyncio
import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot import logs

TOKEN = "123456789:MARKER-TOKEN-AAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105
SECRET = "MARKER-SECRET"  # noqa: S105


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    logs.configure(level=logging.DEBUG, stream=stream, secrets=[SECRET])
    yield stream
    logs.configure()
    structlog.reset_defaults()


def test_an_allowed_line_is_written_whole(written: io.StringIO) -> None:
    structlog.get_logger().warning("set_aside", error="KeyError", reference="K7-QX", tries=3)
    assert "level=warning event=set_aside error=KeyError reference=K7-QX tries=3" in (
        written.getvalue()
    )


def test_a_key_that_is_not_allowed_is_dropped(written: io.StringIO) -> None:
    structlog.get_logger().info("started", chat="MARKER-CHAT", text="MARKER-TEXT", mode="polling")
    assert "event=started mode=polling" in written.getvalue()
    assert "MARKER" not in written.getvalue()


def test_a_sentence_under_an_allowed_key_is_dropped(written: io.StringIO) -> None:
    structlog.get_logger().info("started", step="MARKER words somebody typed", count=2)
    assert "event=started count=2" in written.getvalue()
    assert "MARKER" not in written.getvalue()


@pytest.mark.parametrize("name", ["structlog", "library"])
def test_an_exception_leaves_its_type_and_nothing_else(written: io.StringIO, name: str) -> None:
    log = structlog.get_logger() if name == "structlog" else logging.getLogger("telegram.ext")
    try:
        raise ValueError("MARKER in the exception")  # noqa: TRY301
    except ValueError:
        log.exception("failed")
    assert "error=ValueError" in written.getvalue()
    assert "MARKER" not in written.getvalue()
    assert "Traceback" not in written.getvalue()


def test_what_a_library_fills_in_is_left_out(written: io.StringIO) -> None:
    logging.getLogger("telegram.ext").critical("Cannot build a context for %s", "MARKER-UPDATE")
    assert 'logger=telegram.ext event="Cannot build a context for %s"' in written.getvalue()
    assert "MARKER" not in written.getvalue()


def test_a_library_below_a_warning_is_silent_even_when_it_was_turned_up(
    written: io.StringIO,
) -> None:
    library = logging.getLogger("telegram.Bot")
    library.setLevel(logging.DEBUG)
    library.debug("Set Bot API URL: MARKER")
    library.info("MARKER")
    library.setLevel(logging.NOTSET)
    assert not written.getvalue()


@pytest.mark.parametrize("name", logs.LIBRARIES)
def test_libraries_do_not_even_make_their_quiet_lines(written: io.StringIO, name: str) -> None:
    assert not logging.getLogger(name + ".inner").isEnabledFor(logging.INFO)
    assert not written.getvalue()


@pytest.mark.parametrize("secret", [TOKEN, SECRET])
def test_secrets_are_blotted_out_wherever_they_turn_up(written: io.StringIO, secret: str) -> None:
    logging.getLogger("some.library").error(f"GET /bot{secret}/getMe failed")  # noqa: G004
    structlog.get_logger().error("failed", setting=secret)
    assert "failed" in written.getvalue()
    assert "MARKER" not in written.getvalue()


async def test_a_task_nobody_waited_for_tells_no_words(written: io.StringIO) -> None:
    async def fails() -> None:
        raise ValueError("MARKER")

    loop = asyncio.get_running_loop()
    task = loop.create_task(fails(), name="MARKER-NAME")
    await asyncio.sleep(0)
    loop.call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": task.exception()}
    )
    assert "Task exception was never retrieved" in written.getvalue()
    assert "error=ValueError" in written.getvalue()
    assert "MARKER" not in written.getvalue()


def test_configuring_twice_writes_each_line_once(written: io.StringIO) -> None:
    again = io.StringIO()
    logs.configure(stream=again)
    structlog.get_logger().info("started")
    assert not written.getvalue()
    assert again.getvalue().count("started") == 1
