"""The machine-readable door: answers as JSON objects, and questions as JSON lines.

The keys are a promise to scripts: none is taken away or changes its meaning.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from jjbot.engine import Dossier
from jjbot.errors import QuestionError
from jjbot.model import Answer, Claim, PartialDate, Source, written_position


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a batch: what is asked, and after which earlier messages."""

    id: str | int
    question: str
    context: tuple[str, ...] = ()
    as_of: str | None = None
    seen: str | None = None


def read_item(line: str) -> Item:
    """Read one line of a batch.  Raises QuestionError with a sentence."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise QuestionError("is not JSON") from None
    if not isinstance(row, dict):
        raise QuestionError("is not a JSON object")
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | int):
        raise QuestionError('has no "id" (a text or a whole number)')
    if not isinstance(row.get("q"), str):
        raise QuestionError('has no "q" (a text)')
    context = row.get("context")
    context = [] if context is None else context
    if not isinstance(context, list) or not all(isinstance(text, str) for text in context):
        raise QuestionError('has a "context" that is no list of texts')
    for key in ("as_of", "seen"):
        if row.get(key) is not None and not isinstance(row[key], str):
            raise QuestionError(f'has a "{key}" that is no text')
    return Item(row["id"], row["q"], tuple(context), row.get("as_of"), row.get("seen"))


def answer_object(question: str, answer: Answer, ms: float) -> dict[str, Any]:
    """Return *answer* as `jjbot ask --json` prints it.

    `text` is without markup and sources; `spoilers` are ranges [start, end) of its characters;
    `ms` is how long the answer took, in milliseconds.
    """
    return {
        "question": question,
        "outcome": answer.outcome.value,
        "declined": answer.outcome.declined,
        "text": answer.text,
        "spoilers": [list(span) for span in answer.spoilers],
        "intent": answer.intent,
        "entities": _entities(answer),
        "claims": [_claim(claim) for claim in answer.claims],
        "sources": [_source(source) for source in answer.sources],
        "suggestions": [suggestion.text for suggestion in answer.suggestions],
        "ms": round(ms, 3),
    }


def batch_object(item: Item, answer: Answer, ms: float) -> dict[str, Any]:
    """Return *answer* as a line of `jjbot ask --batch`."""
    return {
        "id": item.id,
        "text": answer.text,
        "declined": answer.outcome.declined,
        "outcome": answer.outcome.value,
        "intent": answer.intent,
        "ms": round(ms, 3),
    }


def dossier_object(found: Dossier) -> dict[str, Any]:
    """Return *found* as `jjbot show --json` prints it: claims with rivals' winner first."""
    return {
        "id": found.entity,
        "kind": found.kind,
        "name": found.name,
        "claims": [_whole_claim(claim) for claim in found.claims],
        "wrong": [_whole_claim(claim) for claim in found.wrong],
        "mentions": [
            {"subject_name": found.subjects[claim.subject], **_whole_claim(claim)}
            for claim in found.mentions
        ],
        "sources": [_source(source) for source in found.sources],
    }


def written_value(claim: Claim) -> str | int:
    """Return the value as written: the name, where it is an entity that has one."""
    if claim.label:
        return claim.label
    return str(claim.value) if isinstance(claim.value, PartialDate) else claim.value


def _entities(answer: Answer) -> list[dict[str, str]]:
    named = answer.query.entities if answer.query else ()
    return [{"slot": slot, "id": entity} for slot, entity in named]


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": claim.subject,
        "predicate": claim.predicate,
        "value": written_value(claim),
        "known_on": claim.known_on.isoformat() if claim.known_on else None,
        "certainty": claim.certainty.name.lower(),
        "sources": list(claim.sources),
    }


def _whole_claim(claim: Claim) -> dict[str, Any]:
    """A claim as `ask` has it, with its spoiler clock and what is wrong with it."""
    wrong = claim.deprecated
    return _claim(claim) | {
        "entity": claim.value if claim.label else None,
        "about": claim.about,
        "revealed_in": written_position(claim.revealed) or None,
        "note": claim.note or None,
        "deprecated": wrong
        and {
            "because": wrong.because,
            "known_on": wrong.known_on.isoformat() if wrong.known_on else None,
            "sources": list(wrong.sources),
        },
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": str(source.published) if source.published else None,
        "estimated": source.estimated,
    }
