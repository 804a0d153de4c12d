"""Opens, leases and swaps generations; the one door to what the bot knows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from jjbot.engine import building
from jjbot.engine.asking import Asker
from jjbot.engine.building import Checked, Progress, quiet
from jjbot.engine.changes import Changes
from jjbot.engine.engine import About, Engine, Refreshed
from jjbot.settings import Settings


async def check(pack_dir: Path, progress: Progress = quiet) -> Checked:
    """Read a pack and ask its golden questions.  Raises PackError with every problem."""
    with tempfile.TemporaryDirectory(prefix="jjbot-check-") as scratch:
        return await building.check(pack_dir, Path(scratch), progress)


async def build(settings: Settings, progress: Progress = quiet) -> Path:
    """Build and publish the pack, whether or not it changed; the path of the snapshot in force.

    Raises PackError, StoreError, BusyError.
    """
    return await building.build(
        settings.pack_dir,
        settings.facts_dir / settings.pack_dir.name,
        reason="build",
        by="console",
        progress=progress,
    )


__all__ = [
    "About",
    "Asker",
    "Changes",
    "Checked",
    "Engine",
    "Progress",
    "Refreshed",
    "build",
    "check",
]
