"""`build`: the operator's command."""

from __future__ import annotations

import asyncio
import sys

from jjbot import engine
from jjbot.errors import PackError
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.session import read_settings, report


def build() -> int:
    """Compile the pack, put the snapshot in force, and say which it is."""
    screen = Screen(sys.stdout)
    try:
        snapshot = asyncio.run(engine.build(read_settings(), report))
    except PackError as error:
        return _refused(screen, error)
    screen.say(f"{snapshot} is in force.")
    return 0


def _refused(screen: Screen, error: PackError) -> int:
    screen.refuse(error)
    return 1
