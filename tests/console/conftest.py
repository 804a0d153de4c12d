"""What tests of the console's commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

PACK = Path(__file__).resolve().parents[1] / "packs" / "minuit"


@pytest.fixture
def surroundings(monkeypatch, tmp_path):
    """Use the invented show and nothing of the machine's own settings."""
    for name in ("JJBOT_FACTS_DIR", "JJBOT_HOME_GUILDS", "LOG_LEVEL", "DISCORD_TOKEN"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("JJBOT_PACK_DIR", str(PACK))
    monkeypatch.setenv("JJBOT_VAR_DIR", str(tmp_path / "var"))
