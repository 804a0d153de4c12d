"""Who may change the facts, whatever Discord lets through to us."""

from __future__ import annotations

import json

import discord
import pytest
from simcord.backend import serializers
from simcord.backend.models import User

from jjbot.engine import Changes, Refreshed
from jjbot.faces.discord.admin import admin, problems_text, refreshed_card
from jjbot.faces.discord.bot import operators_of
from jjbot.faces.discord.render import embed_of, text_of
from tests.discord.conftest import HOME

EVERYTHING = discord.Permissions.all()


@pytest.fixture
def refreshes(engine, monkeypatch):
    """A list of who refreshed; the engine itself is left alone."""
    asked = []
    original = engine.refresh

    async def refresh(by):
        asked.append(by)
        return await original(by)

    monkeypatch.setattr(engine, "refresh", refresh)
    return asked


async def invoked(env, *, guild_id, user_id, permissions, installed_by):
    """Send /admin refresh as Discord might, past its own menu; the interaction's record."""
    env.backend.users.setdefault(user_id, User(id=user_id, name="x"))
    places = [one for one in env.backend.channels.values() if one.guild_id == guild_id]
    channel = places[0] if guild_id else env.backend.get_dm_channel(user_id)
    (command,) = [c for c in await env.bot.tree.fetch_commands() if c.name == "admin"]
    record = env.backend.new_interaction(2, channel.id, user_id, guild_id)
    user = {"id": str(user_id), "username": "x", "discriminator": "0", "avatar": None}
    payload = {
        "id": str(record.id),
        "application_id": str(env.backend.application_id),
        "type": 2,
        "token": record.token,
        "version": 1,
        "data": {
            "id": str(command.id),
            "name": "admin",
            "type": 1,
            "options": [{"name": "refresh", "type": 1, "options": []}],
        },
        "channel_id": str(channel.id),
        "channel": dict(serializers.channel_payload(env.backend, channel)),
        "locale": "en-US",
        "entitlements": [],
        "context": 0 if guild_id else 1,
        "attachment_size_limit": 1,
        "app_permissions": str(EVERYTHING.value),
    }
    if guild_id is None:
        payload["user"] = user
    else:
        payload["guild_id"] = str(guild_id)
        payload["member"] = {
            "user": user,
            "roles": [],
            "joined_at": "2020-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": str(permissions.value),
        }
    env.installed_by = installed_by
    env.backend.emit("INTERACTION_CREATE", payload)
    await env.settle()


@pytest.mark.parametrize(
    ("home", "permissions", "installed_by", "allowed"),
    [
        (True, discord.Permissions(manage_guild=True), {"0": str(HOME)}, True),
        (True, discord.Permissions(manage_guild=True), {"0": str(HOME), "1": "77"}, True),
        (True, discord.Permissions.none(), {"0": str(HOME)}, False),
        (True, discord.Permissions(manage_messages=True), {"0": str(HOME)}, False),
        (True, EVERYTHING, {"1": "77"}, False),
        (True, EVERYTHING, {"0": "12345"}, False),
        (False, EVERYTHING, {"0": "5555"}, False),
        (False, EVERYTHING, {"0": str(HOME)}, False),
        (None, EVERYTHING, {"0": "0"}, False),
    ],
    ids=[
        "moderator at home",
        "moderator at home who also installed it",
        "member at home",
        "half a moderator at home",
        "brought along by a person",
        "installed by another server",
        "administrator elsewhere",
        "administrator elsewhere who says it is home",
        "direct message",
    ],
)
async def test_only_the_payload_of_this_interaction_counts(
    simcord_env, refreshes, *, home, permissions, installed_by, allowed
):
    """Anybody is an administrator somewhere, and could change what is said everywhere."""
    for guild_id in (HOME, 5555):
        simcord_env.create_guild(id=guild_id).create_text_channel("general")
    guild_id = {True: HOME, False: 5555, None: None}[home]
    await invoked(
        simcord_env,
        guild_id=guild_id,
        user_id=77,
        permissions=permissions,
        installed_by=installed_by,
    )
    assert refreshes == (["77"] if allowed else [])


@pytest.mark.parametrize(("guild_id", "allowed"), [(5555, True), (None, False)])
async def test_the_owner_may_on_any_server_but_not_in_private(
    simcord_env, refreshes, guild_id, allowed
):
    """The one who runs the bot would need a home server, or a command for servers leak out."""
    simcord_env.create_guild(id=5555).create_text_channel("general")
    simcord_env.bot.operators = frozenset({77})
    await invoked(
        simcord_env,
        guild_id=guild_id,
        user_id=77,
        permissions=discord.Permissions.none(),
        installed_by=None,
    )
    assert refreshes == (["77"] if allowed else [])


