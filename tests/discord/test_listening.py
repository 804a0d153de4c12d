"""Mentions and direct messages: who is answered, and who is not."""

from __future__ import annotations

import discord
import pytest


def text_of(message):
    """What a message of the bot says."""
    return message.embeds[0].description if message.embeds else message.content


@pytest.fixture
def bot_id(simcord_env):
    """The bot's own id."""
    return simcord_env.bot.user.id


async def test_a_mention_is_answered_by_a_reply_that_pings_nobody(alice, channel, bot_id):
    """Free text is the fan's way in; an answer must not notify anybody."""
    question = await alice.send(channel, f"<@{bot_id}> who plays rose?")
    answer = channel.last_message
    assert answer.author.id == bot_id
    assert "Zoë Álvarez plays Rose" in text_of(answer)
    assert answer.reference.message_id == question.id
    assert answer.mentions == []


async def test_the_mention_may_stand_anywhere(alice, channel, bot_id):
    """ "who plays rose <@bot>" is the same question."""
    await alice.send(channel, f"who plays rose <@!{bot_id}>")
    assert "Zoë Álvarez plays Rose" in text_of(channel.last_message)


async def test_a_follow_up_is_understood_and_somebody_elses_is_not(
    simcord_env, alice, channel, bot_id
):
    """A conversation is one person's in one place."""
    await alice.send(channel, f"<@{bot_id}> when did part 1 come out?")
    await alice.send(channel, f"<@{bot_id}> and part 2?")
    assert "premiered on Friday, February 18, 2022" in text_of(channel.last_message)
    bob = simcord_env.guild.add_member(simcord_env.create_user("bob"))
    await bob.send(channel, f"<@{bot_id}> what about mara lind?")
    assert "February" not in text_of(channel.last_message)


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
async def test_a_bare_mention_gets_help(alice, channel, bot_id, text):
    """Somebody who only calls the bot wants to know what it can do."""
    await alice.send(channel, f"<@{bot_id}>{text}")
    assert "Ask me about" in text_of(channel.last_message)


@pytest.mark.parametrize(
    "text", ["who plays rose?", "@everyone who plays rose?", "hello all", "/ask who plays rose"]
)
async def test_what_is_not_said_to_it_gets_silence(alice, channel, text):
    """Without a mention it is none of the bot's business."""
    said = await alice.send(channel, text)
    assert channel.last_message.id == said.id


async def test_a_role_it_has_is_not_itself(simcord_env, alice, channel):
    """A mention of everybody with a role is no question to the bot."""
    role = simcord_env.guild.create_role("bots")
    said = await alice.send(channel, f"<@&{role.id}> who plays rose?")
    assert channel.last_message.id == said.id


async def test_a_direct_message_is_answered(simcord_env):
    """In private no mention is needed."""
    user = simcord_env.create_user("dora")
    await user.send_dm("who plays rose?")
    assert "Zoë Álvarez plays Rose" in text_of(user.dm_channel.last_message)


async def test_other_bots_and_webhooks_are_ignored(simcord_env, alice, channel, bot_id):
    """Two bots that answer each other never stop."""
    robot = simcord_env.guild.add_member(simcord_env.create_user("robot", bot=True))
    said = await robot.send(channel, f"<@{bot_id}> who plays rose?")
    assert channel.last_message.id == said.id
    hook = simcord_env.guild.create_webhook(channel)
    await hook.send(f"<@{bot_id}> who plays rose?")
    assert channel.last_message.author.id != bot_id


async def test_its_own_messages_are_ignored(simcord_env, channel, bot_id):
    """An answer that quotes a mention must not be answered."""
    simcord_env.backend.create_message(channel.id, bot_id, f"<@{bot_id}> who plays rose?")
    await simcord_env.settle()
    assert channel.last_message.content.startswith(f"<@{bot_id}>")


async def test_no_embed_links_means_plain_text(simcord_env, bot_id):
    """The reply must arrive whatever the server allows."""
    guild = simcord_env.create_guild()
    forbidden = {guild.me: discord.PermissionOverwrite(embed_links=False)}
    channel = guild.create_text_channel("plain", overwrites=forbidden)
    bob = guild.add_member(simcord_env.create_user("bob"))
    await bob.send(channel, f"<@{bot_id}> who plays rose?")
    assert channel.last_message.embeds == []
    assert "Zoë Álvarez plays Rose" in channel.last_message.content


async def test_a_channel_closed_to_the_bot_is_no_error(simcord_env, bot_id):
    """A forbidden reply is logged and forgotten."""
    guild = simcord_env.create_guild()
    forbidden = {guild.me: discord.PermissionOverwrite(send_messages=False)}
    channel = guild.create_text_channel("closed", overwrites=forbidden)
    bob = guild.add_member(simcord_env.create_user("bob"))
    said = await bob.send(channel, f"<@{bot_id}> who plays rose?")
    assert channel.last_message.id == said.id


async def test_the_log_has_no_words_of_anybody(alice, channel, bot_id, caplog):
    """Logs are read by strangers."""
    caplog.set_level("INFO")
    await alice.send(channel, f"<@{bot_id}> who plays rose canary-word?")
    await alice.send(channel, f"<@{bot_id}> who plays rose?")
    assert "answered intent=actor_of_character" in caplog.text
    assert "canary-word" not in caplog.text


async def test_no_intent_is_privileged(simcord_env):
    """A privileged intent needs Discord's permission, and can be lost."""
    wanted = {name for name, on in simcord_env.bot.intents if on}
    assert wanted == {"guilds", "guild_messages", "dm_messages"}
