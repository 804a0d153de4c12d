"""How a draft becomes the snapshot in force, under a lock, and what is kept."""

from __future__ import annotations

import filecmp
import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from jjbot.errors import BusyError, StoreError
from jjbot.store.files import advice, discard, is_plain, set_aside, unreadable
from jjbot.store.layout import APPLICATION_ID, read_only
from jjbot.store.pointers import (
    HISTORY,
    POINTER,
    Pointer,
    in_force,
    line_of,
    past,
    point_at,
    read_pointer,
    recorded_in,
    snapshot_name,
)
from jjbot.store.snapshot import is_sound, trouble_with

LOCK = "build.lock"
KEPT = 5

_SNAPSHOT = re.compile(r"facts-[0-9a-f]{16}\.sqlite")
_LEFT = re.compile(r"\.draft-[0-9a-f]{16}-[0-9]+\.sqlite(-journal)?|\.(current|history)-[0-9]+")
_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes; those from 68 on are the id of the application

log = logging.getLogger(__name__)


def snapshots(directory: Path) -> tuple[Path, ...]:
    """The kept snapshots of *directory*, the last in force first; what is no file is none.

    The history says the order, for a clock may be set back; what it does not name comes last, the
    newest first.  Raises StoreError if the folder cannot be read.
    """
    turns = {each.file: turn for turn, each in enumerate(past(directory), start=1)}
    found = []
    try:
        for path in _entries(directory):
            if _SNAPSHOT.fullmatch(path.name) and is_plain(path):
                try:
                    moment = path.stat().st_mtime_ns
                except FileNotFoundError:
                    continue  # a build in another process has just removed it
                found.append((-turns.get(path.name, 0), -moment, path.name))
    except OSError as error:
        raise StoreError(unreadable(directory, error)) from error
    return tuple(directory / name for _, _, name in sorted(found))


def troubles(directory: Path) -> dict[str, str]:
    """What is not as it should be in *directory*: a file's name → a sentence.

    Reads the pointer, the history, and every snapshot whole.  Raises StoreError if the folder
    cannot be read.
    """
    pointer, trouble = in_force(directory)
    found = {POINTER: trouble, HISTORY: recorded_in(directory)[1]}
    named = (directory / pointer.file,) if pointer else ()  # it may be gone, or no file
    for path in dict.fromkeys((*named, *snapshots(directory))):
        found[path.name] = trouble_with(path)
    return {name: trouble for name, trouble in found.items() if trouble}


def built_of(fingerprint: str, directory: Path) -> Path | None:
    """The snapshot in force, if it is whole and of the pack with this fingerprint; else None."""
    try:
        pointer = read_pointer(directory)
    except StoreError:
        return None
    if pointer is None or pointer.fingerprint != fingerprint:
        return None
    path = directory / pointer.file
    return path if is_sound(path) else None


def candidates(directory: Path) -> tuple[Path, ...]:
    """The kept snapshots in the order in which they should be tried: what is in force first.

    Then those before it, as one would roll back; then the others, the last in force first.
    Raises StoreError if the folder cannot be read.
    """
    kept = snapshots(directory)
    line = [directory / each.file for each in reversed(line_of(past(directory)))]
    return tuple(dict.fromkeys([*(path for path in line if path in kept), *kept]))


def claims_in_force(directory: Path) -> int:
    """How many claims the facts in force have, or those before them if they are damaged.

    0 where nothing can be read.
    """
    for path in candidates(directory):
        try:
            with closing(sqlite3.connect(read_only(path), uri=True)) as db:
                (count,) = db.execute("SELECT count(*) FROM claim").fetchone()
                return int(count)
        except sqlite3.Error:
            continue
    return 0


def publish(
    draft: Path,
    directory: Path,
    *,
    reason: str,
    by: str,
    fingerprint: str,
    at: datetime,
    golden: int = 0,
) -> Path:
    """Put *draft* in force in *directory*; return the path of the snapshot it became.

    at: now, aware; golden: how many golden questions the pack has.  Call it under `build_lock`.
    A process that dies in here leaves the old facts in force, or the new ones, and nothing between.
    Raises StoreError; the old facts are still in force then.
    """
    try:
        digest = _digest_in(draft)
        target = directory / snapshot_name(digest)
        if _is_same(target, draft):
            discard(draft)
        else:
            if os.path.lexists(target):
                set_aside(target)
            draft.replace(target)
        before, _ = in_force(directory)
        old = before.digest if before else ""
        found = Pointer(digest, target.name, reason, by, fingerprint, at, old, golden)
        point_at(directory, found)
    except (sqlite3.Error, OSError) as error:
        message = f"the new facts cannot be published in {directory}: {error}"
        raise StoreError(f"{message}; {advice(directory)}; the old ones stay in force") from error
    _tidy(directory, {target.name, before.file if before else ""})
    return target


@contextmanager
def build_lock(directory: Path) -> Iterator[None]:
    """Hold the right to build in *directory*; it ends with the process at the latest.

    What dead builds left is removed at its beginning, and what a failed one left at its end.
    Raises BusyError if somebody else holds it, StoreError if it cannot be had.
    """
    path = directory / LOCK
    if os.path.lexists(path) and not is_plain(path):
        raise StoreError(f"{path} is no ordinary file; move it away and try again")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path} cannot be opened: {error}; {advice(directory)}") from error
    with closing(db):
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise BusyError("a build is running already; try again when it is done") from error
            raise StoreError(f"{path} cannot be locked: {error}; {advice(directory)}") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} is damaged; delete it and try again") from error
        try:
            _sweep(directory)
            yield
        finally:
            _sweep(directory)  # and closing lets go of the lock


def _digest_in(path: Path) -> str:
    """The digest a snapshot says it has.  Raises sqlite3.Error."""
    with closing(sqlite3.connect(read_only(path), uri=True)) as db:
        (digest,) = db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    return str(digest)


def _is_same(target: Path, draft: Path) -> bool:
    """Whether *target* holds the facts of *draft*, perhaps written by another SQLite."""
    if not is_plain(target):
        return False
    return filecmp.cmp(target, draft, shallow=False) or is_sound(target)


def _entries(directory: Path) -> list[Path]:
    """What lies in *directory*; nothing, if it is none.  Raises OSError if it cannot be read."""
    try:
        return list(directory.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _sweep(directory: Path) -> None:
    """Remove every draft: whoever holds the lock knows that nobody is writing one."""
    try:
        for path in _entries(directory):
            if _LEFT.fullmatch(path.name):
                discard(path)
    except OSError as error:
        log.warning("what is left of builds could not be tidied up: %s", error)


def _tidy(directory: Path, needed: set[str]) -> None:
    """Remove old snapshots except *needed*, if they are ours.  Never fails a build."""
    try:
        for path in snapshots(directory)[KEPT:]:
            if path.name not in needed and _is_ours(path):
                path.unlink(missing_ok=True)
    except (OSError, StoreError) as error:
        log.warning("old facts could not be tidied up: %s", error)


def _is_ours(path: Path) -> bool:
    """Whether the file says that it is a snapshot: another program's is not ours to delete."""
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return header.startswith(_MAGIC) and header[68:72] == APPLICATION_ID.to_bytes(4, "big")
