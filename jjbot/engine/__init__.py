"""Opens, leases and swaps generations; the one door to what the bot knows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from jjbot.engine import building
from jjbot.engine.asking import Asker
from jjbot.engine.authoring import reference, schemas
from jjbot.engine.building import Checked, Progress, facts_folder, quiet
from jjbot.engine.changes import Changes
from jjbot.engine.dossier import Candidate, Candidates, Dossier
from jjbot.engine.engine import About, Engine, Refreshed
from jjbot.engine.inventory import Inventory
from jjbot.errors import StoreError
from jjbot.pack import FILE_KINDS
from jjbot.settings import Settings


async def check(pack_dir: Path, progress: Progress = quiet) -> Checked:
    """Read a pack and ask its golden questions.  Raises PackError with every problem."""
    try:
        scratch = tempfile.TemporaryDirectory(prefix="jjbot-check-")
    except OSError as error:
        raise StoreError(f"There is no folder for temporary files: {error.strerror}") from error
    with scratch:
        return await building.check(pack_dir, Path(scratch.name), progress)


async def build(settings: Settings, progress: Progress = quiet) -> Path:
    """Build and publish the pack, whether or not it changed; the path of the snapshot in force.

    Raises PackError, StoreError, BusyError.
    """
    return await building.build(
        settings.pack_dir,
        facts_folder(settings),
        reason="build",
        by="console",
        progress=progress,
    )


__all__ = [
    "FILE_KINDS",
    "About",
    "Asker",
    "Candidate",
    "Candidates",
    "Changes",
    "Checked",
    "Dossier",
    "Engine",
    "Inventory",
    "Progress",
    "Refreshed",
    "build",
    "check",
    "facts_folder",
    "reference",
    "schemas",
]
