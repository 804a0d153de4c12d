"""Ask a pack from a test: draft it, load it as a generation, put questions."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path

from jjbot.engine.asking import Asker, Conversations, ask
from jjbot.engine.generation import Generation
from jjbot.model import Viewpoint, parse_as_of, parse_seen
from jjbot.pack import read_pack
from jjbot.store import write_draft

PACKS = Path(__file__).parent / "packs"
SHIPPED = Path(__file__).parents[1] / "data" / "jessica_jones"
MINUIT_CLAIMS = len(read_pack(PACKS / "minuit").claims)
TODAY = date(2023, 7, 1)


def view(as_of=None, seen="all", today=TODAY):
    """A Viewpoint from what one would type."""
    return Viewpoint(today, parse_as_of(as_of) if as_of else None, parse_seen(seen))


@contextmanager
def opened(contents, folder):
    """The generation of *contents*, open for the length of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    generation = Generation.load(write_draft(contents, folder))
    try:
        yield generation
    finally:
        generation.snapshot.close()


@asynccontextmanager
async def drafted(contents, folder):
    """As `opened`, for a test that awaits."""
    with opened(contents, folder) as generation:
        yield generation


class Fan:
    """Somebody who asks one generation, and is remembered."""

    def __init__(self, generation):
        """Nobody has asked yet."""
        self.generation = generation
        self.conversations = Conversations()

    async def ask(self, text, as_of=None, seen="all", today=TODAY):
        """The Answer to *text*."""
        found, _ = await self.understood(text, as_of, seen, today)
        return found

    async def ask_from(self, viewpoint, text):
        """The Answer to *text*, asked from *viewpoint*."""
        found, _ = ask(self.generation, text, Asker(viewpoint, "fan"), self.conversations)
        return found

    async def understood(self, text, as_of=None, seen="all", today=TODAY):
        """The Answer to *text*, and how it was understood."""
        asker = Asker(view(as_of, seen, today), "fan")
        return ask(self.generation, text, asker, self.conversations)


@asynccontextmanager
async def fan_of(folder, scratch):
    """A Fan of the pack in *folder*."""
    async with drafted(read_pack(folder), scratch) as generation:
        yield Fan(generation)
