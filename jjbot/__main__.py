"""The program: the console's commands, and behind `run` the Discord face."""

# What takes long to load is imported in functions, where a Ctrl-C is caught.
from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jjbot.settings import Settings

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; *argv* is sys.argv's rest if it is not given.

    Returns the exit code: 0 done, 1 failure, 2 usage, 78 configuration, 130 interrupted.
    """
    try:
        from jjbot.faces import console  # noqa: PLC0415
    except KeyboardInterrupt:
        return INTERRUPTED
    return console.main(sys.argv[1:] if argv is None else argv, serve=_serve)


def _serve(settings: Settings) -> int:
    """Run on Discord until stopped."""
    # here, too, because the console's commands should not wait for discord.py to load
    import asyncio  # noqa: PLC0415

    from jjbot.faces import discord  # noqa: PLC0415

    return asyncio.run(discord.run(settings))


if __name__ == "__main__":
    raise SystemExit(main())
