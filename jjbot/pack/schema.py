"""JSON Schema for a pack's files, made from the vocabulary: editors complete, explain and warn.

A schema never refuses what the reader takes; it knows less than `check` does, which sees the
pack as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from jjbot.model import Kind, Predicate, Vocabulary
from jjbot.pack import shapes
from jjbot.pack.documents import WITHOUT_ID
from jjbot.pack.drafts import NAMES
from jjbot.pack.files import read_nodes
from jjbot.pack.report import VOCABULARY, Report
from jjbot.pack.shapes import Schema, claim, closed, described, refer
from jjbot.pack.words import extended, read_vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ENTITIES = "entities"
FILE_KINDS = (ENTITIES, "pack", "sources", "questions", "vocabulary")
"""What a file of a pack can be; all but entities stand in the file of that name."""

_TYPES: Mapping[str, Schema] = {
    "text": shapes.TEXT,
    "name": shapes.NAME,
    "integer": shapes.INTEGER,
    "date": shapes.DATE,
    "reference": shapes.REFERENCE,
}
_EXPECTED = {
    "text": "One line of text.",
    "integer": "A whole number.",
    "date": "A date: YYYY-MM-DD, YYYY-MM or YYYY, as precise as it is known.",
}


def vocabulary_for(folder: Path | None) -> Vocabulary:
    """The vocabulary in force for the pack in *folder*; None: the one every pack has.

    Raises PackError where there is no such folder or the pack's own vocabulary cannot be read;
    its other files may be broken, or not yet there.
    """
    base = read_vocabulary()
    if folder is None:
        return base
    first, report = Report(), Report()
    found = read_nodes(folder, first)
    report.problems.extend(each for each in first.problems if each.file == VOCABULARY)
    report.raise_if_any()
    if VOCABULARY not in found:
        return base
    whole = extended(base, found[VOCABULARY], VOCABULARY, report)
    report.raise_if_any()
    return whole


def schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """Kind of file → its JSON Schema as text, the same for the same vocabulary."""
    made = {
        ENTITIES: _entities(vocabulary),
        "pack": shapes.MANIFEST,
        "sources": {"type": "array", "items": shapes.SOURCE},
        "questions": {"type": "array", "items": shapes.question(vocabulary.intents)},
        "vocabulary": shapes.VOCABULARY,
    }
    return {kind: _text({"$schema": DIALECT, **schema}) for kind, schema in made.items()}


def _text(schema: Schema) -> str:
    return f"{json.dumps(schema, ensure_ascii=False, indent=1)}\n"


def _entities(vocabulary: Vocabulary) -> Schema:
    """A file of entities: a list of them, or a single one."""
    kinds = [kind for _, kind in sorted(vocabulary.kinds.items())]
    predicates = [each for _, each in sorted(vocabulary.predicates.items())]
    definitions = {name: dict(schema) for name, schema in _TYPES.items()}
    definitions |= {f"head-{key}": schema for key, schema in shapes.HEAD.items()}
    definitions |= {f"claim-{key}": schema for key, schema in shapes.CLAIM.items()}
    for name in _TYPES:
        definitions |= _claims(name, refer(name))
    definitions["entity"] = _entity(kinds)
    definitions |= {f"kind-{kind.id}": _kind(kind, predicates) for kind in kinds}
    for predicate in predicates:
        definitions |= _said(predicate)
    entity = refer("entity")
    return {
        "if": {"type": "array"},
        "then": {"items": entity},
        "else": entity,
        "$defs": definitions,
    }


def _entity(kinds: Iterable[Kind]) -> Schema:
    """Any entity: its kind says which keys it may have."""
    known = [kind.id for kind in kinds]
    kind = described(shapes.HEAD["kind"]["description"], {"enum": known})
    return {
        "type": "object",
        "properties": {"kind": kind},
        "required": ["kind"],
        "allOf": [
            {
                "if": {
                    "type": "object",
                    "properties": {"kind": {"const": name}},
                    "required": ["kind"],
                },
                "then": refer(f"kind-{name}"),
            }
            for name in known
        ],
    }


def _kind(kind: Kind, predicates: Iterable[Predicate]) -> Schema:
    """An entity of *kind*, with the predicates that can be said of it and no others."""
    said = [each.id for each in predicates if not each.of or kind.id in each.of]
    needed = [] if kind.id in WITHOUT_ID else ["id"]
    if kind.named and kind.id != "season":  # a season's name is made from its number
        needed.append("name")
    properties = {"kind": {"const": kind.id}, **shapes.head()}
    properties |= {name: refer(f"predicate-{name}") for name in said}
    return described(kind.doc, closed(properties, needed))


def _said(predicate: Predicate) -> dict[str, Schema]:
    """The definition of what may stand under *predicate*: a value, a claim, or a list of them."""
    of = "name" if predicate.id in NAMES else predicate.type
    of = "reference" if of == "entity" else of
    made: dict[str, Schema] = {}
    if predicate.one_of:
        of = f"predicate-{predicate.id}-value"
        made[of] = {"enum": list(predicate.one_of)}
        made |= _claims(of, refer(of))
    one = {"anyOf": [refer(of), refer(f"{of}-claim")]}
    several = {"type": "array", "items": one, "minItems": 1}
    whole = {"anyOf": [*one["anyOf"], several]}
    return made | {f"predicate-{predicate.id}": described(explained(predicate), whole)}


def _claims(name: str, value: Schema) -> dict[str, Schema]:
    return {f"{name}-claim": claim(value)}


def explained(predicate: Predicate) -> str:
    """What *predicate* says and what stands under it, for the hover of an editor."""
    if predicate.one_of:
        expected = f"One of {', '.join(predicate.one_of)}."
    elif predicate.type == "entity":
        kinds = " or ".join(predicate.of_kind)
        expected = f"The id of a {kinds}." if kinds else "The id of any entity."
    else:
        expected = _EXPECTED[predicate.type]
    several = (
        "Several hold side by side."
        if predicate.many
        else "Several are rivals: the surest wins, then the latest known."
    )
    return f"{predicate.doc} {expected} {several}"


__all__ = ["ENTITIES", "FILE_KINDS", "explained", "schemas", "vocabulary_for"]
