"""A pack as the rules between claims see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jjbot.model import PartialDate, Source, Vocabulary
from jjbot.pack.clocks import Index, Seasons
from jjbot.pack.documents import Entities
from jjbot.pack.drafts import Draft
from jjbot.pack.records import Manifest
from jjbot.pack.report import MANIFEST, Place

Found = Iterator[tuple[Place, str]]


@dataclass(frozen=True, slots=True)
class Whole:
    """All claims of a pack, by what they are about."""

    manifest: Manifest | None  # None: it could not be read
    manifest_lines: dict[str, int]
    vocabulary: Vocabulary
    entities: Entities
    drafts: list[Draft]
    index: Index
    seasons: Seasons
    sources: dict[str, Source]
    shaky: frozenset[str]  # entities of which something could not be read

    def ids(self, kind: str) -> list[str]:
        """The entities of *kind*, by id."""
        return sorted(id for id, each in self.entities.kinds.items() if each == kind)

    def numbered(self) -> list[str]:
        """The seasons, by number."""
        return sorted(self.ids("season"), key=lambda id: (self.index.number(id) or 0, id))

    def manifest_place(self, key: str) -> Place:
        """Where *key* of the manifest is written."""
        return Place(MANIFEST, self.manifest_lines.get(key, 0))

    def place(self, id: str) -> Place:
        """Where the entity *id* is written."""
        return self.entities.places[id]


Rule = Callable[[Whole], Found]


def later(first: object, second: object) -> bool:
    """Whether the date *first* is certainly later than the date *second*."""
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return first.first_day > second.last_day
    return False
