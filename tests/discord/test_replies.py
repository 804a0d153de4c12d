"""Mentions in all their forms: replies, attachments, everybody, long texts, lost messages."""

from __future__ import annotations

import discord
import pytest
from simcord.enums import MessageType

from jjbot.engine import Engine


@pytest.fixture
def me(simcord_env):
    """How one mentions the bot."""
    return f"<@{simcord_env.bot.user.id}>"


async def test_a_reply_to_the_bot_is_a_question_to_it(alice, channel, me):
    """Nobody mentions somebody they are talking with."""
    await alice.send(channel, f"{me} how many episodes does part 1 have?")
    answer = channel.last_message
    await alice.send(channel, "and part 2?", reply_to=answer)
    assert channel.last_message.id != answer.id
    assert "Part 2" in channel.last_message.embeds[0].description


async def test_a_reply_to_somebody_else_is_not(simcord_env, alice, channel):
    """The bot would talk between people."""
    bob = simcord_env.guild.add_member(simcord_env.create_user("bob"))
    first = await bob.send(channel, "hello")
    said = await alice.send(channel, "who plays rose?", reply_to=first)
    assert channel.last_message.id == said.id


async def test_a_role_of_the_bot_and_everybody_are_not_the_bot(simcord_env, alice, channel):
    """Each call to a whole server would be answered by a machine."""
    guild = simcord_env.guild
    role = guild.create_role("its own role")
    await guild.me.add_roles(discord.Object(role.id))
    for text in (f"{role.mention} who plays rose?", "@everyone who plays rose?", "@here rose?"):
        said = await alice.send(channel, text)
        assert channel.last_message.id == said.id


async def test_a_mention_with_only_a_picture_gets_help(alice, channel, me):
    """The bot cannot see pictures, and would answer nothing at all."""
    await alice.send(channel, me, attachments=[("a.png", b"x")])
    assert "Ask me about" in channel.last_message.embeds[0].description


async def test_in_private_a_picture_gets_help_and_a_question_an_answer(simcord_env):
    """Somebody who writes to the bot directly would wait for ever."""
    user = simcord_env.create_user("dora")
    await user.send_dm("???")
    assert "Ask me about" in user.dm_channel.last_message.embeds[0].description
    await user.send_dm("how many episodes does part 1 have?")
    await user.send_dm("and part 2?")
    assert "Part 2" in user.dm_channel.last_message.embeds[0].description


async def test_a_very_long_message_is_cut_before_it_is_read(
    simcord_env, alice, channel, me, monkeypatch
):
    """One message could keep the bot busy for seconds."""
    lengths = []
    original = Engine.ask

    async def ask(self, text, asker):
        lengths.append(len(text))
        return await original(self, text, asker)

    monkeypatch.setattr(Engine, "ask", ask)
    message = await alice.send(channel, "hello")
    message.content = "x" * 9000  # more than any client can send
    message.mentions = [simcord_env.bot.user]
    await simcord_env.bot.on_message(message)
    assert lengths == [6000]
    assert channel.last_message.author.id == simcord_env.bot.user.id


@pytest.mark.parametrize(
    ("status", "code"), [(403, 50013), (404, 10008), (400, 50035), (403, 50007)]
)
async def test_a_reply_that_discord_refuses_is_one_line_with_ids_alone(
    simcord_env, alice, channel, me, *, caplog, status, code
):
    """A channel closed in between would be a traceback with somebody's words in it."""
    simcord_env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    said = await alice.send(channel, f"{me} who plays rose?")
    (line,) = [one for one in caplog.records if one.levelname == "WARNING"]
    assert line.getMessage() == (
        f"no reply: status={status} code={code} channel={channel.id} message={said.id}"
    )
    assert line.exc_info is None


async def test_a_conversation_is_one_persons_in_one_place(
    simcord_env, alice, channel, me, monkeypatch
):
    """A follow-up would be about what somebody else asked, or was asked elsewhere."""
    keys = []
    original = Engine.ask

    async def ask(self, text, asker):
        keys.append(asker.conversation)
        return await original(self, text, asker)

    monkeypatch.setattr(Engine, "ask", ask)
    await alice.send(channel, f"{me} who plays rose?")
    await alice.slash(channel, "ask", question="who plays rose?")
    dora = simcord_env.create_user("dora")
    await dora.send_dm("who plays rose?")
    here = f"{alice.id}:{channel.id}"
    assert keys == [here, here, f"{dora.id}:{dora.dm_channel.id}"]


async def test_system_messages_are_no_questions(simcord_env, alice, channel):
    """Somebody who joins would be answered."""
    guild = simcord_env.guild
    guild.create_system_message(channel, MessageType.NEW_MEMBER, author=alice)
    await simcord_env.settle()
    assert all(one.author.id != simcord_env.bot.user.id for one in channel.history())


async def test_caches_are_off_and_nobody_can_be_pinged(simcord_env):
    """The bot would grow without end, or ping with somebody else's words."""
    bot = simcord_env.bot
    assert bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()
    assert not bot._connection._chunk_guilds
    assert bot._connection.member_cache_flags == discord.MemberCacheFlags.none()
    assert bot._connection.max_messages is None
