"""A folder of YAML, read and compiled into Contents."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jjbot.errors import QuestionError
from jjbot.model import (
    Claim,
    ClaimId,
    Contents,
    Deprecation,
    Entity,
    EntityId,
    GoldenQuestion,
    PartialDate,
    Source,
    SourceId,
    Vocabulary,
    parse_seen,
)
from jjbot.pack.checks import check
from jjbot.pack.clocks import Index, Records, Seasons, first_mentions
from jjbot.pack.documents import Entities, find_entities
from jjbot.pack.drafts import Draft, Drafting
from jjbot.pack.files import read_nodes
from jjbot.pack.fitting import fit, items
from jjbot.pack.misplaced import drop_the_misplaced
from jjbot.pack.nodes import Mapping, Node, Scalar, Sequence, line_of
from jjbot.pack.records import Manifest, QuestionRecord, SourceRecord
from jjbot.pack.report import (
    MANIFEST,
    QUESTIONS,
    SOURCES,
    VOCABULARY,
    Place,
    Report,
    did_you_mean,
    quoted,
)
from jjbot.pack.whole import Whole
from jjbot.pack.words import extended, own_intents, read_vocabulary

_HASH_STEP = 6
_SEASON_WORD = "Season"  # where the manifest that would say it cannot be read


def read_pack(folder: Path, shapes: Collection[str] = ()) -> Contents:
    """All that the pack in *folder* says.

    shapes: those that something answers, for the intents of the pack; empty: any.
    Raises PackError with every problem that can be told; where a file cannot be parsed, what may
    only follow from its lack is left out.
    """
    report = Report()
    vocabulary = read_vocabulary()
    found = read_nodes(folder, report)
    drop_the_misplaced(found, report)
    if VOCABULARY in found:
        vocabulary = extended(vocabulary, found[VOCABULARY], VOCABULARY, report)
    manifest = _manifest(found, report)
    sources, source_lines = _sources(found, report)
    golden = _questions(found, vocabulary, report)
    entities = find_entities(found, vocabulary, report)
    drafts = Drafting(vocabulary, entities, sources, report).all()
    index = Index.over(drafts)
    seasons = Seasons.of(index, entities.kinds)
    for draft in drafts:
        seasons.reveal(draft, report)
    _seen(found, seasons, report)
    always = {kind.id for kind in vocabulary.kinds.values() if kind.always_known}
    Records(index, entities.kinds, always, sources, report).settle(drafts)
    word = manifest.season_word if manifest else _SEASON_WORD
    drafts += _season_names(entities, index, drafts, vocabulary, word)
    node = found.get(MANIFEST)
    lines = node.lines if isinstance(node, Mapping) else {}
    whole = Whole(
        manifest=manifest,
        manifest_lines=lines,
        vocabulary=vocabulary,
        shapes=frozenset(shapes),
        entities=entities,
        drafts=drafts,
        index=index,
        seasons=seasons,
        sources=sources,
        source_lines=source_lines,
        intents=own_intents(found.get(VOCABULARY)),
        shaky=frozenset(report.shaky),
    )
    check(whole, report)
    report.raise_if_any()
    if manifest is None:  # then there was a problem; for the type checker
        raise AssertionError
    return Contents(
        show=EntityId(manifest.show),
        checked_on=manifest.checked_on,
        season_word=manifest.season_word,
        vocabulary=vocabulary.to_json(),
        entities=tuple(Entity(EntityId(id), entities.kinds[id]) for id in sorted(entities.kinds)),
        claims=_claims(drafts),
        sources=tuple(sources[id] for id in sorted(sources)),
        golden=tuple(golden),
    )


def _manifest(found: dict[str, Node], report: Report) -> Manifest | None:
    """The manifest, or None after a problem."""
    if MANIFEST in found:
        return fit(Manifest, found[MANIFEST], MANIFEST, report)
    if MANIFEST not in report.unread:
        report.add(Place(MANIFEST), "is missing; it names the show")
    return None


def _sources(found: dict[str, Node], report: Report) -> tuple[dict[str, Source], dict[str, int]]:
    """The sources by id, and the line of each on which it is dated."""
    known: dict[str, Source] = {}
    lines: dict[str, int] = {}
    dated: dict[str, int] = {}
    if SOURCES not in found:
        if SOURCES not in report.unread:
            report.add(Place(SOURCES), "is missing; every claim needs a source")
        report.unread.add(SOURCES)
        return known, dated
    for node in items(found[SOURCES], SOURCES, report):
        record = fit(SourceRecord, node, SOURCES, report)
        if record is None:
            written = node.entries.get("id") if isinstance(node, Mapping) else None
            if isinstance(written, Scalar):
                report.unsure_sources.add(written.text)
            else:
                report.unread.add(SOURCES)
            continue
        line = node.lines["id"] if isinstance(node, Mapping) else node.line
        if record.id in known:
            first = f"first in {SOURCES}:{lines[record.id]}"
            report.add(Place(SOURCES, line), f"the id {record.id!r} is here again; {first}")
        lines.setdefault(record.id, line)
        dated.setdefault(record.id, line_of(node, "published"))
        source = Source(
            id=SourceId(record.id),
            publisher=record.publisher,
            title=record.title,
            url=record.url,
            published=record.published,
            estimated=record.estimated,
        )
        known.setdefault(record.id, source)
    return known, dated


def _questions(
    found: dict[str, Node], vocabulary: Vocabulary, report: Report
) -> list[GoldenQuestion]:
    """The golden questions, one for each wording."""
    golden: list[GoldenQuestion] = []
    for node in items(found.get(QUESTIONS, Sequence(0)), QUESTIONS, report):
        record = fit(QuestionRecord, node, QUESTIONS, report)
        if record is None or not isinstance(node, Mapping):
            continue
        place = Place(QUESTIONS, node.line)
        known = record.intent is None or record.intent in vocabulary.intents
        if record.intent is not None and not known and VOCABULARY not in report.unread:
            hint = did_you_mean(record.intent, vocabulary.intents)
            line = node.lines["intent"]
            message = f"unknown intent {quoted(record.intent)}{hint}"
            report.add(Place(QUESTIONS, line), message)
        if not (record.says or record.never or record.outcome or record.intent):
            report.add(place, "expects nothing; add says, never, outcome or intent")
        if not record.ask:
            report.add(place, "ask: the list is empty; write a question")
        rest = record.model_dump(exclude={"ask"})
        for line, ask in zip(_lines(node.entries["ask"]), record.ask, strict=True):
            golden.append(GoldenQuestion(file=QUESTIONS, line=line, ask=ask, **rest))
    return golden


def _seen(found: dict[str, Node], seasons: Seasons, report: Report) -> None:
    """Report golden questions of somebody who has watched what there is not."""
    root = found.get(QUESTIONS)
    for node in root.items if isinstance(root, Sequence) else ():
        seen = node.entries.get("seen") if isinstance(node, Mapping) else None
        if isinstance(seen, Scalar):
            with suppress(QuestionError):  # that one is told already
                if missing := seasons.lack(parse_seen(seen.text), report):
                    report.add(Place(QUESTIONS, seen.line), f"seen: {missing}")


def _lines(node: Node) -> list[int]:
    """The lines of one value or of several."""
    return [node.line] if isinstance(node, Scalar) else [item.line for item in _items(node)]


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


def _season_names(
    entities: Entities, index: Index, drafts: list[Draft], vocabulary: Vocabulary, word: str
) -> list[Draft]:
    """A name for each season that has none written: "Season 2", known as the season is."""
    names: list[Draft] = []
    mentions = first_mentions(drafts)
    for document in entities.documents:
        if document.id not in entities.kinds:  # one that is there twice
            continue
        number = index.best(document.id, "number")
        if document.head.kind != "season" or number is None:
            continue
        if (document.id, "name") in index.of:
            continue
        mention = mentions.get(document.id)
        names.append(
            Draft(
                place=document.place,
                subject=document.id,
                kind="season",
                predicate=vocabulary.predicates["name"],
                value=f"{word} {number.value}",
                sources=mention.sources if mention else number.sources,
                known_on=mention.known_on if mention else number.known_on,
                settled=True,
                revealed=number.revealed,
            )
        )
    return names


@dataclass(frozen=True, slots=True)
class _Fingerprint:
    """What tells claims of one subject and predicate apart, as a hexadecimal hash."""

    hexadecimal: str
    draft: Draft


def _claims(drafts: list[Draft]) -> tuple[Claim, ...]:
    """The drafts as claims, ordered by ids that no reordering of files changes."""
    together: dict[str, list[_Fingerprint]] = {}
    for draft in drafts:
        value = draft.value
        kind = "date" if isinstance(value, PartialDate) else draft.predicate.type
        known = draft.known_on.isoformat() if draft.known_on else ""
        canonical = "\n".join((kind, str(value), known, str(draft.revealed)))
        hexadecimal = hashlib.sha256(canonical.encode()).hexdigest()
        together.setdefault(draft.key, []).append(_Fingerprint(hexadecimal, draft))
    claims: list[Claim] = []
    for key, several in together.items():
        length = _HASH_STEP
        while len({each.hexadecimal[:length] for each in several}) < len(several):
            length += _HASH_STEP
        for each in several:
            id = key if len(several) == 1 else f"{key}~{each.hexadecimal[:length]}"
            claims.append(_claim(ClaimId(id), each.draft))
    return tuple(sorted(claims, key=lambda claim: claim.id))


def _claim(id: ClaimId, draft: Draft) -> Claim:
    """*draft* with its id, as the rest of the house knows it."""
    wrong = None
    if draft.deprecated is not None:
        sources = tuple(map(SourceId, draft.deprecated.sources))
        wrong = Deprecation(draft.deprecated.because, draft.deprecated.known_on, sources)
    return Claim(
        id=id,
        subject=EntityId(draft.subject),
        predicate=draft.predicate.id,
        value=draft.value,
        known_on=draft.known_on,
        revealed=draft.revealed,
        certainty=draft.certainty,
        about=draft.about,
        note=draft.note,
        sources=tuple(map(SourceId, draft.sources)),
        deprecated=wrong,
    )
