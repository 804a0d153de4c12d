"""The program: the console's commands, and behind `run` the Discord face."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from jjbot.faces import console
from jjbot.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; *argv* is sys.argv's rest if it is not given.

    Returns the exit code: 0 done, 1 failure, 2 usage, 78 configuration, 130 interrupted.
    """
    return console.main(sys.argv[1:] if argv is None else argv, serve=_serve)


def _serve(settings: Settings) -> int:
    """Run on Discord until stopped."""
    # here, because the console's commands should not wait for discord.py to load
    from jjbot.faces import discord  # noqa: PLC0415

    return asyncio.run(discord.run(settings))


if __name__ == "__main__":
    raise SystemExit(main())
