"""What was in force when, and the way back to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jjbot.engine.generation import Generation
from jjbot.engine.threads import in_thread
from jjbot.errors import StoreError
from jjbot.store import (
    ROLLBACK,
    SHORT,
    Pointer,
    build_lock,
    in_force,
    line_of,
    past,
    point_at,
    snapshot_name,
    snapshots,
    troubles,
)


@dataclass(frozen=True, slots=True)
class Publication:
    """One time that facts were put in force.

    reason: "build", "refresh", "rollback" or "recovery"; by: who did it, as an id; at: when, in
    UTC; before, after: digests (64 hex), equal if nothing changed; before is empty at the first.
    """

    reason: str
    by: str
    at: datetime
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class History:
    """What was in force and what one can roll back to.

    publications: the latest first; kept: the beginnings of the digests of the snapshots that are
    still there, the last in force first; in_force: the digest, empty if nothing is; unusable: those
    of the kept that cannot be answered from; troubles: a sentence for whatever is not in order.
    """

    publications: tuple[Publication, ...]
    kept: tuple[str, ...]
    in_force: str
    unusable: tuple[str, ...]
    troubles: tuple[str, ...]


def read_history(facts_dir: Path) -> History:
    """The history of the facts in *facts_dir*, and what is wrong there.

    Reads every kept snapshot whole.  Raises StoreError if the folder cannot be read.
    """
    pointer, _ = in_force(facts_dir)
    kept = snapshots(facts_dir)
    found = troubles(facts_dir)
    return History(
        publications=tuple(
            Publication(each.reason, each.by, each.at.astimezone(UTC), each.before, each.digest)
            for each in reversed(past(facts_dir))
        ),
        kept=tuple(map(_digits, kept)),
        in_force=pointer.digest if pointer else "",
        unusable=tuple(_digits(path) for path in kept if path.name in found),
        troubles=tuple(found.values()),
    )


async def roll_back(facts_dir: Path, wanted: str | None, by: str) -> Pointer:
    """Put kept facts in force again: those whose digest begins with *wanted*, or the last before.

    Raises StoreError if there are none such, or several, or they are damaged or in force already;
    BusyError during a build.  In each case what was in force still is.
    """
    if not await asyncio.to_thread(snapshots, facts_dir):
        raise StoreError("There are no facts yet; build them first (jjbot build).")
    with build_lock(facts_dir):
        publications = past(facts_dir)
        current, _ = in_force(facts_dir)
        before = current.digest if current else ""
        path = _named(facts_dir, wanted, before) if wanted is not None else _last(facts_dir, before)
        digest = await in_thread(_checked, path, wanted or "")
        made = next((each for each in reversed(publications) if each.digest == digest), None)
        pointer = Pointer(
            digest=digest,
            file=path.name,
            reason=ROLLBACK,
            by=by,
            fingerprint=made.fingerprint if made else "",
            at=datetime.now(UTC),
            before=before,
            golden=made.golden if made else 0,
        )
        try:
            await in_thread(point_at, facts_dir, pointer)
        except OSError as error:
            text = f"{facts_dir} cannot be written ({error.strerror})"
            raise StoreError(f"{text}; the facts in force are as they were") from error
        return pointer


def _named(facts_dir: Path, wanted: str, before: str) -> Path:
    """The kept snapshot whose digest begins with *wanted*.  Raises StoreError."""
    digits = wanted.strip().casefold()
    kept = snapshots(facts_dir)
    found = [path for path in kept if digits and _digits(path).startswith(digits[:SHORT])]
    if not found:
        known = ", ".join(map(_digits, kept)) or "none"
        raise StoreError(f"No kept facts have a digest like {wanted!r}; kept are: {known}.")
    if len(found) > 1:
        fitting = ", ".join(map(_digits, found))
        raise StoreError(f"{wanted!r} may be any of {fitting}; write more of the digest.")
    if found[0].name == snapshot_name(before) and before.startswith(digits):
        raise StoreError(f"The facts {before[:SHORT]} are in force already.")
    return found[0]


def _last(facts_dir: Path, before: str) -> Path:
    """The kept snapshot that was in force before *before*.  Raises StoreError."""
    kept = snapshots(facts_dir)
    for each in reversed(line_of(past(facts_dir))):
        if each.digest != before and facts_dir / each.file in kept:
            return facts_dir / each.file
    raise StoreError(
        "Nothing that was in force before is kept; name the facts to roll back to (jjbot history)."
    )


def _checked(path: Path, wanted: str) -> str:
    """The digest of the snapshot at *path*, read whole and ready to answer.  Raises StoreError."""
    try:
        generation = Generation.load(path)
    except StoreError as error:
        raise StoreError(f"These facts cannot be rolled back to: {error}") from error
    digest = generation.snapshot.digest
    generation.snapshot.close()
    if not digest.startswith(wanted.strip().casefold()):
        raise StoreError(f"No kept facts have the digest {wanted!r}; the nearest is {digest}.")
    return digest


def _digits(path: Path) -> str:
    """The beginning of the digest that a snapshot's name has."""
    return path.stem.removeprefix("facts-")
