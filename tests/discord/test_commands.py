"""Every slash command, through the real discord.py."""

from __future__ import annotations

import discord
import pytest

from jjbot.faces.discord.commands import season_number


def shown(result):
    """The one embed of a response."""
    (embed,) = result.response.embeds
    return embed


@pytest.mark.parametrize(
    ("command", "options", "says"),
    [
        ("ask", {"question": "who plays rose?"}, "Zoë Álvarez plays Rose"),
        ("ask", {"question": "is there a part 3?"}, "No. Lanterna"),
        ("season", {"number": "2"}, "Part 2 premiered on Friday, February 18, 2022"),
        ("season", {"number": "Part 1"}, "Part 1 premiered"),
        ("season", {"number": "9"}, "There is no part 9"),
        ("cast", {}, "Zoë Álvarez"),
        ("cast", {"season": "1"}, "Main cast of part 1"),
        ("renewal", {}, "was canceled on May 9, 2023"),
        ("renewal", {"season": "2"}, "October 1, 2020"),
        ("renewal", {"season": "3"}, "No. Lanterna"),
        ("news", {}, "Latest: "),
        ("news", {"season": "2"}, "Part 2"),
    ],
)
async def test_a_command_answers_with_sources(alice, channel, command, options, says):
    """The answer itself comes first, its sources and day are in the footer."""
    result = await alice.slash(channel, command, **options)
    embed = shown(result)
    assert says in embed.description.replace("\\", "")
    assert not result.ephemeral
    assert embed.footer.text


async def test_help_lists_every_command(alice, channel):
    """A command that help does not name is never found."""
    embed = shown(await alice.slash(channel, "help"))
    for command in ("ask", "season", "cast", "renewal", "news", "help", "about"):
        assert f"/{command} – " in embed.description
    assert "Café Minuit" in embed.description


async def test_about_names_facts_and_versions(alice, channel, engine):
    """A fan must be able to see what it answers from, and how old that is."""
    embed = shown(await alice.slash(channel, "about"))
    for part in (engine.about().digest[:12], "June 30, 2023", "discord.py", "store no messages"):
        assert part in embed.description


@pytest.mark.parametrize("typed", ["abc", "-1", "0", "1.5", "³", "٣", "99999", "2; DROP TABLE"])
async def test_what_is_no_season_is_said_privately(alice, channel, typed):
    """A typo must not fill the channel, nor end in an error."""
    result = await alice.slash(channel, "season", number=typed)
    assert result.ephemeral
    assert "for example 2" in result.response.content


@pytest.mark.parametrize(
    ("typed", "number"), [("2", 2), (" Season 2 ", 2), ("", None), ("   ", None), ("x", None)]
)
def test_a_season_is_read_as_typed_or_chosen(typed, number):
    """Discord sends a choice's value, or whatever was typed instead."""
    assert season_number(typed) == number


async def test_seasons_complete_themselves(alice, channel):
    """Choices come from memory while somebody types."""
    everything = await alice.autocomplete(channel, "cast", "season", "")
    assert [(c["name"], c["value"]) for c in everything] == [("Part 1", "1"), ("Part 2", "2")]
    assert [c["value"] for c in await alice.autocomplete(channel, "season", "number", "par")] == [
        "1",
        "2",
    ]
    assert await alice.autocomplete(channel, "season", "number", "zzz") == []


async def test_a_command_works_in_a_direct_message(simcord_env):
    """Read-only commands need no server."""
    user = simcord_env.create_user("dora")
    result = await user.slash("cast", season="2")
    assert "Mara Lind" in shown(result).description


async def test_without_embed_links_an_answer_is_plain_text(simcord_env):
    """Where embeds are not allowed, the fan still gets words and sources."""
    guild = simcord_env.create_guild()
    forbidden = {guild.me: discord.PermissionOverwrite(embed_links=False)}
    channel = guild.create_text_channel("plain", overwrites=forbidden)
    bob = guild.add_member(simcord_env.create_user("bob"))
    result = await bob.slash(channel, "ask", question="who plays rose?")
    assert result.response.embeds == []
    assert "Zoë Álvarez plays Rose" in result.response.content
    assert "<https://" in result.response.content
