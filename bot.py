"""Run the bot: on Discord with a token, in this terminal without one (`python -m jjbot run`)."""

from __future__ import annotations

import sys

from jjbot.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main(["run", *sys.argv[1:]]))
