"""/admin refresh of a pack that has lost most of its claims."""

from __future__ import annotations

import discord
import pytest

from tests.asking import MINUIT_CLAIMS
from tests.discord.conftest import HOME


@pytest.mark.simcord(check_errors=False)
async def test_a_sudden_loss_is_refused_and_says_where_to_force_it(simcord_env, edit, engine):
    """Whoever presses the button would silence the bot, or not know how to go on."""
    guild = simcord_env.create_guild(id=HOME)
    channel = guild.create_text_channel("mods")
    role = guild.create_role("Role", permissions=discord.Permissions(manage_guild=True))
    moderator = guild.add_member(simcord_env.create_user("mod"), roles=[role])
    names = "".join(f", Coffee Club {number}" for number in range(300))
    edit("show.yaml", "Midnight Café]", f"Midnight Café{names}]")
    await engine.refresh("42")
    before = engine.about()
    edit("show.yaml", f"Midnight Café{names}]", "Midnight Café]")
    result = await moderator.slash(channel, "admin refresh")
    text = "".join(m.content for m in [result.response, *result.followups] if m)
    assert f"only {MINUIT_CLAIMS} claims" in text
    assert f"have {MINUIT_CLAIMS + 300}; they stay in force" in text
    assert "in a terminal: jjbot refresh" in text
    assert "force" in text.rpartition("refresh")[2]
    assert engine.about() == before
