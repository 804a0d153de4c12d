"""/admin refresh: who may, and what they see."""

from __future__ import annotations

import discord
import pytest

from jjbot.engine import facts_folder
from jjbot.faces.discord.admin import may_change_facts
from jjbot.store import build_lock
from tests.discord.conftest import HOME

MODERATOR = discord.Permissions(manage_guild=True)


def server(simcord_env, id=None):
    """A server with a channel, and a function that adds a member with permissions."""
    guild = simcord_env.create_guild(id=id)
    channel = guild.create_text_channel("mods")

    def member(name, permissions=None):
        roles = [guild.create_role("Role", permissions=permissions)] if permissions else []
        return guild.add_member(simcord_env.create_user(name), roles=roles)

    return guild, channel, member


def said(result):
    """What a result says, wherever it says it."""
    messages = [*([result.response] if result.response else []), *result.followups]
    parts = []
    for message in messages:
        parts.append(message.content)
        for embed in message.embeds:
            parts.append(f"{embed.title}\n{embed.description}")
            parts.extend(f"{field.name}\n{field.value}" for field in embed.fields)
    return "\n".join(parts).replace("\\", "").replace("\u200b", "")


async def test_a_moderator_at_home_refreshes_and_sees_what_changed(simcord_env, edit, engine):
    """Preview comes later; what was done must be seen at once."""
    _, channel, member = server(simcord_env, HOME)
    mod = member("mod", MODERATOR)
    before = engine.about().digest
    edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
    result = await mod.slash(channel, "admin refresh")
    assert result.ephemeral
    text = said(result)
    assert before[:12] in text
    assert engine.about().digest[:12] in text
    assert "1 changed" in text
    assert "lou-tan.name: Lou Tan → Lou Tan-Berg" in text
    asked = await mod.slash(channel, "ask", question="who created it?")
    assert "Lou Tan-Berg" in said(asked)


async def test_nothing_new_is_said_to_be_nothing(simcord_env):
    """Twice the same must not look like a change."""
    _, channel, member = server(simcord_env, HOME)
    result = await member("mod", MODERATOR).slash(channel, "admin refresh")
    assert "Nothing changed" in said(result)


async def test_a_bad_pack_shows_every_problem_and_keeps_the_facts(simcord_env, edit, engine):
    """File and line, all at once, and the bot goes on answering."""
    _, channel, member = server(simcord_env, HOME)
    mod = member("mod", MODERATOR)
    before = engine.about().digest
    edit("show.yaml", "network: lanterna", "netwrk: lanterna")
    edit("parts.yaml", "runtime: 48", "runtime: long")
    text = said(await mod.slash(channel, "admin refresh"))
    assert "2 problems" in text
    assert "show.yaml:8" in text
    assert "did you mean 'network'" in text
    assert "parts.yaml:" in text
    assert "The old facts stay in force." in text
    assert engine.about().digest == before
    assert "Zoë" in said(await mod.slash(channel, "ask", question="who plays rose?"))


async def test_many_problems_come_as_a_file(simcord_env, minuit):
    """A long report must be whole, not cut."""
    _, channel, member = server(simcord_env, HOME)
    wrong = "\n".join(f"- {{id: e{n}, kind: event, nothing{n}: x}}" for n in range(40))
    (minuit / "wrong.yaml").write_text(wrong + "\n", "utf-8")
    result = await member("mod", MODERATOR).slash(channel, "admin refresh")
    messages = [result.response, *result.followups]
    assert {file.filename for m in messages for file in m.attachments} == {"problems.txt"}
    assert "All 4" in said(result)


async def granted(simcord_env, guild, actor):
    """Let *actor* use /admin as far as Discord is concerned: our own check remains."""
    (command,) = [c for c in await simcord_env.bot.tree.fetch_commands() if c.name == "admin"]
    guild.set_command_permissions(command, {actor: True})


@pytest.mark.parametrize(
    ("home", "permissions"),
    [
        (True, None),
        (False, MODERATOR),
        (False, discord.Permissions(administrator=True)),
    ],
    ids=["member at home", "moderator elsewhere", "administrator elsewhere"],
)
async def test_nobody_else_may_refresh(simcord_env, edit, engine, home, permissions):
    """Anybody is an administrator of a server they made: facts are shared by all servers."""
    guild, channel, member = server(simcord_env, HOME if home else None)
    somebody = member("somebody", permissions)
    await granted(simcord_env, guild, somebody)
    edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
    before = engine.about().digest
    result = await somebody.slash(channel, "admin refresh")
    assert result.ephemeral
    assert "all servers share them" in said(result)
    assert engine.about().digest == before


async def test_the_owner_of_the_application_may_refresh_anywhere(simcord_env):
    """Also where no home server is set."""
    guild, channel, member = server(simcord_env)
    owner = member("owner")
    simcord_env.bot.operators = frozenset({owner.id})
    await granted(simcord_env, guild, owner)
    assert "Nothing changed" in said(await owner.slash(channel, "admin refresh"))


@pytest.mark.parametrize(
    ("owners", "allowed"),
    [({"0": HOME}, True), ({"0": HOME, "1": 7}, True), ({"1": 7}, False)],
    ids=["installed by the server", "by both", "by a person only"],
)
async def test_an_app_that_a_person_brought_along_is_a_guest(
    simcord_env, monkeypatch, owners, allowed
):
    """A moderator of the home server is none where the server did not install the bot."""
    seen = []

    def check(interaction, home_guilds, application_owners):
        interaction._integration_owners = {int(key): value for key, value in owners.items()}
        if "1" in owners:
            interaction._integration_owners[1] = interaction.user.id
        seen.append(may_change_facts(interaction, home_guilds, application_owners))
        return seen[-1]

    monkeypatch.setattr("jjbot.faces.discord.admin.may_change_facts", check)
    _, channel, member = server(simcord_env, HOME)
    await member("mod", MODERATOR).slash(channel, "admin refresh")
    assert seen == [allowed]


async def test_admin_is_not_there_in_direct_messages(simcord_env):
    """There is no server whose moderator one could be."""
    user = simcord_env.create_user("dora")
    assert "ask" in user.available_commands()
    assert not [name for name in user.available_commands() if name.startswith("admin")]


@pytest.mark.simcord(check_errors=False)
async def test_a_fault_of_ours_is_told_with_a_code_and_no_detail(
    simcord_env, engine, caplog, monkeypatch
):
    """The caller gets a code, the operator the traceback; nobody sees a path."""
    _, channel, member = server(simcord_env, HOME)

    async def broken(*_args, **_kwargs):
        raise RuntimeError("secret detail /etc/passwd")

    monkeypatch.setattr(engine, "refresh", broken)
    result = await member("mod", MODERATOR).slash(channel, "admin refresh")
    text = said(result)
    assert "went wrong on my side" in text
    assert "secret" not in text
    code = text.split("`")[1]
    assert code in caplog.text


@pytest.mark.simcord(check_errors=False)
async def test_a_refresh_while_one_runs_is_told_so(simcord_env, settings):
    """Two moderators at once: one of them waits."""
    _, channel, member = server(simcord_env, HOME)
    with build_lock(facts_folder(settings)):
        result = await member("mod", MODERATOR).slash(channel, "admin refresh")
    assert "running" in said(result)
