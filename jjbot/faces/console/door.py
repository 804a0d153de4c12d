"""The machine-readable door: answers as JSON objects, and questions as JSON lines.

The keys are a promise to scripts: none is taken away or changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from jjbot.engine import PERCENTILES, Change, Dossier, Evaluation, Examined, Tally
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
        "receipt": asdict(answer.receipt) if answer.receipt else None,
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


def evaluation_object(
    found: Evaluation, failures: Iterable[Examined], changes: Iterable[Change] | None
) -> dict[str, Any]:
    """Return *found* as `jjbot eval --json` prints it, with *failures* only of its failures.

    changes: against the baseline; None where there is none.
    """
    return {
        "questions": len(found.examined),
        "measures": {
            _key(name): {"share": share.ratio, "part": share.part, "whole": share.whole}
            for name, share in found.measures.items()
        },
        "kinds": {name: _tally(each) for name, each in found.kinds.items()},
        "files": {name: _tally(each) for name, each in found.given.items()},
        "tags": {name: _tally(each) for name, each in found.tags.items()},
        "confusions": [
            {"intent": wanted, "read_as": read, "n": many}
            for (wanted, read), many in found.confusions.items()
        ],
        "wrongly_read_as": {
            intent: {"wrong": wrong, "false_answers": false}
            for intent, (wrong, false) in found.wrongly_read_as.items()
        },
        "ms": {
            _key(name): {
                f"p{share}": round(ms, 3) for share, ms in zip(PERCENTILES, times, strict=True)
            }
            for name, times in found.latency.items()
        },
        "failures": [_failure(one) for one in failures],
        "failed": len(found.failures(reveal=True)),
        "changes": None if changes is None else [_change(change) for change in changes],
    }


def _key(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_").casefold()


def _tally(counted: Tally) -> dict[str, Any]:
    return asdict(counted) | {"accuracy": counted.accuracy}


def _failure(one: Examined) -> dict[str, Any]:
    question = one.question
    return {
        "id": question.id,
        "kind": question.kind,
        "file": str(question.place.file),
        "line": question.place.line,
        "context": list(question.context),
        "question": question.text,
        "expect": asdict(question.expected) if question.expected else None,
        "verdict": one.verdict.value,
        "why": one.why,
        "outcome": one.outcome.value,
        "text": one.text,
        "intent": one.read_as,
        "readings": [
            {"intent": each.query.intent, "score": round(each.score, 3), "phrase": each.phrase}
            for each in one.readings
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "what": change.what,
        "before": _tally(change.before),
        "now": _tally(change.now),
        "worse": change.worse,
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
