"""The files of a pack's folder: which count, and their text."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from importlib import resources
from pathlib import Path

from jjbot.errors import PackError, Problem
from jjbot.pack.nodes import Node, parse
from jjbot.pack.report import SPECIAL, Place, Report

MAX_FILES = 64
MAX_BYTES = 2_000_000
MAX_BYTES_OF_ALL = 8_000_000
ENDING = ".yaml"

# A pipe must not keep us waiting, and a link that was put in place of a file is not followed.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_FLAGS |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

log = logging.getLogger(__name__)


def read_nodes(folder: Path, report: Report) -> dict[str, Node]:
    """File name → what it holds, for every file of *folder* that can be read.

    All files are as they were at one moment.  What cannot be read is in *report*, its name in
    `report.unread`.  Raises PackError where there is no folder at all.
    """
    found: dict[str, Node] = {}
    raws = _read(folder, report)
    _tell_of_the_ignored(folder, raws, report)
    _see_that_nothing_changed(folder, raws, report)
    _name_the_misnamed(raws, report)
    items = 0
    for name, raw in raws.items():
        text = None if raw is None else text_of(raw, Place(name), report)
        node = None
        cut = False
        if text and text[-1] not in "\n\r":  # half a value may pass for a whole one
            line = text.count("\n") + 1
            message = "does not end with a line break; was it cut off? if it is whole, add one"
            report.add(Place(name, line), message)
            cut = True
        if text is not None and name not in report.unread:
            parsed = parse(text, name, items)
            items += parsed.items
            report.problems.extend(parsed.problems)
            node = parsed.node
        if node is None or cut:  # what is cut off may lack entities
            report.unread.add(name)
        if node is not None:
            found[name] = node
    return found


def fingerprint(folder: Path) -> str:
    """SHA-256 over the raw files of a pack and of the package's vocabulary.

    Cheap: tells that something changed without reading what.  Raises PackError where there is
    no folder.
    """
    whole = hashlib.sha256()
    report = Report()
    for name, raw in _read(folder, report).items():
        _add(whole, name, raw or b"")
    for name, raw in vocabulary_files():
        _add(whole, f"vocabulary/{name}", raw)
    for problem in report.problems:
        whole.update(str(problem).encode("utf-8", "backslashreplace"))
    return whole.hexdigest()


def vocabulary_files() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of the vocabulary's files inside the package, by name."""
    folder = resources.files("jjbot") / "vocabulary"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(ENDING):
            yield entry.name, entry.read_bytes()


def text_of(raw: bytes, place: Place, report: Report) -> str | None:
    """*raw* as text, or None with a problem that says where it stops being UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{error.object[error.start]:02X}"
        report.add(Place(place.file, line), f"is not UTF-8 ({byte}); save the file as UTF-8")
        return None


def _add(whole: hashlib._Hash, name: str, raw: bytes) -> None:
    """Take a file into *whole* so that no two lists of files can give the same bytes."""
    encoded = name.encode("utf-8", "surrogateescape")
    whole.update(b"%d %d\n" % (len(encoded), len(raw)))
    whole.update(encoded)
    whole.update(raw)


def _read(folder: Path, report: Report) -> dict[str, bytes | None]:
    """File name → its bytes, None after a problem; by name."""
    paths = _paths(folder, report)
    if not paths:
        report.add(Place(str(folder)), f"holds no {ENDING} file")
    raws: dict[str, bytes | None] = {}
    total = 0
    for path in paths[:MAX_FILES]:
        raw = _bytes(folder, path, report)
        total += len(raw or b"")
        if total > MAX_BYTES_OF_ALL:
            limit = f"{MAX_BYTES_OF_ALL:,} bytes of all files together are the limit"
            report.add(Place(path.name), f"is too much; {limit}")
            report.unread.update(path.name for path in paths)
            break
        raws[path.name] = raw
    return raws


def _see_that_nothing_changed(folder: Path, raws: dict[str, bytes | None], report: Report) -> None:
    """Read all again.  What is the same both times was so at the moment in between."""
    if report.problems:  # it is refused anyway
        return
    again = _read(folder, Report())
    for name in sorted(raws.keys() | again.keys()):
        if name not in raws or name not in again or raws[name] != again[name]:
            report.add(Place(name), "changed while the pack was being read; try again")
            report.unread.add(name)


def _tell_of_the_ignored(folder: Path, raws: dict[str, bytes | None], report: Report) -> None:
    """Warn of files without our ending; one that may be a file of the pack is in *report*, too."""
    with suppress(OSError):  # a folder that is gone meanwhile is told of elsewhere
        for name in sorted(path.name for path in folder.iterdir()):
            if name.endswith(ENDING) or (name[0] == "." and ENDING not in name):
                continue
            shown = ascii(name)
            log.warning(
                "ignored: %s; what belongs to the pack has a name that ends in %s", shown, ENDING
            )
            stem, _, ending = name.partition(".")
            if ending.casefold().startswith(("yml", "yaml")) and stem + ENDING not in raws:
                report.ignored.append(shown)


def _name_the_misnamed(raws: dict[str, bytes | None], report: Report) -> None:
    """Report a file whose name is nearly that of a file with a meaning of its own."""
    for name in sorted(raws.keys() - set(SPECIAL)):
        lower = name.casefold()
        meant = {lower, f"{lower.removesuffix(ENDING)}s{ENDING}"} & (set(SPECIAL) - raws.keys())
        for special in meant:
            report.add(Place(name), f"has an unknown name; did you mean {special!r}?")
            report.unread.update({name, special})


def _paths(folder: Path, report: Report) -> list[Path]:
    """The files that count, by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise PackError([Problem(str(folder), 0, f"is no folder with a pack: {reason}")]) from None
    paths = [path for path in entries if path.name.endswith(ENDING) and path.name[0] != "."]
    for path in [path for path in paths if not path.name.isprintable()]:
        report.add(Place(ascii(path.name)), "has a name that cannot be printed; rename it")
        report.unread.add(path.name)
        paths.remove(path)
    if len(paths) > MAX_FILES:
        report.add(Place(str(folder)), f"holds {len(paths)} files; {MAX_FILES} are the limit")
        report.unread.update(path.name for path in paths[MAX_FILES:])
    return paths


def _bytes(folder: Path, path: Path, report: Report) -> bytes | None:
    """What is in *path*, if it is a regular file inside *folder* and not too big."""
    place = Place(path.name)
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            report.add(place, "is a link out of the pack's folder; put the file itself there")
            return None
        if not stat.S_ISREG(real.stat().st_mode):  # opening a device can do harm by itself
            report.add(place, f"is {_sort_of(real)} and not a regular file; take it away")
            return None
        with os.fdopen(os.open(real, _FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                report.add(place, "is not a regular file; take it away")
                return None
            raw = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: a ring of links, before 3.13
        reason = getattr(error, "strerror", None) or "a ring of links"
        report.add(place, f"cannot be read: {reason.lower()}")
        return None
    if len(raw) > MAX_BYTES:
        report.add(place, f"is too big; {MAX_BYTES:,} bytes are the limit")
        return None
    return raw


def _sort_of(real: Path) -> str:
    """What stands where a file was expected."""
    return "a folder" if real.is_dir() else "a pipe" if real.is_fifo() else "a device or socket"
