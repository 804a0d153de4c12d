"""What a sound pack holds, counted, and where its author could do more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jjbot.model import Certainty, Claim, ClaimId, Contents, EntityId, SourceId, best_first

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """A claim that rests on one source alone."""

    claim: ClaimId
    source: SourceId


@dataclass(frozen=True, slots=True)
class Undated:
    """A source that dates no claim; written: its date as it is guessed, empty if there is none."""

    source: SourceId
    publisher: str
    written: str
    claims: int


@dataclass(frozen=True, slots=True)
class Uncredited:
    """An episode of which it is not known who wrote or who directed it."""

    episode: EntityId
    name: str
    writer: bool
    director: bool


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a pack holds.  Counts are of claims, most first; every list is whole, in order of ids.

    by_certainty: the surest first, also what there is none of.  wrong: how many are deprecated.
    """

    claims: int
    wrong: int
    by_kind: Counted
    by_predicate: Counted
    by_certainty: Counted
    by_source: Counted
    one_source: tuple[Weak, ...]
    undated: tuple[Undated, ...]
    unused: tuple[SourceId, ...]
    uncredited: tuple[Uncredited, ...]


def take_inventory(contents: Contents) -> Inventory:
    """Count what *contents* say; the same contents give the same inventory."""
    kinds = {entity.id: entity.kind for entity in contents.entities}
    sources = Counter(source for claim in contents.claims for source in claim.sources)
    sure = Counter(claim.certainty for claim in contents.claims)
    used = {*sources, *_saying_wrong(contents.claims)}
    return Inventory(
        claims=len(contents.claims),
        wrong=sum(claim.deprecated is not None for claim in contents.claims),
        by_kind=_most_first(Counter(kinds[claim.subject] for claim in contents.claims)),
        by_predicate=_most_first(Counter(claim.predicate for claim in contents.claims)),
        by_certainty=tuple((each.name.lower(), sure[each]) for each in reversed(Certainty)),
        by_source=_most_first(sources),
        one_source=tuple(
            Weak(claim.id, claim.sources[0]) for claim in contents.claims if len(claim.sources) == 1
        ),
        undated=tuple(
            Undated(each.id, each.publisher, str(each.published or ""), sources[each.id])
            for each in contents.sources
            if each.published is None or each.estimated
        ),
        unused=tuple(each.id for each in contents.sources if each.id not in used),
        uncredited=tuple(_uncredited(contents)),
    )


def _most_first(counted: Counter[str] | Counter[SourceId]) -> Counted:
    return tuple(sorted(((str(key), many) for key, many in counted.items()), key=_by_count))


def _by_count(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]


def _saying_wrong(claims: Iterable[Claim]) -> Iterable[SourceId]:
    """The sources by which claims are known to be wrong."""
    return (source for claim in claims if claim.deprecated for source in claim.deprecated.sources)


def _uncredited(contents: Contents) -> Iterable[Uncredited]:
    """Episodes without a writer or director; a wrong one counts as none."""
    said: dict[tuple[EntityId, str], list[Claim]] = {}
    for claim in contents.claims:
        if claim.deprecated is None:
            said.setdefault((claim.subject, claim.predicate), []).append(claim)
    for entity in contents.entities:
        writer = (entity.id, "written_by") in said
        director = (entity.id, "directed_by") in said
        if entity.kind == "episode" and not (writer and director):
            names = best_first(said.get((entity.id, "name"), []))
            name = str(names[0].value) if names else ""
            yield Uncredited(entity.id, name, writer, director)
