"""A pack as the rules between claims see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jjbot.model import PartialDate, Source, Vocabulary
from jjbot.pack.clocks import Index, Seasons
from jjbot.pack.documents import Entities
from jjbot.pack.drafts import Draft
from jjbot.pack.nodes import Mapping
from jjbot.pack.records import Manifest
from jjbot.pack.report import MANIFEST, SOURCES, VOCABULARY, Place

Found = Iterator[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Whole:
    """All claims of a pack, by what they are about.

    shapes: those of intents that are answered, empty if nobody said.
    source_lines: where each source is dated; intents: those of the pack's own, as written.
    shaky: entities of which something could not be read.
    """

    manifest: Manifest | None  # None: it could not be read
    manifest_lines: dict[str, int]
    vocabulary: Vocabulary
    shapes: frozenset[str]
    entities: Entities
    drafts: list[Draft]
    index: Index
    seasons: Seasons
    sources: dict[str, Source]
    source_lines: dict[str, int]
    intents: dict[str, Mapping]
    shaky: frozenset[str]

    def ids(self, kind: str) -> list[str]:
        """The entities of *kind*, by id."""
        return sorted(id for id, each in self.entities.kinds.items() if each == kind)

    def numbered(self) -> list[str]:
        """The seasons, by number."""
        return sorted(self.ids("season"), key=lambda id: (self.index.number(id) or 0, id))

    def manifest_place(self, key: str) -> Place:
        """Where *key* of the manifest is written."""
        return Place(MANIFEST, self.manifest_lines.get(key, 0))

    def source_place(self, id: str) -> Place:
        """Where the source *id* is dated."""
        return Place(SOURCES, self.source_lines.get(id, 0))

    def intent_place(self, id: str, key: str = "") -> Place:
        """Where the pack's own intent *id*, or its *key*, is written."""
        node = self.intents.get(id)
        return Place(VOCABULARY, node.lines.get(key, node.line) if node else 0)

    def place(self, id: str) -> Place:
        """Where the entity *id* is written."""
        return self.entities.places[id]


Rule = Callable[[Whole], Found]


def later(first: object, second: object) -> bool:
    """Whether the date *first* is certainly later than the date *second*."""
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return first.first_day > second.last_day
    return False
