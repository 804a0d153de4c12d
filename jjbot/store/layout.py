"""How claims lie in a snapshot's tables: rows from claims, and claims from rows."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jjbot.model import (
    Certainty,
    Claim,
    Contents,
    Deprecation,
    PartialDate,
    Source,
    SourceId,
    Value,
)

APPLICATION_ID = 0x6A6A6274  # "jjbt": how a snapshot is told from any other SQLite file
SCHEMA_VERSION = 2

# What `claim_of` reads, of the claim `c`.
COLUMNS = """
    c.id, c.subject, c.predicate, c.text, c.number, c.day, c.ref, c.known_on, c.revealed,
    c.certainty, c.about, c.note, c.wrong, c.wrong_on, c.sources, c.wrong_sources
"""
_REMEMBERED = 4096  # days and lists of sources that many claims share: read once


def read_only(path: Path) -> str:
    """The address under which SQLite opens *path* so that nothing can change it."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def digest(contents: Contents) -> str:
    """SHA-256 of all that a snapshot of *contents* would say, as 64 hexadecimal digits.

    Equal contents give equal digests everywhere: nothing of the machine goes into it.  Golden
    questions do not, for they are no facts.
    """
    head = {
        "schema": SCHEMA_VERSION,
        "show": contents.show,
        "checked_on": contents.checked_on,
        "season_word": contents.season_word,
        "vocabulary": contents.vocabulary,
        "entities": sorted([entity.id, entity.kind] for entity in contents.entities),
        "sources": len(contents.sources),
    }
    encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain).encode
    hashed = hashlib.sha256(encode(head).encode("ascii"))
    # One at a time: the text of a large pack would take more memory than the pack.
    for source in sorted(contents.sources, key=_id):
        hashed.update(encode([getattr(source, name) for name in _SOURCE]).encode("ascii"))
    for claim in sorted(contents.claims, key=_id):
        hashed.update(encode([getattr(claim, name) for name in _CLAIM]).encode("ascii"))
    return hashed.hexdigest()


def claim_row(rowid: int, claim: Claim, *, is_entity: bool) -> tuple[Any, ...]:
    """*claim* as the columns of its table."""
    value, wrong = claim.value, claim.deprecated
    return (
        rowid,
        claim.id,
        claim.subject,
        claim.predicate,
        value if isinstance(value, str) and not is_entity else None,
        value if isinstance(value, int) else None,
        str(value) if isinstance(value, PartialDate) else None,
        value if is_entity else None,
        iso(claim.known_on),
        claim.revealed,
        int(claim.certainty),
        int(claim.about),
        claim.note,
        wrong.because if wrong else None,
        iso(wrong.known_on) if wrong else None,
        " ".join(claim.sources),
        " ".join(wrong.sources) if wrong else None,
    )


def claim_of(row: sqlite3.Row | tuple[Any, ...]) -> Claim:
    """The claim in a row of `COLUMNS` and, after them, label, subject's label and spoils."""
    (id, subject, predicate, text, number, day, ref, known_on, revealed, certainty, about, note,
     wrong, wrong_on, sources, wrong_sources, label, subject_label, spoils) = row  # fmt: skip
    value: Value = text
    if text is None:
        value = ref if ref is not None else number if day is None else _partial(day)
    deprecated = None
    if wrong is not None:
        deprecated = Deprecation(wrong, _day(wrong_on), source_ids(wrong_sources))
    return Claim(
        id=id,
        subject=subject,
        predicate=predicate,
        value=value,
        known_on=_day(known_on),
        revealed=revealed,
        certainty=_CERTAINTIES[certainty],
        about=about == 1,
        note=note,
        sources=source_ids(sources),
        deprecated=deprecated,
        label=label,
        subject_label=subject_label,
        spoils=spoils,
    )


def source_row(source: Source) -> tuple[Any, ...]:
    """*source* as the columns of its table."""
    published = str(source.published) if source.published else None
    estimated = int(source.estimated)
    return (source.id, source.publisher, source.title, source.url, published, estimated)


def source_of(row: Iterable[Any]) -> Source:
    """The source in a row of its table."""
    id, publisher, title, url, published, estimated = row
    when = PartialDate.parse(published) if published else None
    return Source(SourceId(id), publisher, title, url, when, bool(estimated))


@lru_cache(_REMEMBERED)
def source_ids(joined: str | None) -> tuple[SourceId, ...]:
    """Ids from a text in which blanks part them."""
    return tuple(map(SourceId, joined.split())) if joined else ()


def iso(day: date | None) -> str | None:
    """*day* as it is stored."""
    return day.isoformat() if day else None


@lru_cache(_REMEMBERED)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(_REMEMBERED)
def _partial(text: str) -> PartialDate:
    return PartialDate.parse(text)


# By number; an Enum's own look-up is ten times as slow.  The table has no other numbers.
_CERTAINTIES = tuple(sorted(Certainty))


def _id(each: Source | Claim) -> str:
    return each.id


# What the pack says; what a store adds to a claim is left out.
_CLAIM = tuple(
    each.name for each in fields(Claim) if each.name not in ("label", "subject_label", "spoils")
)
_SOURCE = tuple(each.name for each in fields(Source))


def _plain(value: object) -> object:
    """*value* as JSON has it; a coarse date is never the same as a text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return {"date": str(value)}
    if isinstance(value, Deprecation):
        return asdict(value)
    raise TypeError(f"{value!r} has no place in a digest")
