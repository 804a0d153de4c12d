"""Putting the bot together from its parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from jjbot.engine import Engine
from jjbot.faces.discord.admin import admin
from jjbot.faces.discord.bot import JJBot
from jjbot.faces.discord.commands import COMMANDS
from jjbot.settings import Settings


def today_utc() -> date:
    """The calendar day in UTC: Discord does not tell where a person is."""
    return datetime.now(UTC).date()


def create_bot(engine: Engine, settings: Settings, today: Callable[[], date] = today_utc) -> JJBot:
    """A bot with all its commands, not yet connected; it closes neither *engine* nor itself."""
    bot = JJBot(engine, settings, today)
    for command in COMMANDS:
        bot.tree.add_command(command)
    bot.tree.add_command(admin)
    return bot
