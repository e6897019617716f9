"""Mini App sign-in: what the sandbox signs, an independent check accepts, and nothing else."""

from datetime import timedelta

import pytest
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.conftest import TOKEN


def test_another_library_accepts_the_signature_and_finds_the_person(
    world: World, ana: Person
) -> None:
    found = safe_parse_webapp_init_data(TOKEN, world.init_data(ana))
    assert found.user
    assert (found.user.id, found.user.first_name) == (ana.id, "Ana")
    assert found.auth_date == world.now()


def test_a_signature_does_not_survive_another_token_or_another_letter(
    world: World, ana: Person
) -> None:
    signed = world.init_data(ana)
    assert check_webapp_signature(TOKEN, signed)
    assert not check_webapp_signature("998:OTHER", signed)
    assert not check_webapp_signature(TOKEN, signed.replace("Ana", "Eve"))


def test_the_moment_of_signing_can_be_chosen(world: World, ana: Person) -> None:
    at = world.now() - timedelta(minutes=6)
    assert safe_parse_webapp_init_data(TOKEN, world.init_data(ana, at)).auth_date == at
    with pytest.raises(ValueError, match="Invalid"):
        safe_parse_webapp_init_data(TOKEN, "user=%7B%7D")
