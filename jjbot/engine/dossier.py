"""Everything that is known about one entity, for the people who look after the facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from jjbot.engine.generation import Generation
from jjbot.model import EVERYTHING, Claim, EntityId, Source, SourceId, Viewpoint
from jjbot.store import Snapshot
from jjbot.understanding import tokenise
from jjbot.understanding.normalise import respell

MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant."""

    entity: EntityId
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """Why there is no dossier: several entities are *called* so, or none and these are near."""

    found: tuple[Candidate, ...]
    called: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """What can be known about one entity from a Viewpoint.

    name: its best name, empty where it has none; claims: about it, rivals with the winner first;
    wrong: claims about it that are known to be wrong; mentions: claims whose value it is.
    subjects: what the entities of `mentions` are, in words; sources: of all these, by first use.
    """

    entity: EntityId
    kind: str
    name: str
    claims: tuple[Claim, ...]
    wrong: tuple[Claim, ...]
    mentions: tuple[Claim, ...]
    subjects: Mapping[EntityId, str]
    sources: tuple[Source, ...]


def look_for(generation: Generation, wanted: str, viewpoint: Viewpoint) -> Dossier | Candidates:
    """The dossier of the entity with the id or name *wanted*, as far as *viewpoint* may know it.

    What may not be known is not found, and is not among the candidates.
    """
    snapshot = generation.snapshot
    entity = EntityId(wanted.strip().casefold())
    claims = snapshot.about(viewpoint, entity)
    if not claims or _telling(snapshot, [entity], viewpoint):
        called = _called(generation, wanted, viewpoint)
        if len(called) != 1:
            return Candidates(called or _alike(snapshot, wanted, viewpoint), bool(called))
        entity = called[0].entity
        claims = snapshot.about(viewpoint, entity)
    return _dossier(snapshot, entity, claims, viewpoint)


def _dossier(
    snapshot: Snapshot, entity: EntityId, claims: tuple[Claim, ...], viewpoint: Viewpoint
) -> Dossier:
    wrong = [
        claim
        for predicate in snapshot.vocabulary.predicates
        for claim in snapshot.corrections(viewpoint, entity, predicate)
    ]
    naming = snapshot.naming(viewpoint, entity)
    telling = _telling(snapshot, [claim.subject for claim in naming], viewpoint)
    mentions = [claim for claim in naming if claim.subject not in telling]
    shown = [
        [_as_seen(claim, snapshot, viewpoint) for claim in each]
        for each in (claims, wrong, mentions)
    ]
    used = dict.fromkeys(source for each in shown for claim in each for source in _sources(claim))
    return Dossier(
        entity=entity,
        kind=snapshot.kinds[entity],
        name=claims[0].subject_label,
        claims=tuple(shown[0]),
        wrong=tuple(shown[1]),
        mentions=tuple(shown[2]),
        subjects=_in_words(snapshot, entity, mentions, viewpoint),
        sources=tuple(snapshot.sources[source] for source in used),
    )


def _telling(
    snapshot: Snapshot, entities: Iterable[EntityId], viewpoint: Viewpoint
) -> set[EntityId]:
    """Those of *entities* whose very id names somebody who is hidden, as a credit's does."""
    owners = {entity: EntityId(entity.split(".")[0]) for entity in entities if "." in entity}
    visible = {claim.subject for claim in snapshot.about(viewpoint, *owners.values())}
    return {
        entity
        for entity, owner in owners.items()
        if owner in snapshot.kinds and owner not in visible
    }


def _as_seen(claim: Claim, snapshot: Snapshot, viewpoint: Viewpoint) -> Claim:
    """*claim* without what *viewpoint* may not know of it: that it is wrong, later sources, notes.

    Of sources that all came later one is kept, as answers do.
    """
    day = viewpoint.as_of
    limited = day is not None or viewpoint.seen < EVERYTHING
    note = "" if limited else claim.note
    if day is None:
        return replace(claim, note=note)
    wrong = claim.deprecated
    if wrong is not None and wrong.known_on is not None and wrong.known_on > day:
        wrong = None
    elif wrong is not None:
        wrong = replace(wrong, sources=_out_by(day, wrong.sources, snapshot))
    sources = _out_by(day, claim.sources, snapshot)
    return replace(claim, note=note, deprecated=wrong, sources=sources)


def _out_by(day: date, sources: tuple[SourceId, ...], snapshot: Snapshot) -> tuple[SourceId, ...]:
    """Those of *sources* that were published by *day*, else the first."""
    dated = ((source, snapshot.sources[source].published) for source in sources)
    return tuple(each for each, when in dated if when and when.first_day <= day) or sources[:1]


def _sources(claim: Claim) -> Iterable[SourceId]:
    return (*claim.sources, *(claim.deprecated.sources if claim.deprecated else ()))


def _in_words(
    snapshot: Snapshot, entity: EntityId, mentions: Iterable[Claim], viewpoint: Viewpoint
) -> dict[EntityId, str]:
    """What the subjects of *mentions* are: their names, else what else is said of them."""
    words = {claim.subject: claim.subject_label for claim in mentions}
    nameless = [subject for subject, name in words.items() if not name]
    said: dict[EntityId, dict[str, None]] = {subject: {} for subject in nameless}
    for claim in snapshot.about(viewpoint, *nameless):
        if claim.value != entity:
            said[claim.subject][claim.label or str(claim.value)] = None
    return words | {subject: ", ".join(values) for subject, values in said.items()}


def _called(generation: Generation, wanted: str, viewpoint: Viewpoint) -> tuple[Candidate, ...]:
    """The visible entities called *wanted*: by a whole name, else by a word of one."""
    key = " ".join(respell(tokenise(wanted), {}))
    names = generation.understanding.lexicon.find(key, viewpoint)
    whole = [name.entity for name in names if not name.short]
    seasons = [
        name.subject
        for _, name in generation.seasons
        if viewpoint.admits(name.known_on, name.revealed)
        and " ".join(respell(tokenise(str(name.value)), {})) == key
    ]
    found = dict.fromkeys([*whole, *seasons] or [name.entity for name in names])
    return _candidates(generation.snapshot, found, viewpoint)


def _alike(snapshot: Snapshot, wanted: str, viewpoint: Viewpoint) -> tuple[Candidate, ...]:
    """The visible entities whose name or id is spelt most like *wanted*."""
    spelt: dict[str, list[EntityId]] = {}
    for claim in snapshot.with_predicate(viewpoint, "name", "alias"):
        for text in (claim.subject, str(claim.value).casefold()):
            spelt.setdefault(text, []).append(claim.subject)
    near = get_close_matches(wanted.strip().casefold(), spelt, n=MOST_ALIKE, cutoff=0.6)
    found = dict.fromkeys(entity for text in near for entity in spelt[text])
    return _candidates(snapshot, list(found)[:MOST_ALIKE], viewpoint)


def _candidates(
    snapshot: Snapshot, entities: Iterable[EntityId], viewpoint: Viewpoint
) -> tuple[Candidate, ...]:
    """Those of *entities* that are visible, in their order."""
    wanted = list(entities)
    names = {claim.subject: claim.subject_label for claim in snapshot.about(viewpoint, *wanted)}
    return tuple(
        Candidate(entity, snapshot.kinds[entity], names[entity])
        for entity in wanted
        if entity in names
    )
