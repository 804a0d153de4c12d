"""`/admin`: what changes the facts for every server, and who may do it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence

import discord
from discord import app_commands

from jjbot.engine import Refreshed
from jjbot.errors import LossError, PackError
from jjbot.faces.discord.bot import JJBot
from jjbot.faces.discord.markup import ELLIPSIS, Row, clip, row, size, whole
from jjbot.faces.discord.render import CONTENT, GREEN, Card, embed_of, text_of
from jjbot.faces.discord.tree import tell

log = logging.getLogger(__name__)

SHOWN_CHANGES = 10
_LONGEST_CHANGE = 120
_LONGEST_PROBLEM = 300
_ROOM_FOR_END = 40
PROBLEMS_FILE = "problems.txt"
REFUSED = (
    "Only this bot's owner and those who manage its home servers may change the facts:"
    " all servers share them."
)

admin = app_commands.Group(
    name="admin",
    description="For those who keep the facts",
    guild_only=True,
    allowed_contexts=app_commands.AppCommandContext(guild=True),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    # a hint for Discord's menu, which a server can change; `may_change_facts` is what counts
    default_permissions=discord.Permissions(manage_guild=True),
)


def may_change_facts(
    interaction: discord.Interaction[JJBot],
    home_guilds: frozenset[int],
    operators: frozenset[int],
) -> bool:
    """Whether the caller may change what the bot answers everywhere; nobody may in private.

    These are the application's *operators*, and who may manage one of *home_guilds*: by what
    Discord says in this very interaction, and only if that server itself installed the bot.
    """
    if interaction.guild_id is None:
        return False
    if interaction.user.id in operators:
        return True
    at_home = interaction.guild_id in home_guilds and interaction.is_guild_integration()
    return at_home and interaction.permissions.manage_guild


@admin.command(name="refresh", description="Read the facts anew")
async def refresh(interaction: discord.Interaction[JJBot]) -> None:
    """Refresh the facts and say what changed, or why not."""
    bot, by = interaction.client, interaction.user.id
    if not may_change_facts(interaction, bot.settings.home_guilds, bot.operators):
        log.info("refresh refused: by=%s server=%s", by, interaction.guild_id)
        await tell(interaction, REFUSED)
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    log.info("refresh: by=%s server=%s", by, interaction.guild_id)
    try:
        done = await bot.engine.refresh(by=str(by))
    except PackError as error:
        log.warning("pack refused: by=%s problems=%d", by, len(error.problems))
        await _show_problems(interaction, [str(problem) for problem in error.problems])
        return
    except LossError as error:
        log.warning("loss refused: by=%s before=%d now=%d", by, error.before, error.now)
        raise  # the tree says its words, which send to the terminal
    log.info("refreshed: by=%s before=%s after=%s", by, done.before[:8], done.after[:8])
    card = refreshed_card(done)
    if interaction.app_permissions.embed_links:
        await interaction.followup.send(embed=embed_of(card), ephemeral=True)
    else:
        await interaction.followup.send(text_of(card), ephemeral=True, suppress_embeds=True)


def refreshed_card(done: Refreshed) -> Card:
    """What a refresh changed."""
    if done.before == done.after:
        line = f"Nothing changed: the facts are still {done.after[:12]}."
        return Card(title="Facts refreshed", rows=(row(line),))
    lines = [row(f"{done.before[:12]} → {done.after[:12]}")]
    lines += _changes("added", done.changes.added)
    lines += _changes("changed", done.changes.changed)
    lines += _changes("removed", done.changes.removed)
    if len(lines) == 1:
        lines.append(row("No claim changed, but something around them did."))
    return Card(title="Facts refreshed", rows=tuple(lines), colour=GREEN)


def _changes(what: str, changes: Sequence[str]) -> Iterator[Row]:
    """How many claims were added, changed or removed, and the first of them."""
    if not changes:
        return
    yield row(f"{len(changes)} {what}:")
    for change in changes[:SHOWN_CHANGES]:
        cut = len(change) > _LONGEST_CHANGE
        yield row(f"• {change[:_LONGEST_CHANGE]}{ELLIPSIS if cut else ''}")
    if len(changes) > SHOWN_CHANGES:
        yield row(f"… and {len(changes) - SHOWN_CHANGES} more")


async def _show_problems(interaction: discord.Interaction[JJBot], problems: list[str]) -> None:
    """Say why a pack was refused: every problem, in a file if a message is too short for them."""
    text, complete = problems_text(problems)
    if complete or not interaction.app_permissions.attach_files:
        await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
        return
    every = discord.File(
        io.BytesIO("\n".join(problems).encode("utf-8", "replace")),
        filename=PROBLEMS_FILE,
        description="Every problem in the pack, with file and line",
    )
    await interaction.followup.send(text, file=every, ephemeral=True, suppress_embeds=True)


def problems_text(problems: Sequence[str]) -> tuple[str, bool]:
    """The first *problems* as the text of a message, and whether these are all, uncut."""
    count = len(problems)
    noun = "problem" if count == 1 else "problems"
    head = f"**The pack was refused: {count} {noun}.** The old facts stay in force."
    lines = (f"- {clip(row(problem), _LONGEST_PROBLEM)}" for problem in problems)
    shown = whole(lines, CONTENT - size(head) - _ROOM_FOR_END)
    complete = len(shown) == count and not any(line.endswith(ELLIPSIS) for line in shown)
    end = [] if complete else [f"All {count}: {PROBLEMS_FILE}, or `jjbot check`."]
    return "\n".join([head, *shown, *end]), complete
