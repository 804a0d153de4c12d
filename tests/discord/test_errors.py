"""What a person is told when something goes wrong, and what the log keeps."""

from __future__ import annotations

import asyncio
import re

import discord
import pytest
import simcord
from discord import app_commands

from jjbot.engine import Engine
from jjbot.errors import StoreError
from jjbot.faces.discord import create_bot
from jjbot.faces.discord.tree import RELOAD, explained

pytestmark = pytest.mark.simcord(check_errors=False)


@pytest.fixture
def failing(monkeypatch):
    """A function that makes the engine's methods raise an error."""

    def fail(error, *names):
        async def broken(*_args, **_given):
            await asyncio.sleep(0)
            raise error

        for name in names:
            monkeypatch.setattr(Engine, name, broken)

    return fail


async def test_an_error_with_a_sentence_is_told_privately_and_escaped(alice, channel, failing):
    """A sentence written for people would be hidden behind a code, or its names be markup."""
    failing(StoreError("The facts in *this* file @everyone are closed."), "look_up")
    result = await alice.slash(channel, "help")
    assert result.ephemeral
    assert result.response.content == ("The facts in \\*this\\* file @\u200beveryone are closed.")


async def test_a_very_long_sentence_is_cut(alice, channel, failing):
    """Discord would refuse it, and the person would be told nothing."""
    failing(StoreError("long *words* " * 400), "look_up")
    result = await alice.slash(channel, "help")
    assert len(result.response.content) <= 2000
    assert result.response.content.endswith("…")


async def test_an_unforeseen_error_is_told_as_a_code_that_is_in_the_log(
    alice, channel, failing, caplog
):
    """A path or a query would be shown to strangers, or nobody could find the cause."""
    failing(RuntimeError("at /secret/path"), "ask")
    result = await alice.slash(channel, "ask", question="who plays rose?")
    assert result.ephemeral
    (code,) = re.findall(r"`([0-9a-f]{8})`", result.response.content)
    assert "secret" not in result.response.content
    assert f"error {code} in /ask" in caplog.text
    assert "at /secret/path" in caplog.text
    assert "who plays rose" not in caplog.text


async def test_an_unforeseen_error_in_a_mention_is_told_there(
    simcord_env, alice, channel, failing, caplog
):
    """Somebody who asked would wait for ever."""
    failing(RuntimeError("at /secret/path"), "ask")
    await alice.send(channel, f"<@{simcord_env.bot.user.id}> who plays rose?")
    (code,) = re.findall(r"`([0-9a-f]{8})`", channel.last_message.content)
    assert "secret" not in channel.last_message.content
    assert code in caplog.text


async def test_a_closed_store_is_told_in_a_mention_too(simcord_env, alice, channel, failing):
    """A mention would get a code where a command gets a sentence."""
    failing(StoreError("The facts are closed."), "ask", "look_up")
    for text in ("who plays rose?", ""):
        await alice.send(channel, f"<@{simcord_env.bot.user.id}> {text}")
        assert channel.last_message.content == "The facts are closed."


async def test_an_answer_that_comes_too_late_is_one_line_in_the_log(
    simcord_env, alice, channel, caplog
):
    """A slow moment would fill the log with tracebacks and send errors after errors."""
    simcord_env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await alice.slash(channel, "help")
    (line,) = [record for record in caplog.records if record.levelname != "INFO"]
    assert "too late for /help" in line.getMessage()
    assert line.exc_info is None
    sent = [r for r in simcord_env.http_requests if r.path.endswith("/callback")]
    assert len(sent) == 1


async def test_what_cannot_even_be_told_is_one_line_in_the_log(
    simcord_env, alice, channel, failing, caplog
):
    """The error of an error would hide the first."""
    failing(StoreError("closed"), "look_up")
    simcord_env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await alice.slash(channel, "help")
    assert "not told: status=404 code=10062" in caplog.text


async def test_after_a_first_response_the_error_is_a_second_one(simcord_env, settings, failing):
    """Discord takes one first response; the error would be lost."""
    (home,) = settings.home_guilds
    guild = simcord_env.create_guild(id=home)
    channel = guild.create_text_channel("mods")
    role = guild.create_role("Mod", permissions=discord.Permissions(manage_guild=True))
    moderator = guild.add_member(simcord_env.create_user("mod"), roles=[role])
    failing(RuntimeError("broken"), "refresh")
    result = await moderator.slash(channel, "admin refresh")
    messages = [result.response, *result.followups]
    assert any("went wrong on my side" in one.content for one in messages)
    assert all(one.ephemeral for one in messages)


async def test_a_command_that_discord_remembers_and_we_dropped_says_reload(
    simcord_env, alice, channel, bot_without
):
    """After an update people would see "the application did not respond"."""
    bot_without("news")
    result = await alice.slash(channel, "news")
    assert result.ephemeral
    assert result.response.content == RELOAD
    assert await alice.autocomplete(channel, "news", "season", "") == []


@pytest.fixture
def bot_without(simcord_env):
    """A function that drops a command without telling Discord."""
    return simcord_env.bot.tree.remove_command


def test_a_value_that_does_not_fit_has_its_sentence():
    """Discord's menu keeps such values back, but nobody promises it."""
    kind = discord.AppCommandOptionType.string
    error = app_commands.TransformerError("x", kind, app_commands.Transformer())
    assert "does not fit" in explained(error, "ask")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (app_commands.CommandNotFound("old", []), RELOAD),
        (app_commands.CheckFailure("x"), "may not use"),
        (app_commands.NoPrivateMessage(), "may not use"),
        (StoreError("Closed."), "Closed."),
    ],
)
def test_each_foreseen_error_has_its_sentence(error, says):
    """A person would get a code for what they can put right alone."""
    assert says in explained(error, "ask")


async def test_autocomplete_gives_an_empty_list_when_it_fails(alice, channel, monkeypatch, caplog):
    """Discord would show a failure for each letter that is typed."""

    def broken(*_args):
        raise RuntimeError("no list")

    monkeypatch.setattr(Engine, "seasons", broken)
    assert await alice.autocomplete(channel, "season", "number", "2") == []
    assert "no choices" in caplog.text


async def test_a_sync_that_discord_refuses_leaves_mentions_working(engine, settings, caplog):
    """A limit of Discord's on commands would silence the whole bot."""
    bot = create_bot(engine, settings)
    env = simcord.Env(bot)
    env.inject_error("PUT", "/applications/*/commands", status=400, code=30034)
    await env.start()
    try:
        channel = env.create_guild().create_text_channel("general")
        fan = env.guild.add_member(env.create_user("fan"))
        await fan.send(channel, f"<@{bot.user.id}> who plays rose?")
        assert "Zoë Álvarez" in channel.last_message.embeds[0].description
    finally:
        await env.shutdown()
    assert "commands not synced: status=400 code=30034" in caplog.text
    assert not list(settings.var_dir.glob("commands-*.json"))
