"""Whole bots of two frameworks, with their own polling, are at home in the sandbox."""

import asyncio

import aiogram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import until
from tests.sandbox.conftest import TOKEN


async def conversation(world: World, ana: Person) -> None:
    """Say two things and wait until both were echoed and confirmed."""
    for word in ("one", "two"):
        await world.send(ana, word)
    await until(world, lambda: len(world.chat(ana).messages) == 4)
    await until(world, lambda: not world.state.updates.pending)
    echoed = {each.text for each in world.chat(ana).messages if each.by == "bot"}
    assert echoed == {"You said one", "You said two"}
    assert {each.by for each in world.updates.values()} == {"offset"}


async def test_a_bot_of_python_telegram_bot_polls_and_answers(
    world: World, ana: Person, address: str
) -> None:
    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        await update.message.reply_text(f"You said {update.message.text}")

    app = Application.builder().token(TOKEN).base_url(f"{address}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(timeout=5)
        await conversation(world, ana)
        await app.updater.stop()
        await app.stop()


async def test_a_bot_of_aiogram_polls_and_answers(world: World, ana: Person, address: str) -> None:
    dispatcher = aiogram.Dispatcher()

    @dispatcher.message()
    async def echo(message: aiogram.types.Message) -> None:
        await message.answer(f"You said {message.text}")

    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with aiogram.Bot(TOKEN, session=session) as bot, asyncio.TaskGroup() as group:
        polling = group.create_task(
            dispatcher.start_polling(bot, handle_signals=False, polling_timeout=5)
        )
        await conversation(world, ana)
        await dispatcher.stop_polling()
        await polling