async def test_without_home_servers_no_moderator_may(simcord_env, refreshes):
    """An empty setting would mean everybody."""
    simcord_env.bot.settings = simcord_env.bot.settings.model_copy(
        update={"home_guilds": frozenset()}
    )
    simcord_env.create_guild(id=HOME).create_text_channel("general")
    await invoked(
        simcord_env,
        guild_id=HOME,
        user_id=77,
        permissions=EVERYTHING,
        installed_by={"0": str(HOME)},
    )
    assert refreshes == []


def user(id):
    """A user as Discord sends one."""
    return {"id": str(id), "username": "x", "discriminator": "0", "avatar": None}


def application(simcord_env, team=None):
    """An application that user 7 owns, or *team*."""
    data = {
        "id": "1", "name": "x", "description": "", "icon": None, "summary": "", "flags": 0,
        "verify_key": "", "bot_public": True, "bot_require_code_grant": False,
        "owner": user(7), "team": team,
    }  # fmt: skip
    return discord.AppInfo(simcord_env.bot._connection, data)


def test_who_runs_the_application_is_its_owner_or_its_teams_accepted_members(simcord_env):
    """Somebody who was only invited could change the facts, or the team's own id be an owner."""
    assert operators_of(application(simcord_env)) == {7}
    members = [
        {"user": user(id), "membership_state": state, "team_id": "9", "role": "admin"}
        for id, state in ((10, 2), (11, 1), (12, 2))
    ]
    team = {"id": "9", "name": "t", "icon": None, "owner_user_id": "10", "members": members}
    assert operators_of(application(simcord_env, team)) == {10, 12}


def test_an_application_that_is_not_known_has_no_operators():
    """A failure to ask Discord would open the door."""
    assert operators_of(None) == frozenset()


def test_discord_shows_admin_only_to_those_who_manage_a_server():
    """Every member would see a command that refuses them."""
    assert admin.default_permissions == discord.Permissions(manage_guild=True)
    assert admin.guild_only


def test_a_long_list_of_problems_says_that_it_is_not_all():
    """An author would mend what is shown and be refused again."""
    problems = [f"a_file.yaml:{n}: the *value* is wrong" for n in range(500)]
    text, complete = problems_text(problems)
    assert not complete
    assert len(text) <= 2000
    assert text.startswith("**The pack was refused: 500 problems.** The old facts stay in force.")
    assert "a\\_file.yaml\\:0: the \\*value\\* is wrong" in text
    assert "All 500" in text.splitlines()[-1]
    assert problems_text(problems[:3])[1]
    assert not problems_text(["x" * 400])[1]


async def test_the_file_has_every_problem_in_full(simcord_env, minuit):
    """The last of many problems would be found at the next attempt, or never."""
    guild = simcord_env.create_guild(id=HOME)
    channel = guild.create_text_channel("mods")
    role = guild.create_role("Mod", permissions=discord.Permissions(manage_guild=True))
    moderator = guild.add_member(simcord_env.create_user("mod"), roles=[role])
    wrong = "\n".join(f"- {{id: e{n}, kind: event, nothing{n}: x}}" for n in range(60))
    (minuit / "wrong.yaml").write_text(wrong + "\n", "utf-8")
    result = await moderator.slash(channel, "admin refresh")
    (file,) = [file for one in [result.response, *result.followups] for file in one.attachments]
    every = (await file.read()).decode("utf-8")
    assert file.filename == "problems.txt"
    assert all(f"nothing{n}" in every for n in range(60))
    assert all(line.startswith("wrong.yaml:") for line in every.splitlines())


def test_what_changed_is_counted_and_the_first_ten_are_shown():
    """A large edit would not fit, or look small."""
    changes = Changes(tuple(f"added-{n}: x" for n in range(12)), (), ("gone: " + "y" * 500,))
    card = refreshed_card(Refreshed("a" * 64, "b" * 64, changes))
    for text in (embed_of(card).description, text_of(card)):
        assert "aaaaaaaaaaaa → bbbbbbbbbbbb" in text
        assert "12 added:" in text
        assert "added-9: x" in text
        assert "added-10: x" not in text
        assert "… and 2 more" in text
        assert "1 removed:" in text
        assert "changed" not in text


def test_the_whole_change_of_a_large_edit_fits(simcord_env):
    """Discord would refuse the report of a change that has already happened."""
    many = tuple(f"{n}.*_~|`: " + "|" * 500 for n in range(50))
    card = refreshed_card(Refreshed("a" * 64, "b" * 64, Changes(many, many, many)))
    embed = embed_of(card)
    assert len(embed.description) <= 4096
    assert len(embed) <= 6000
    assert len(text_of(card)) <= 2000
    assert json.dumps(embed.to_dict())
