"""The slash commands' tree, and what a person is told when one fails."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from jjbot.errors import JJBotError
from jjbot.faces.discord.render import sentence_of

if TYPE_CHECKING:
    from jjbot.faces.discord.bot import JJBot

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
RELOAD = "This command has changed. Please reload Discord (Ctrl+R, or restart the app) and retry."


class Tree(app_commands.CommandTree["JJBot"]):
    """The commands, with the one place where their errors end."""

    async def on_error(
        self, interaction: discord.Interaction[JJBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person, privately, what is of use; log the rest with an id."""
        cause: Exception = error
        if isinstance(error, app_commands.CommandInvokeError):
            cause = error.original
        name = interaction.command.qualified_name if interaction.command else "?"
        if isinstance(cause, discord.NotFound) and cause.code == UNKNOWN_INTERACTION:
            log.warning("too late for /%s: interaction=%s", name, interaction.id)
            return
        if interaction.type is not discord.InteractionType.application_command:
            log.warning("no choices for /%s: %s", name, type(cause).__name__)
            return
        await tell(interaction, explained(cause, name))


def explained(cause: Exception, command: str) -> str:
    """What to say about *cause*; what nobody foresaw is logged with an id."""
    match cause:
        case JJBotError():
            return sentence_of(str(cause))
        case app_commands.CommandSignatureMismatch() | app_commands.CommandNotFound():
            log.warning("Discord has an old definition of /%s", command)
            return RELOAD
        case app_commands.CheckFailure():
            return "You may not use this command here."
        case app_commands.TransformerError():
            return "That value does not fit here."
        case _:
            id = secrets.token_hex(4)
            log.error("error %s in /%s", id, command, exc_info=cause)
            return failure(id)


def failure(id: str) -> str:
    """The sentence for an error that nobody foresaw; the log has the rest under *id*."""
    return f"Something went wrong on my side. If it happens again, report this code: `{id}`"


async def tell(interaction: discord.Interaction[JJBot], text: str) -> None:
    """Say *text*, ready markdown, to the asker alone, whether or not there was an answer yet."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as error:
        log.warning(
            "not told: status=%s code=%s interaction=%s", error.status, error.code, interaction.id
        )
