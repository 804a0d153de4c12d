"""What the bot knows: claims about entities, and the sources they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NewType

from jjbot.model.dates import PartialDate

EntityId = NewType("EntityId", str)
SourceId = NewType("SourceId", str)
ClaimId = NewType("ClaimId", str)

Value = str | int | PartialDate


class Certainty(IntEnum):
    """How sure a claim is; the order is the order of trust."""

    SPECULATION = 0
    RUMOUR = 1
    REPORTED = 2
    OFFICIAL = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim can be checked."""

    id: SourceId
    publisher: str
    title: str
    url: str | None  # None: it has no public address, and the answer says so
    published: PartialDate | None
    estimated: bool  # the date is a guess: shown with "about", and never a claim's `known_on`


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Why a claim is wrong; without *known_on* it was wrong from the start."""

    because: str
    known_on: date | None
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about one entity, as its sources have it.

    value: the id of an entity where the predicate's type is an entity.
    known_on: record clock, the day the public could know it; None = never in an as-of answer.
    revealed: spoiler clock, the position from which it gives nothing away; 0 = harmless.
    label, subject_label: best names of value and subject that the reader's Viewpoint may see;
        empty before a store has been asked, and for what has no name.
    spoils: as `revealed`, with the labels' clocks taken in; what a face must cover.
    """

    id: ClaimId
    subject: EntityId
    predicate: str
    value: Value
    known_on: date | None
    revealed: int = 0
    certainty: Certainty = Certainty.REPORTED
    about: bool = False
    note: str = ""
    sources: tuple[SourceId, ...] = ()
    deprecated: Deprecation | None = None
    label: str = ""
    subject_label: str = ""
    spoils: int = 0

    @property
    def entity(self) -> EntityId:
        """The value, of a claim whose value is an entity."""
        return EntityId(str(self.value))

    @property
    def date(self) -> PartialDate:
        """The value, of a claim whose value is a date."""
        if not isinstance(self.value, PartialDate):
            raise TypeError(f"{self.id} is not a date")
        return self.value


@dataclass(frozen=True, slots=True)
class Entity:
    """Something claims are about.  Its names are claims, too."""

    id: EntityId
    kind: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that one pack says, compiled: what a snapshot is built from.

    show: the show's id; checked_on: the day up to which its news was looked through;
    season_word: what the show calls its seasons ("Season", "Part");
    vocabulary: canonical JSON of kinds, predicates and intents in force for this pack.
    """

    show: EntityId
    checked_on: date
    season_word: str
    vocabulary: str
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    golden: tuple[GoldenQuestion, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """A question with what must and must not be in its answer."""

    file: str
    line: int
    ask: str
    context: tuple[str, ...]
    as_of: date | None
    seen: int
    today: date | None  # None: the pack's checked_on
    outcome: str | None
    intent: str | None
    says: tuple[str, ...]
    never: tuple[str, ...]


def best_first(claims: list[Claim]) -> list[Claim]:
    """Rivals in order: the surest, then the latest known, then by id.  The order is total."""
    return sorted(
        claims,
        key=lambda c: (-c.certainty, -(c.known_on or date.min).toordinal(), c.id),
    )
