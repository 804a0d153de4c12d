"""`check`, once or whenever a file of the pack changes, with or without its report."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from jjbot import engine
from jjbot.engine import Checked, Inventory
from jjbot.errors import JJBotError, PackError
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.session import read_settings, report
from jjbot.faces.console.tables import Table
from jjbot.settings import PACKAGE

LOOK_EVERY = 1.0  # seconds between two looks at the files

State = tuple[tuple[str, int, int, int], ...]


def check(args: argparse.Namespace) -> int:
    """Check a pack and its golden questions; every problem is a line ``file:line: message``."""
    folder = Path(args.folder) if args.folder is not None else read_settings().pack_dir
    screen = Screen(sys.stdout)
    if args.watch:
        return _watch(screen, folder, args)
    try:
        checked = asyncio.run(engine.check(folder, report))
    except PackError as error:
        screen.refuse(error)
        return 1
    _tell(screen, folder, checked, args)
    return 0


def _tell(screen: Screen, folder: Path, checked: Checked, args: argparse.Namespace) -> None:
    if args.report:
        _inventory(screen, checked.inventory, whole=args.all)
        screen.say()
    screen.say(
        f"{folder}: in order; {checked.claims} claims, {checked.sources} sources, "
        f"{checked.golden} golden questions."
    )


def _watch(screen: Screen, folder: Path, args: argparse.Namespace) -> int:
    """Check again and again until Ctrl-C; only the last result is on the screen."""
    with suppress(KeyboardInterrupt):
        while True:
            before = _state(folder)
            _check_and_tell(screen, folder, args)
            while _state(folder) == before:
                time.sleep(LOOK_EVERY)
    return 0


def _check_and_tell(screen: Screen, folder: Path, args: argparse.Namespace) -> None:
    """One check of a folder that may be broken, half-saved or gone."""
    found: Checked | JJBotError
    try:
        found = asyncio.run(engine.check(folder))
    except JJBotError as error:
        found = error
    screen.clear()
    screen.say(f"Checked at {datetime.now(UTC).astimezone():%H:%M:%S}; Ctrl-C ends.", "dim")
    if isinstance(found, Checked):
        _tell(screen, folder, found, args)
    elif isinstance(found, PackError):
        screen.refuse(found)
    else:
        screen.say(str(found))
    sys.stdout.flush()


def _state(folder: Path) -> State:
    """What tells that a file was saved, came or went: of the pack and of the vocabulary."""
    return (*_files(folder), *_files(PACKAGE / "vocabulary"))


def _files(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".yaml")
    except OSError:  # gone, or not yet there
        return
    for path in paths:
        try:
            found = path.stat()
        except OSError:  # saved by putting another in its place, just now
            continue
        yield path.name, found.st_mtime_ns, found.st_size, found.st_ino


def _inventory(screen: Screen, found: Inventory, *, whole: bool) -> None:
    """Write what a pack holds and where it could hold more."""

    def show(title: str, heads: str, rows: Iterator[tuple[str, ...]], *numbers: int) -> None:
        table = Table(tuple(heads.split(", ")), tuple(rows), numbers)
        if table.rows:
            screen.table(title, table, whole=whole)
        else:
            screen.say()
            screen.say(title, "bold")

    for noun, counted in (
        ("kind", found.by_kind),
        ("certainty", found.by_certainty),
        ("predicate", found.by_predicate),
        ("source", found.by_source),
    ):
        rows = ((name, str(many)) for name, many in counted)
        show(f"Claims by {noun}", f"{noun}, claims", rows, 1)
    one = found.one_source
    screen.say()
    screen.say(f"Deprecated claims: {found.wrong}")
    show(
        f"Claims with one source: {len(one)} of {found.claims}",
        "claim, source",
        ((each.claim, each.source) for each in one),
    )
    show(
        f"Sources without a date, or with an estimated one: {len(found.undated)}",
        "source, publisher, estimated, claims",
        (
            (each.source, each.publisher, each.written or "no date", str(each.claims))
            for each in found.undated
        ),
        3,
    )
    show(
        f"Sources that no claim uses: {len(found.unused)}",
        "source",
        ((each,) for each in found.unused),
    )
    show(
        f"Episodes without writer or director: {len(found.uncredited)}",
        "episode, name, writer, director",
        (
            (each.episode, each.name, _known(each.writer), _known(each.director))
            for each in found.uncredited
        ),
    )


def _known(known: bool) -> str:
    return "known" if known else "missing"
