"""Strange texts, through Discord: as a mention, as a command, and while a value is typed."""

from __future__ import annotations

import pytest

from tests.engine.test_hostile import ALMOST_NOTHING, HOSTILE, INVISIBLE, MARK

LONGEST = 300  # of a question that a command takes
# A client sends JSON: half a surrogate pair cannot come.
TEXTS = [text for text in [*HOSTILE, *INVISIBLE, *ALMOST_NOTHING] if "\ud800" not in text]


def words_of(sent):
    """All that a message or response shows."""
    embeds = [f"{one.title} {one.description}" for one in sent.embeds]
    return " ".join([sent.content or "", *embeds])


async def test_a_mention_with_a_strange_text_gets_one_reply_or_none(simcord_env, alice, channel):
    """An exception would leave the fan without a word, an echo would speak in the bot's name."""
    mention = f"<@{simcord_env.bot.user.id}>"
    for text in TEXTS:
        await alice.send(channel, f"{mention} {MARK} {text[:1500]}")
        reply = words_of(channel.last_message)
        assert channel.last_message.author.id == simcord_env.bot.user.id, ascii(text)
        assert MARK not in reply.casefold(), ascii(text)
        assert "@everyone" not in reply


async def test_a_command_with_a_strange_text_is_answered(alice, channel):
    """Whoever uses a command sees an error of Discord's own otherwise."""
    for text in TEXTS:
        result = await alice.slash(channel, "ask", question=text[:LONGEST] or " ")
        assert words_of(result.response).strip(), ascii(text)


@pytest.mark.parametrize("command", ["season", "cast", "renewal", "news"])
async def test_a_strange_value_is_no_season(alice, channel, command):
    """A value need not be one of the choices; what it is must not matter to the store."""
    option = "number" if command == "season" else "season"
    for text in ["%", "_", "' OR 1=1 --", "9" * 100, "1e400", "VIII", "²", "{0}", "\u200b", "😀"]:
        result = await alice.slash(channel, command, **{option: text})
        assert result.ephemeral, ascii(text)
        assert "Part" not in words_of(result.response)


async def test_strange_texts_complete_to_nothing_strange(alice, channel):
    """An error while somebody types is seen by nobody, and the list would stay empty."""
    for text in TEXTS:
        found = await alice.autocomplete(channel, "season", "number", text[:100])
        assert {choice["value"] for choice in found} <= {"1", "2"}, ascii(text)
