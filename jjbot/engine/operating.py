"""What an operator does to the facts from a terminal, whether or not a bot is running."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from jjbot.engine import building
from jjbot.engine.building import Progress, facts_folder, quiet
from jjbot.engine.changes import Refreshed, refreshed
from jjbot.engine.publications import History, read_history, roll_back
from jjbot.errors import StoreError
from jjbot.settings import Settings
from jjbot.store import Snapshot, in_force

CONSOLE = "console"  # who it is where nobody says who


async def build(settings: Settings, progress: Progress = quiet, *, force: bool = False) -> Path:
    """Build and publish the pack, whether or not it changed; the path of the snapshot in force.

    force: also if most claims are gone.  Raises PackError, StoreError, LossError, BusyError.
    """
    return await _build(settings, "build", progress, force=force)


async def refresh(
    settings: Settings, progress: Progress = quiet, *, force: bool = False
) -> Refreshed:
    """Build and publish the pack, and say what changed.

    force: also if most claims are gone.  Raises PackError, StoreError, LossError, BusyError.
    """
    with ExitStack() as stack:
        before = _opened(facts_folder(settings))
        if before is not None:
            stack.callback(before.close)
        path = await _build(settings, "refresh", progress, force=force)
        after = Snapshot.open(path)
        stack.callback(after.close)
        return refreshed(before, after)


async def rollback(settings: Settings, digest: str | None = None) -> Refreshed:
    """Put kept facts in force again, and say what changed.

    digest: the beginning of theirs; None = those that were in force before.  Raises StoreError if
    there are none such, BusyError during a build.
    """
    facts_dir = facts_folder(settings)
    with ExitStack() as stack:
        before = _opened(facts_dir)
        if before is not None:
            stack.callback(before.close)
        pointer = await roll_back(facts_dir, digest, by=CONSOLE)
        after = Snapshot.open(facts_dir / pointer.file)
        stack.callback(after.close)
        return refreshed(before, after)


def history(settings: Settings) -> History:
    """What was in force when, what is kept, and what is wrong.  Raises StoreError."""
    return read_history(facts_folder(settings))


def digest_in_force(settings: Settings) -> str:
    """Which facts are in force: 64 hexadecimal digits, empty if there are none."""
    pointer, _ = in_force(facts_folder(settings))
    return pointer.digest if pointer else ""


async def _build(settings: Settings, reason: str, progress: Progress, *, force: bool) -> Path:
    return await building.build(
        settings.pack_dir,
        facts_folder(settings),
        reason=reason,
        by=CONSOLE,
        progress=progress,
        force=force,
    )


def _opened(facts_dir: Path) -> Snapshot | None:
    """The facts in force, to compare others with; None if they cannot be used."""
    pointer, _ = in_force(facts_dir)
    try:
        return Snapshot.open(facts_dir / pointer.file) if pointer else None
    except StoreError:
        return None
