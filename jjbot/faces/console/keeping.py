"""`build`, `refresh`, `rollback` and `history`: which facts are in force."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from jjbot import engine
from jjbot.engine import History, Publication, Refreshed
from jjbot.errors import PackError
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.session import read_settings, report
from jjbot.settings import Settings

_SHOWN = 12  # digits of a digest: enough to name one
_NOTHING = "nothing"


def build(args: argparse.Namespace) -> int:
    """Compile the pack, put the snapshot in force, and say which it is."""
    screen, settings = Screen(sys.stdout), read_settings()
    try:
        with _told_if_interrupted(settings):
            snapshot = asyncio.run(engine.build(settings, report, force=args.force))
    except PackError as error:
        screen.refuse(error)
        return 1
    screen.say(f"{snapshot} is in force.")
    return 0


def refresh(args: argparse.Namespace) -> int:
    """Compile the pack, put it in force, and say what changed."""
    screen, settings = Screen(sys.stdout), read_settings()
    try:
        with _told_if_interrupted(settings):
            done = asyncio.run(engine.refresh(settings, report, force=args.force))
    except PackError as error:
        screen.refuse(error)
        return 1
    _show(screen, done)
    return 0


@contextmanager
def _told_if_interrupted(settings: Settings) -> Iterator[None]:
    """After Ctrl-C, say whether other facts are in force: it may come when all is done."""
    before = engine.digest_in_force(settings)
    try:
        yield
    except KeyboardInterrupt:
        now = engine.digest_in_force(settings)
        report(f"interrupted; {_whether_changed(before, now)}")
        raise


def _whether_changed(before: str, now: str) -> str:
    return "nothing was changed" if now == before else f"{now[:_SHOWN]} is in force"


def rollback(args: argparse.Namespace) -> int:
    """Put kept facts in force again, and say what changed."""
    _show(Screen(sys.stdout), asyncio.run(engine.rollback(read_settings(), args.digest)))
    return 0


def history() -> int:
    """Show who put what in force when, the latest first, what is kept, and what is wrong."""
    screen = Screen(sys.stdout)
    for line in history_lines(engine.history(read_settings())):
        screen.say(line)
    return 0


def history_lines(history: History) -> Iterator[str]:
    """Yield the publications, the kept snapshots and what is not in order."""
    if not history.publications:
        yield "Nothing was ever in force."
    for publication in history.publications:
        yield _publication_line(publication)
    yield f"Kept: {', '.join(_kept(history)) or _NOTHING}"
    for trouble in history.troubles:
        yield f"Not in order: {trouble}"


def _publication_line(publication: Publication) -> str:
    when = publication.at.strftime("%Y-%m-%d %H:%M:%S")
    before = publication.before[:_SHOWN] or _NOTHING
    moved = f"{before} → {publication.after[:_SHOWN]}"
    if publication.before == publication.after:
        moved = f"{before}, unchanged"
    return f"{when} UTC  {publication.reason:<8}  {moved}  by {publication.by}"


def _kept(history: History) -> Iterator[str]:
    for digits in history.kept:
        marks = ["in force"] if history.in_force.startswith(digits) else []
        marks += ["cannot be used"] if digits in history.unusable else []
        yield f"{digits[:_SHOWN]} ({', '.join(marks)})" if marks else digits[:_SHOWN]


def _show(screen: Screen, done: Refreshed) -> None:
    """Say what is in force now, and every claim that is another."""
    if done.before == done.after:
        screen.say(f"Nothing changed: {done.after[:_SHOWN]} is in force.")
        return
    screen.say(f"{done.before[:_SHOWN] or _NOTHING} → {done.after[:_SHOWN]}")
    found = done.changes
    if not done.before:
        screen.say(f"{len(found.added)} claims are in force.")
        return
    for word, lines in (
        ("added", found.added),
        ("changed", found.changed),
        ("removed", found.removed),
    ):
        if lines:
            screen.say(f"{len(lines)} {word}:")
        for line in lines:
            screen.say(f"- {line}")
    if not any((found.added, found.changed, found.removed)):
        screen.say("No claim changed, but something around them did.")
