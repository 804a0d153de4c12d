"""Which snapshot is in force, and which were: the file `current` and the file `history`.

`current` alone decides.  `history` has a line for each time facts were put in force, as `current`
had it then.  It is brought up to date before `current` moves and after, and the last word is always
that of `current`: a process that dies between the two leaves nothing untold and nothing untrue.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jjbot.errors import StoreError
from jjbot.store.files import advice, read_plain, set_aside, synced, unreadable, write_whole

POINTER = "current"
HISTORY = "history"
ROLLBACK = "rollback"
REMEMBERED = 200  # lines of the history
SHORT = 16  # digits of the digest in a file's name

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_POINTER = 64_000  # bytes
_LONGEST_HISTORY = 4_000_000
_REMEDY = "delete it and build again (jjbot build)"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the file `current` says, and a line of the history.

    file: the snapshot's name in the same folder; reason: "build", "refresh", "rollback",
    "recovery"; by: who did it; fingerprint: of the pack's raw files it was built from; at: when,
    aware; before: the digest that was in force until then, empty if none was; golden: how many
    golden questions the pack had, 0 if that is not known.
    """

    digest: str
    file: str
    reason: str
    by: str
    fingerprint: str
    at: datetime
    before: str = ""
    golden: int = 0


def snapshot_name(digest: str) -> str:
    """The file name of the snapshot with this digest."""
    return f"facts-{digest[:SHORT]}.sqlite"


def read_pointer(directory: Path) -> Pointer | None:
    """What is in force in *directory*; None where nothing ever was.

    Raises StoreError with a remedy if the pointer is damaged or something else.
    """
    path = directory / POINTER
    try:
        return _pointer(json.loads(read_plain(path, _LONGEST_POINTER)))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(unreadable(path, error)) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        kind = " (a folder)" if path.is_dir() else ""
        raise StoreError(
            f"{path}{kind}, which names the facts in force, is damaged; {_REMEDY}"
        ) from error


def in_force(directory: Path) -> tuple[Pointer | None, str]:
    """What is in force in *directory*, and what is wrong with the pointer; empty if nothing.

    Where the pointer cannot be used or is gone, the history says what was in force last.
    """
    try:
        pointer, trouble = read_pointer(directory), ""
    except StoreError as error:
        pointer, trouble = None, str(error)
    if pointer is None:
        recorded, _ = recorded_in(directory)
        pointer = recorded[-1] if recorded else None
        if pointer is not None and not trouble:
            trouble = f"{directory / POINTER}, which names the facts in force, is gone"
    return pointer, trouble


def past(directory: Path) -> tuple[Pointer, ...]:
    """Each time facts were put in force in *directory*, the oldest first; the last is in force."""
    recorded, _ = recorded_in(directory)
    return _with_last(recorded, directory)


def line_of(publications: Iterable[Pointer]) -> tuple[Pointer, ...]:
    """The facts one can go back along: the oldest first, the last is in force, each once.

    A rollback shortens the line to the facts gone back to, so that the next goes further back.
    """
    line: list[Pointer] = []
    for each in publications:
        digests = [other.digest for other in line]
        if each.digest in digests:
            at = digests.index(each.digest)
            line = line[:at] if each.reason == ROLLBACK else line[:at] + line[at + 1 :]
        line.append(each)
    return tuple(line)


def point_at(directory: Path, pointer: Pointer) -> None:
    """Put the snapshot that *pointer* names in force, in one step, and write it down.

    Call it under `build_lock`.  Raises OSError; what was in force still is then.
    """
    moment = pointer.at.timestamp()
    os.utime(directory / pointer.file, (moment, moment))  # its age is when it was last in force
    synced(directory)  # before it is in force, for it may just have got its name
    _record(directory)
    try:
        read_pointer(directory)
    except StoreError:
        set_aside(directory / POINTER)
    write_whole(directory / POINTER, json.dumps(_said(pointer), indent=2) + "\n")
    _record(directory)


def _record(directory: Path) -> None:
    """Bring the history up to date.  What is wrong with it never keeps facts from being used."""
    recorded, trouble = recorded_in(directory)
    wanted = _with_last(recorded, directory)[-REMEMBERED:]
    try:
        if trouble:
            set_aside(directory / HISTORY)
        if wanted != recorded or trouble:
            lines = "".join(json.dumps(_said(each)) + "\n" for each in wanted)
            write_whole(directory / HISTORY, lines)
    except OSError as error:
        text = "%s cannot be written: %s; %s"
        log.warning(text, directory / HISTORY, error, advice(directory))


def recorded_in(directory: Path) -> tuple[tuple[Pointer, ...], str]:
    """The lines of the history that can be read, and what is wrong with it; empty if nothing."""
    path = directory / HISTORY
    try:
        raw = read_plain(path, _LONGEST_HISTORY)
    except FileNotFoundError:
        return (), ""
    except OSError as error:
        return (), unreadable(path, error)
    except ValueError as error:
        return (), f"{path} is {error}; the next build sets it aside"
    found = []
    lines = raw.splitlines()
    for line in lines:
        try:
            found.append(_pointer(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    lost = len(lines) - len(found)
    trouble = f"{path} has lines that are damaged ({lost} of {len(lines)})" if lost else ""
    return tuple(found), trouble


def _with_last(recorded: tuple[Pointer, ...], directory: Path) -> tuple[Pointer, ...]:
    """*recorded* and what is in force now, if that is not its last."""
    try:
        pointer = read_pointer(directory)
    except StoreError:
        return recorded
    if pointer is None or recorded[-1:] == (pointer,):
        return recorded
    return (*recorded, pointer)


def _said(pointer: Pointer) -> dict[str, str | int]:
    """*pointer* as it is written."""
    return asdict(pointer) | {"at": pointer.at.astimezone(UTC).isoformat()}


def _pointer(said: Any) -> Pointer:  # noqa: ANN401 - whatever JSON was in the file
    """The pointer in *said*.  Raises ValueError, KeyError or TypeError."""
    names = ("digest", "file", "reason", "by", "fingerprint")
    digest, file, reason, by, fingerprint = (str(said[name]) for name in names)
    before = str(said.get("before", ""))
    if not _DIGEST.fullmatch(digest) or file != snapshot_name(digest):
        raise ValueError(file)
    if before and not _DIGEST.fullmatch(before):
        raise ValueError(before)
    at = datetime.fromisoformat(said["at"])
    if at.tzinfo is None:
        raise ValueError(said["at"])
    golden = said.get("golden", 0)
    if not isinstance(golden, int):
        raise TypeError(golden)
    return Pointer(digest, file, reason, by, fingerprint, at, before, golden)
