"""Claims on their way: typed and checked one by one, their clocks not yet all set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from jjbot.model import Certainty, Predicate, Source, Value, Vocabulary
from jjbot.pack import values
from jjbot.pack.documents import Document, Entities
from jjbot.pack.fitting import fit
from jjbot.pack.nodes import Node, Scalar, Sequence, line_of
from jjbot.pack.records import ClaimRecord, DeprecationRecord
from jjbot.pack.report import (
    SOURCES,
    VOCABULARY,
    Place,
    Report,
    a,
    did_you_mean,
    one_of,
    quoted,
)

MAX_NAME = 200
NAMES = ("name", "alias")
_UNREAD = ("",)  # the sources of an entity whose own sources could not be read


@dataclass(slots=True)
class Draft:
    """A claim whose clocks are still as they were written.

    known_on holds once `settled` is true.  revealed may be a season's number with
    `WHOLE_SEASON` until the episodes of that season are known.
    """

    place: Place
    subject: str
    kind: str
    predicate: Predicate
    value: Value
    sources: tuple[str, ...]
    known_on: date | None = None
    settled: bool = False
    revealed: int = 0
    certainty: Certainty = Certainty.REPORTED
    about: bool = False
    note: str = ""
    deprecated: DeprecationRecord | None = None

    @property
    def key(self) -> str:
        """Subject and predicate, as messages name a claim."""
        return f"{self.subject}.{self.predicate.id}"

    @property
    def dated(self) -> bool:
        """Whether it is known from a certain day on."""
        return self.known_on is not None and self.known_on != values.ALWAYS

    @property
    def never_right(self) -> bool:
        """Whether it was wrong from the start."""
        return self.deprecated is not None and self.deprecated.known_on is None


@dataclass(frozen=True, slots=True)
class Drafting:
    """What a claim is checked against."""

    vocabulary: Vocabulary
    entities: Entities
    sources: dict[str, Source]
    report: Report

    def all(self) -> list[Draft]:
        """The claims of all documents that hold by themselves."""
        return [draft for document in self.entities.documents for draft in self._of(document)]

    def _of(self, document: Document) -> Iterator[Draft]:
        """The claims of one document."""
        node = document.node.entries.get("sources")
        if node is not None and not document.unsure:
            self._known_sources(document.head.sources, Place(document.place.file, node.line))
        for key in document.predicates():
            place = Place(document.place.file, document.node.lines[key])
            predicate = self._predicate(key, document, place)
            if predicate is None:
                self.report.shaky.add(document.id)
                continue
            for item in self._values(document, key, place):
                draft = self._draft(document, predicate, item)
                if draft is None:
                    self.report.shaky.add(document.id)
                else:
                    yield draft

    def _predicate(self, key: str, document: Document, place: Place) -> Predicate | None:
        """The predicate *key*, if the vocabulary has it for this kind."""
        kind = document.head.kind
        known = self.vocabulary.predicates
        if key not in known and VOCABULARY in self.report.unread:
            return None
        if key not in known:
            fitting = [each.id for each in known.values() if not each.of or kind in each.of]
            hint = self.report.hint(key, [*fitting, "sources", "known_on", "revealed_in"])
            what = a(kind) if kind in self.vocabulary.kinds else "an entity"
            hint = hint or f"; docs/vocabulary.md has all that can be said of {what}"
            self.report.add(place, f"unknown predicate {quoted(key)}{hint}")
            return None
        if known[key].of and kind not in known[key].of and kind in self.vocabulary.kinds:
            allowed = one_of(known[key].of)
            self.report.add(place, f"{key} cannot be said of {a(kind)}; only of: {allowed}")
            return None
        return known[key]

    def _values(self, document: Document, key: str, place: Place) -> Iterator[Node]:
        """The values of one predicate."""
        node = document.node.entries[key]
        if not isinstance(node, Sequence):
            yield node
            return
        if not node.items:
            self.report.shaky.add(document.id)
            self.report.add(place, f"{key}: the list is empty; fill it or take the key away")
        for item in node.items:
            if isinstance(item, Sequence):
                self.report.shaky.add(document.id)
                problem = f"{key}: found a list inside the list; expected values"
                self.report.add(Place(place.file, item.line), problem)
            else:
                yield item

    def _draft(self, document: Document, predicate: Predicate, node: Node) -> Draft | None:
        """One value as a draft, or None after a problem."""
        place = Place(document.place.file, node.line)
        if isinstance(node, Scalar):
            record: ClaimRecord | None = ClaimRecord(value=node.text)
            at = place
        else:
            record = fit(ClaimRecord, node, place.file, self.report)
            at = Place(place.file, line_of(node, "value"))
        if record is None:
            return None
        value = self._value(record.value, predicate, at)
        sources = self._sources(record, document, node, predicate)
        if value is None:
            return None
        head = document.head
        known = record.known_on if record.known_on is not None else head.known_on
        revealed = record.revealed_in if record.revealed_in is not None else head.revealed_in
        return Draft(
            place=at,
            subject=document.id,
            kind=head.kind,
            predicate=predicate,
            value=value,
            sources=sources,
            known_on=known if isinstance(known, date) else None,
            settled=known is not None,
            revealed=revealed or 0,
            certainty=record.certainty,
            about=record.about,
            note=record.note,
            deprecated=record.deprecated,
        )

    def _sources(
        self, record: ClaimRecord, document: Document, node: Node, predicate: Predicate
    ) -> tuple[str, ...]:
        """The claim's sources, known or not."""
        file = document.place.file
        sources = document.head.sources
        if record.sources is not None:
            sources = record.sources
            self._known_sources(sources, Place(file, line_of(node, "sources")))
        if record.deprecated:
            place = Place(file, line_of(node, "deprecated"))
            self._known_sources(record.deprecated.sources, place)
        if not sources and document.unsure:
            return _UNREAD
        if not sources:
            message = f"{predicate.id}: no source; name one here or on the whole entity"
            self.report.add(Place(file, node.line), message)
            return _UNREAD
        return tuple(dict.fromkeys(sources))

    def _known_sources(self, ids: tuple[str, ...], place: Place) -> None:
        """Report those of *ids* that are not in sources.yaml."""
        if SOURCES in self.report.unread:
            return
        unknown = {id for id in ids if id not in self.sources}
        for source in sorted(unknown - self.report.unsure_sources):
            hint = self.report.hint(source, self.sources)
            self.report.blame(place, f"unknown source {quoted(source)}{hint}")

    def _value(self, written: str, predicate: Predicate, place: Place) -> Value | None:
        """*written* as the type of *predicate*; None after a problem."""
        if predicate.type == "entity":
            return self._entity(written, predicate, place)
        try:
            return _TYPES[predicate.type](written, predicate)
        except ValueError as error:
            self.report.add(place, f"{predicate.id}: {error}")
            return None

    def _entity(self, written: str, predicate: Predicate, place: Place) -> str | None:
        """The id of an entity of the right kind; None after a problem."""
        kinds = self.entities.kinds
        expected = a(one_of(predicate.of_kind)) if predicate.of_kind else "any entity"
        if written not in kinds:
            if self.report.entities_missing or written in self.report.shaky:
                return written  # it may be in what could not be read
            self.report.missing.add(written)
            fitting = [id for id, kind in kinds.items() if _fits(kind, predicate)]
            hint = self.report.hint(written, fitting) or _numbered(written, fitting)
            message = f"no entity {quoted(written)}; expected the id of {expected}{hint}"
            self.report.blame(place, f"{predicate.id}: {message}")
            return None
        if not _fits(kinds[written], predicate) and kinds[written] in self.vocabulary.kinds:
            found = f"{quoted(written)} is {a(kinds[written])}"
            message = f"{predicate.id}: {found}; expected the id of {expected}"
            self.report.blame(place, message)
            return None
        return written


