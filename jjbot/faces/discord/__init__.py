"""The Discord face: slash commands, mentions and direct messages, answered with embeds."""

from jjbot.faces.discord.bot import JJBot
from jjbot.faces.discord.creating import create_bot
from jjbot.faces.discord.running import run

__all__ = ["JJBot", "create_bot", "run"]
