"""Starting and stopping: commands sent once, exit codes, nothing left open."""

from __future__ import annotations

import asyncio
import logging
import os
import signal

import discord
import pytest
import simcord

from jjbot.faces.discord import create_bot, running
from jjbot.settings import Settings

TOKEN = ".".join(("MTIzNDU2Nzg5MDEyMzQ1Njc4", "GabcdE", "a" * 38))


def synced(env):
    """How often the commands were sent."""
    return sum(1 for sent in env.http_requests if sent.method == "PUT")


async def test_commands_are_sent_only_when_they_changed(engine, settings):
    """Syncing at each start is limited by Discord."""
    async with simcord.run(create_bot(engine, settings)) as env:
        assert synced(env) == 1
    (path,) = settings.var_dir.glob("commands-*.json")
    written = path.read_text("utf-8")
    bot = create_bot(engine, settings)
    async with simcord.run(bot, strict_sync=False) as env:
        assert synced(env) == 0
    path.write_text(written.replace('"sha256": "', '"sha256": "0'), "utf-8")
    async with simcord.run(create_bot(engine, settings)) as env:
        assert synced(env) == 1


async def test_a_folder_that_cannot_be_written_is_no_reason_to_stay_away(
    engine, settings, monkeypatch, caplog
):
    """The bot then sends its commands again at the next start, and says so."""
    closed = settings.var_dir / "file"
    closed.write_text("", "utf-8")
    sealed = settings.model_copy(update={"var_dir": closed / "below"})
    async with simcord.run(create_bot(engine, sealed)) as env:
        assert synced(env) == 1
    assert "sent again at the next start" in caplog.text


@pytest.fixture
def with_token(settings):
    """The same settings with a token of the right shape."""
    return settings.model_copy(update={"token": TOKEN})


@pytest.mark.parametrize(
    ("failure", "code_and_words"),
    [
        (discord.LoginFailure("no"), (78, "make a new one in the portal")),
        (discord.PrivilegedIntentsRequired(None), (78, "intents")),
        (OSError("no network"), (1, "Discord cannot be reached")),
    ],
    ids=["token", "intents", "network"],
)
async def test_a_failed_login_ends_with_a_sentence_and_a_code(
    with_token, monkeypatch, caplog, failure, code_and_words
):
    """78 tells the supervisor that a restart is no help; the token is never shown."""
    code, says = code_and_words

    async def start(_self, _token):
        raise failure

    monkeypatch.setattr(discord.Client, "start", start)
    caplog.set_level(logging.INFO)
    assert await running.run(with_token) == code
    assert says in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_cleanly(with_token, monkeypatch, number):
    """As the first process of a container it must not wait to be killed."""
    started = asyncio.Event()
    closed = []

    async def start(_self, _token):
        started.set()
        await asyncio.Event().wait()

    close = discord.Client.close

    async def closing(self):
        closed.append(True)
        await close(self)

    monkeypatch.setattr(discord.Client, "start", start)
    monkeypatch.setattr(discord.Client, "close", closing)
    ending = asyncio.ensure_future(running.run(with_token))
    await started.wait()
    os.kill(os.getpid(), number)
    assert await asyncio.wait_for(ending, 8) == 0
    assert closed


def test_the_token_is_in_no_representation():
    """A traceback with locals must not show it."""
    assert TOKEN not in repr(Settings.from_env({"DISCORD_TOKEN": TOKEN}))
