"""The files of a pack's folder: which count, and their text."""

from __future__ import annotations

import hashlib
import logging
import stat
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from jjbot.errors import PackError, Problem
from jjbot.pack.nodes import Node, parse
from jjbot.pack.report import Place, Report

MAX_FILES = 64
MAX_BYTES = 2_000_000
ENDING = ".yaml"

log = logging.getLogger(__name__)


def read_nodes(folder: Path, report: Report) -> dict[str, Node]:
    """File name → what it holds, for every file of *folder* that can be read.

    What cannot be read is in *report*, its name in `report.unread`.  Raises PackError where
    there is no folder at all.
    """
    found: dict[str, Node] = {}
    paths = _paths(folder, report)
    for path in paths[:MAX_FILES]:
        node = _node(folder, path, report)
        if node is None:
            report.unread.add(path.name)
        else:
            found[path.name] = node
    if not paths:
        report.add(Place(str(folder)), f"holds no {ENDING} file")
    return found


def fingerprint(folder: Path) -> str:
    """SHA-256 over the raw files of a pack and of the package's vocabulary.

    Cheap: tells that something changed without reading what.  Raises PackError where there is
    no folder.
    """
    whole = hashlib.sha256()
    report = Report()
    for path in _paths(folder, report)[:MAX_FILES]:
        _add(whole, path.name, _bytes(folder, path, report) or b"")
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
        report.add(Place(place.file, line), "is not UTF-8; save the file as UTF-8")
        return None


def _add(whole: hashlib._Hash, name: str, raw: bytes) -> None:
    """Take a file into *whole* so that no two lists of files can give the same bytes."""
    encoded = name.encode("utf-8", "surrogateescape")
    whole.update(b"%d %d\n" % (len(encoded), len(raw)))
    whole.update(encoded)
    whole.update(raw)


def _paths(folder: Path, report: Report) -> list[Path]:
    """The files that count, by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise PackError([Problem(str(folder), 0, f"is no folder with a pack: {reason}")]) from None
    paths = [path for path in entries if path.name.endswith(ENDING) and path.name[0] != "."]
    for path in entries:
        if path not in paths and path.name[0] != ".":
            log.warning("ignored, its name does not end in %s: %s", ENDING, ascii(path.name))
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
        if not stat.S_ISREG(real.stat().st_mode):  # a pipe or device would never end
            report.add(place, "is not a regular file")
            return None
        with real.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: a ring of links, before 3.13
        reason = getattr(error, "strerror", None) or "a ring of links"
        report.add(place, f"cannot be read: {reason.lower()}")
        return None
    if len(raw) > MAX_BYTES:
        report.add(place, f"is too big; {MAX_BYTES:,} bytes are the limit")
        return None
    return raw


def _node(folder: Path, path: Path, report: Report) -> Node | None:
    """What *path* holds; None after a problem."""
    raw = _bytes(folder, path, report)
    text = None if raw is None else text_of(raw, Place(path.name), report)
    if text is None:
        return None
    node, problems = parse(text, path.name)
    report.problems.extend(problems)
    return node
