"""Which snapshot is in force: the pointer, how it is moved, and what is kept."""

from __future__ import annotations

import filecmp
import json
import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jjbot.errors import BusyError, StoreError
from jjbot.store.drafts import SHORT, discard, synced
from jjbot.store.layout import read_only

POINTER = "current"
LOCK = "build.lock"
KEPT = 5

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SNAPSHOT = re.compile(r"facts-([0-9a-f]{16})\.sqlite")
_DRAFT = re.compile(r"\.draft-[0-9a-f]{16}-([0-9]+)\.sqlite")
_REMEDY = "delete it and build again (jjbot build)"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the file `current` says.

    file: the snapshot's name in the same folder; reason: "build", "rollback", …; by: who did it;
    fingerprint: of the pack's raw files it was built from; at: when, aware.
    """

    digest: str
    file: str
    reason: str
    by: str
    fingerprint: str
    at: datetime


def snapshot_name(digest: str) -> str:
    """The file name of the snapshot with this digest."""
    return f"facts-{digest[:SHORT]}.sqlite"


def read_pointer(directory: Path) -> Pointer | None:
    """What is in force in *directory*; None where nothing ever was.

    Raises StoreError with a remedy if the pointer is damaged.
    """
    path = directory / POINTER
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    try:
        pointer = _pointer(json.loads(raw))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreError(
            f"{path}, which names the facts in force, is damaged; {_REMEDY}"
        ) from error
    return pointer


def snapshots(directory: Path) -> tuple[Path, ...]:
    """The kept snapshots of *directory*, the last published first."""
    found = [path for path in _entries(directory) if _SNAPSHOT.fullmatch(path.name)]
    return tuple(sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name)))


def publish(
    draft: Path, directory: Path, *, reason: str, by: str, fingerprint: str, at: datetime
) -> Path:
    """Put *draft* in force in *directory*; return the path of the snapshot it became.

    at: now, aware.  Call it under `build_lock`.  A process that dies in here leaves the old facts
    in force, or the new ones, and nothing between.  Raises StoreError; the old facts are still
    in force then.
    """
    try:
        digest = _digest_in(draft)
        target = directory / snapshot_name(digest)
        if _is_same(target, draft):
            discard(draft)
        else:
            draft.replace(target)
        moment = at.timestamp()
        os.utime(target, (moment, moment))  # the age of a snapshot is when it was last in force
        synced(directory)
        before = _previous(directory)
        point_at(directory, Pointer(digest, target.name, reason, by, fingerprint, at))
    except (sqlite3.Error, OSError) as error:
        message = f"the new facts cannot be published in {directory}: {error}"
        raise StoreError(f"{message}; the old ones stay in force") from error
    _tidy(directory, {target.name, *before})
    return target


def point_at(directory: Path, pointer: Pointer) -> None:
    """Put the snapshot that *pointer* names in force, in one step.  Raises OSError."""
    said = {
        "digest": pointer.digest,
        "file": pointer.file,
        "reason": pointer.reason,
        "by": pointer.by,
        "fingerprint": pointer.fingerprint,
        "at": pointer.at.astimezone(UTC).isoformat(),
    }
    draft = directory / f".{POINTER}-{os.getpid()}"
    draft.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
    synced(draft)
    draft.replace(directory / POINTER)
    synced(directory)


@contextmanager
def build_lock(directory: Path) -> Iterator[None]:
    """Hold the right to build in *directory*; it ends with the process at the latest.

    Raises BusyError if somebody else holds it, StoreError if it cannot be had.
    """
    path = directory / LOCK
    try:
        directory.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path} cannot be opened: {error}; look at its permissions") from error
    with closing(db):
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise BusyError("a build is running already; try again when it is done") from error
            raise StoreError(f"{path} cannot be locked: {error}") from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path} is damaged; delete it and try again") from error
        try:
            yield
        finally:
            db.execute("ROLLBACK")


def _pointer(said: Any) -> Pointer:  # noqa: ANN401 - whatever JSON was in the file
    """The pointer in *said*.  Raises ValueError, KeyError or TypeError."""
    names = ("digest", "file", "reason", "by", "fingerprint")
    digest, file, reason, by, fingerprint = (str(said[name]) for name in names)
    if not _DIGEST.fullmatch(digest) or file != snapshot_name(digest):
        raise ValueError(file)
    at = datetime.fromisoformat(said["at"])
    if at.tzinfo is None:
        raise ValueError(said["at"])
    return Pointer(digest, file, reason, by, fingerprint, at)


def _digest_in(path: Path) -> str:
    """The digest a snapshot says it has.  Raises sqlite3.Error."""
    with closing(sqlite3.connect(read_only(path), uri=True)) as db:
        (digest,) = db.execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()
    return str(digest)


def _is_same(target: Path, draft: Path) -> bool:
    """Whether *target* is there, byte for byte as *draft*: one changed letter is damage."""
    return target.is_file() and filecmp.cmp(target, draft, shallow=False)


def _previous(directory: Path) -> set[str]:
    """The file in force until now, if that can be told."""
    try:
        pointer = read_pointer(directory)
    except StoreError:
        return set()
    return {pointer.file} if pointer else set()


def _entries(directory: Path) -> list[Path]:
    return list(directory.iterdir()) if directory.is_dir() else []


def _tidy(directory: Path, needed: set[str]) -> None:
    """Remove old snapshots except *needed*, and what dead builds left.  Never fails a build."""
    try:
        kept = snapshots(directory)
        for path in kept[KEPT:]:
            if path.name not in needed:
                path.unlink(missing_ok=True)
        for path in _entries(directory):
            found = _DRAFT.fullmatch(path.name.removesuffix("-journal"))
            if found and _is_dead(int(found[1])):
                discard(path)
    except OSError as error:
        log.warning("old facts could not be tidied up: %s", error)


def _is_dead(process: int) -> bool:
    """Whether no other build can be using what *process* left; builds exclude each other."""
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OverflowError:
        return True  # no process has such a number
    except OSError:
        return False  # it is somebody else's
    return False