def claim_text(written: str, predicate: Predicate) -> str:
    """A text value, one of those allowed if only some are."""
    value = values.text(written)
    if predicate.id in NAMES and len(value) > MAX_NAME:
        raise ValueError(f"is {len(value)} characters long; {MAX_NAME} are the limit for a name")
    if predicate.id in NAMES and len(value) == 1 and value.isascii():
        raise ValueError(f"{quoted(value)} is too short for a name; write two characters or more")
    if predicate.one_of and value not in predicate.one_of:
        allowed = one_of(predicate.one_of)
        hint = did_you_mean(value, predicate.one_of)
        raise ValueError(f"found {quoted(value)}; expected {allowed}{hint}")
    return value


_TYPES: dict[str, Callable[[str, Predicate], Value]] = {
    "text": claim_text,
    "integer": lambda written, _: values.whole_number(written),
    "date": lambda written, _: values.partial_date(written),
}


def _numbered(written: str, fitting: list[str]) -> str:
    """``; did you mean 'season-1'?`` where only the number was written, or nothing."""
    near = [id for id in fitting if written.isdigit() and id.endswith(f"-{written}")]
    return f"; did you mean {near[0]!r}?" if len(near) == 1 else ""


def _fits(kind: str, predicate: Predicate) -> bool:
    """Whether an entity of *kind* may be the predicate's value."""
    return not predicate.of_kind or kind in predicate.of_kind
