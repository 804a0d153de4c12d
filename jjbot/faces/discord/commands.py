"""The slash commands that anybody may use: each fills in a Query and shows the Answer."""

from __future__ import annotations

import logging
import platform
import re
from typing import Any

import discord
from discord import app_commands

from jjbot import __version__
from jjbot.engine import About
from jjbot.faces.discord.bot import JJBot, asks_something
from jjbot.faces.discord.markup import row
from jjbot.faces.discord.render import Card, card_of, embed_of, sentence_of, text_of
from jjbot.faces.discord.tree import tell
from jjbot.model import Query, in_words

log = logging.getLogger(__name__)

CHOICES = 25
CHOICE_LENGTH = 100
_NUMBER = re.compile(r"(?:\S+\s+)?0*([1-9][0-9]{0,2})", re.ASCII)  # "2", "Season 2"

_everywhere = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
_by_servers = app_commands.allowed_installs(guilds=True, users=False)

Typed = app_commands.Range[str, 1, 100]


@app_commands.command(name="ask", description="Ask about the show in your own words")
@app_commands.describe(question="What would you like to know?")
@_everywhere
@_by_servers
async def ask(
    interaction: discord.Interaction[JJBot], question: app_commands.Range[str, 1, 300]
) -> None:
    """Answer a free question."""
    bot = interaction.client
    asker = bot.asker(interaction.user, interaction.channel_id)
    if asks_something(question):
        await show(interaction, card_of(await bot.ask(question, asker)))
    else:
        await show(interaction, await bot.help(asker))


@app_commands.command(name="season", description="A season in short: dates, episodes, who ran it")
@app_commands.describe(number="The season's number")
@_everywhere
@_by_servers
async def season(interaction: discord.Interaction[JJBot], number: Typed) -> None:
    """Show a season."""
    await look_up(interaction, "season_card", number)


@app_commands.command(name="cast", description="Who is in the show, or in one season")
@app_commands.describe(season="Only this season")
@_everywhere
@_by_servers
async def cast(interaction: discord.Interaction[JJBot], season: Typed | None = None) -> None:
    """Show who plays whom."""
    await look_up(interaction, "cast", season)


@app_commands.command(name="renewal", description="Is there more? Renewals and cancellation")
@app_commands.describe(season="Only this season")
@_everywhere
@_by_servers
async def renewal(interaction: discord.Interaction[JJBot], season: Typed | None = None) -> None:
    """Show whether there is more."""
    await look_up(interaction, "renewal", season)


@app_commands.command(name="news", description="What happened last, newest first")
@app_commands.describe(season="Only this season")
@_everywhere
@_by_servers
async def news(interaction: discord.Interaction[JJBot], season: Typed | None = None) -> None:
    """Show the latest happenings."""
    await look_up(interaction, "news", season)


@app_commands.command(name="help", description="What can be asked")
@_everywhere
@_by_servers
async def help_(interaction: discord.Interaction[JJBot]) -> None:
    """Show what can be asked."""
    bot = interaction.client
    await show(interaction, await bot.help(bot.asker(interaction.user, interaction.channel_id)))


@app_commands.command(name="about", description="Which facts I answer from, and how old they are")
@_everywhere
@_by_servers
async def about(interaction: discord.Interaction[JJBot]) -> None:
    """Show what the bot is and knows."""
    await show(interaction, about_card(interaction.client.engine.about()))


@season.autocomplete("number")
@cast.autocomplete("season")
@renewal.autocomplete("season")
@news.autocomplete("season")
async def seasons(
    interaction: discord.Interaction[JJBot], typed: str
) -> list[app_commands.Choice[str]]:
    """The seasons that *typed* may mean; none rather than an error, which nobody could see."""
    bot = interaction.client
    try:
        found = bot.engine.seasons(typed[:CHOICE_LENGTH], bot.viewpoint())
        return [
            app_commands.Choice(name=one.name[:CHOICE_LENGTH], value=one.value)
            for one in found[:CHOICES]
            if one.name and len(one.value) <= CHOICE_LENGTH
        ]
    except Exception:  # whatever it is: the person types on, and the command still works
        log.exception("no choices")
        return []


async def look_up(
    interaction: discord.Interaction[JJBot], intent: str, typed: str | None = None
) -> None:
    """Answer *intent*, about the season that was *typed* if any was."""
    bot = interaction.client
    number = None if typed is None else season_number(typed)
    if typed is not None and number is None:
        await tell(interaction, sentence_of(_no_number(bot, typed)))
        return
    asker = bot.asker(interaction.user, interaction.channel_id)
    query = Query(intent=intent, season=number)
    await show(interaction, card_of(await bot.look_up(query, asker)))


def season_number(typed: str) -> int | None:
    """The number from 1 to 999 that was typed or chosen ("2", "Season 2"); None if it is none."""
    found = _NUMBER.fullmatch(typed.strip())
    return int(found[1]) if found else None


def _no_number(bot: JJBot, typed: str) -> str:
    choices = bot.engine.seasons("", bot.viewpoint())
    example = choices[-1].value if choices else "1"
    return f'"{typed}" is not a season\'s number. Give one from the list, for example {example}'


async def show(interaction: discord.Interaction[JJBot], card: Card) -> None:
    """Answer with *card*: as an embed, or as text where the bot may not embed links."""
    if interaction.guild_id is None or interaction.app_permissions.embed_links:
        await interaction.response.send_message(embed=embed_of(card))
    else:
        await interaction.response.send_message(text_of(card), suppress_embeds=True)


def about_card(facts: About) -> Card:
    """What the bot is, which facts it has, what it runs on and what it keeps."""
    versions = (
        f"jjbot {__version__}",
        f"discord.py {discord.__version__}",
        f"Python {platform.python_version()}",
    )
    lines = (
        f"I answer questions about {facts.show} from sourced, dated claims. I am a fans' bot and"
        " belong to nobody who makes the show.",
        f"Facts: {facts.digest[:12]}, {facts.claims} claims from {facts.sources} sources;"
        f" news checked up to {in_words(facts.checked_on)}.",
        "The facts come from the articles and pages that each answer names, and from nowhere else.",
        "Privacy: I read a message only if it mentions me, replies to me or is sent to me directly."
        " I store no messages, and I need no privileged intents.",
        f"Versions: {', '.join(versions)}",
    )
    return Card(title=f"About: {facts.show}", rows=tuple(map(row, lines)))


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (
    ask,
    season,
    cast,
    renewal,
    news,
    help_,
    about,
)
