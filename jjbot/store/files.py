"""Files that are written whole or not at all, and read only where they are ordinary files."""

from __future__ import annotations

import logging
import os
import stat
import sys
from itertools import count
from pathlib import Path

log = logging.getLogger(__name__)

# a pipe must not be waited for, and a link not be followed, even if it is put there just now
CAREFUL = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def is_plain(path: Path) -> bool:
    """Whether *path* is an ordinary file itself: no link, folder, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of the ordinary file *path*, which never blocks and follows no link.

    Raises FileNotFoundError where nothing is, another OSError where it cannot be read, and
    ValueError with a few words where it is something else or longer than *most* bytes.
    """
    path.lstat()
    if not is_plain(path):
        raise ValueError("no ordinary file")
    handle = os.open(path, CAREFUL)
    with os.fdopen(handle, "rb") as file:
        raw = file.read(most + 1)
    if len(raw) > most:
        raise ValueError("much too long")
    return raw


def write_whole(path: Path, text: str) -> None:
    """Put *text* in place of *path* in one step.  Raises OSError; *path* is as it was then."""
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        discard(draft)
        with draft.open("x", encoding="utf-8") as file:
            file.write(text)
        synced(draft)
        draft.replace(path)
    except BaseException:
        discard(draft)
        raise
    try:
        synced(path.parent)
    except OSError as error:  # it is done, though perhaps not for a power cut
        log.warning("%s cannot be made durable: %s", path.parent, error)


def synced(path: Path) -> None:
    """Return when *path*, a file or a folder, is on the disk and not only on its way."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def discard(path: Path) -> None:
    """Remove *path* and its journal, as far as they are there and may be removed."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        try:
            each.unlink(missing_ok=True)
        except OSError:
            continue  # it is in nobody's way; the next build tries again


def set_aside(path: Path) -> None:
    """Give what is at *path*, of whatever kind, a name under which nobody looks for facts.

    It may be somebody's, so it is never deleted.  Raises OSError.
    """
    names = (path.with_name(f"aside-{number}-{path.name}") for number in count(1))
    free = next(name for name in names if not os.path.lexists(name))
    path.rename(free)
    log.warning("%s is not what belongs there; it is now %s", path, free.name)


def advice(path: Path, *, reading: bool = False) -> str:
    """What to look at where *path* cannot be written, or read."""
    text = "look at its permissions" + ("" if reading else " and free space")
    if sys.platform == "win32":
        return text
    for each in (path, *path.parents):
        try:
            owner = each.stat().st_uid
        except OSError:
            continue  # not there, or in a folder that this user may not look into
        if owner != os.geteuid():
            what = "it" if each == path else each
            text += f" ({what} belongs to user {owner}, and this is user {os.geteuid()})"
        break
    return text


def unreadable(path: Path, error: OSError) -> str:
    """The sentence for *path* that *error* keeps from being read."""
    return f"{path} cannot be read: {error.strerror}; {advice(path, reading=True)}"
