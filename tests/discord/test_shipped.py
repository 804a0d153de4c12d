"""The shipped pack's own questions, through Discord."""

from __future__ import annotations

import asyncio
import shutil
from datetime import date

import pytest

from jjbot.engine import Engine, build
from jjbot.faces.discord import create_bot
from jjbot.settings import Settings


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory):
    """Where the shipped pack is built once, for all these tests."""
    folder = tmp_path_factory.mktemp("var")
    asyncio.run(build(Settings.from_env({"JJBOT_VAR_DIR": str(folder)})))
    return folder


@pytest.fixture
async def simcord_bot(var_dir, tmp_path):
    """The real bot on the pack that comes with it."""
    var = await asyncio.to_thread(shutil.copytree, var_dir, tmp_path / "var")
    settings = Settings.from_env({"JJBOT_VAR_DIR": str(var)})
    async with await Engine.open(settings) as engine:
        yield create_bot(engine, settings, lambda: date(2026, 11, 21))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("is there a season 4?", "canceled Marvel's Jessica Jones on February 18, 2019"),
        ("who plays kilgrave", "David Tennant plays Kilgrave"),
        ("when did season 2 come out", "March 8, 2018"),
        ("is she in daredevil born again", "Yes. Krysten Ritter plays Jessica Jones"),
        ("who is the president of france", "outside what I know"),
    ],
)
async def test_a_mention_and_a_command_give_the_same_answer(simcord_env, question, says):
    """What the manual promises must be what a server sees, whichever way it is asked."""
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    command = (await alice.slash(channel, "ask", question=question)).response.embeds[0]
    await alice.send(channel, f"<@{simcord_env.bot.user.id}> {question}")
    reply = channel.last_message.embeds[0]
    assert says in reply.description.replace("\\", "")
    assert reply.description == command.description
    assert reply.footer.text == command.footer.text


async def test_the_season_commands_know_how_far_each_season_came(simcord_env):
    """`/renewal` and `/season` are the questions asked most."""
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    alice = guild.add_member(simcord_env.create_user("alice"))
    renewal = (await alice.slash(channel, "renewal", season="2")).response.embeds[0]
    assert "January 17, 2016" in renewal.description
    missing = (await alice.slash(channel, "season", number="4")).response.embeds[0]
    assert "There is no season 4" in missing.description
