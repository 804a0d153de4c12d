"""The bot on a simulated Discord, answering from the tiny pack."""

from __future__ import annotations

import asyncio
import logging
import shutil
from datetime import date

import pytest

from jjbot.engine import Engine, facts_folder
from jjbot.faces.discord import create_bot
from jjbot.settings import Settings
from tests.discord.contract import faults

HOME = 901234567890123456


@pytest.fixture
def settings(minuit, tmp_path):
    """Settings for the tiny pack, one home server, everything written below tmp_path."""
    env = {
        "JJBOT_PACK_DIR": str(minuit),
        "JJBOT_VAR_DIR": str(tmp_path / "var"),
        "JJBOT_HOME_GUILDS": str(HOME),
    }
    return Settings.from_env(env)


@pytest.fixture
async def engine(settings, minuit_facts):
    """The real engine on the tiny pack."""
    await asyncio.to_thread(shutil.copytree, minuit_facts, facts_folder(settings))
    async with await Engine.open(settings) as engine:
        yield engine


@pytest.fixture
async def simcord_bot(engine, settings):
    """The real bot; its calendar stands still."""
    await asyncio.sleep(0)
    return create_bot(engine, settings, lambda: date(2023, 7, 1))


@pytest.fixture
async def simcord_env(simcord_env, monkeypatch):
    """The simulated Discord; says who installed the bot, as Discord does: by default the server."""
    emit = simcord_env.backend.emit
    simcord_env.installed_by = None

    def emit_complete(event, payload):
        if event == "INTERACTION_CREATE":
            by_server = {"0": payload.get("guild_id", "0")}
            payload["authorizing_integration_owners"] = simcord_env.installed_by or by_server
        emit(event, payload)

    monkeypatch.setattr(simcord_env.backend, "emit", emit_complete)
    return simcord_env


@pytest.fixture(autouse=True)
def logging_as_it_was():
    """Undo what starting the bot does to the whole process's logging."""
    names = (None, "discord", "aiohttp")
    levels = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    formatters = [(handler, handler.formatter) for handler in logging.getLogger().handlers]
    yield
    for logger, level in levels:
        logger.setLevel(level)
    for handler, formatter in formatters:
        handler.setFormatter(formatter)


@pytest.fixture
def channel(simcord_env):
    """A text channel of a server that is nobody's home."""
    return simcord_env.create_guild().create_text_channel("general")


@pytest.fixture
def alice(simcord_env, channel):
    """A fan in that server."""
    return simcord_env.guild.add_member(simcord_env.create_user("alice"))


@pytest.fixture(autouse=True)
def every_payload_keeps_the_contract(request):
    """After each test, look at everything that was sent to Discord in it."""
    used = "simcord_env" in request.fixturenames
    env = request.getfixturevalue("simcord_env") if used else None
    yield
    if env is None:
        return
    found = [
        f"{sent.method} {sent.path}: {fault}"
        for sent in env.http_requests
        for fault in faults(sent.method, sent.path, sent.json)
    ]
    assert not found, "\n".join(found)
