"""`check` and `build`: the pack author's commands."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from jjbot import engine
from jjbot.errors import PackError
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.session import read_settings, report


def check(args: argparse.Namespace) -> int:
    """Check a pack and its golden questions; every problem is a line ``file:line: message``."""
    folder = Path(args.folder) if args.folder is not None else read_settings().pack_dir
    screen = Screen(sys.stdout)
    try:
        checked = asyncio.run(engine.check(folder, report))
    except PackError as error:
        return refused(screen, error)
    screen.say(
        f"{folder}: in order; {checked.claims} claims, {checked.sources} sources, "
        f"{checked.golden} golden questions."
    )
    return 0


def build(args: argparse.Namespace) -> int:
    """Compile the pack, put the snapshot in force, and say which it is."""
    screen = Screen(sys.stdout)
    try:
        snapshot = asyncio.run(engine.build(read_settings(), report, force=args.force))
    except PackError as error:
        return refused(screen, error)
    screen.say(f"{snapshot} is in force.")
    return 0


def refused(screen: Screen, error: PackError) -> int:
    """Say why a pack was refused, a line for each problem; the exit code."""
    for problem in error.problems:
        screen.say(str(problem))
    count = len(error.problems)
    screen.say(f"{count} problem{'' if count == 1 else 's'} found.")
    return 1
