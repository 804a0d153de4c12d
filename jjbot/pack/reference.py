"""The vocabulary as a page to read: what can be said of what, and what can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jjbot.model import Intent, Kind, Predicate, Vocabulary
from jjbot.pack.documents import WITHOUT_ID

_SLOT = re.compile(r"\{([^{}]*)\}")
_HEAD = """# The vocabulary

<!-- Made by `{command}`; do not edit by hand. -->

What can be said in a pack, and what can be asked: {kinds} kinds, {predicates} predicates and
{intents} intents. How it is written is in [authoring.md](authoring.md).
"""
_KINDS = """## Kinds

What an entity can be. *id*: entities of the kind need an `id`; the others are called after what
they say.
"""
_PREDICATES = """## Predicates

What can be said, by the kind it can be said of. Where a type is followed by *several*, values
hold side by side; elsewhere several values are rivals. *On screen*: known from the release day
unless the pack says otherwise.
"""
_INTENTS = """## Intents

What can be asked. *Takes* is what a question may name; a slot in the example is one of those.
*Shape* is the kind of answer, which an intent of a pack's own can use, too.
"""


def reference(vocabulary: Vocabulary, command: str) -> str:
    """*vocabulary* as Markdown; *command* is what the reader runs to make the page anew."""
    kinds = sorted(vocabulary.kinds.values(), key=lambda kind: kind.id)
    predicates = sorted(vocabulary.predicates.values(), key=lambda each: each.id)
    head = _HEAD.format(
        command=command,
        kinds=len(kinds),
        predicates=len(predicates),
        intents=len(vocabulary.intents),
    )
    parts = [head, _KINDS, *_kinds(kinds), "", _PREDICATES]
    anything = [each for each in predicates if not each.of]
    parts += ["### Of any kind", "", *_said(anything)]
    for kind in kinds:
        own = [each for each in predicates if kind.id in each.of]
        parts += ["", f"### {kind.id}", "", kind.doc, "", *_said(own)]
    parts += ["", _INTENTS, *_asked(vocabulary.intents.values())]
    return "\n".join(parts) + "\n"


def _kinds(kinds: Iterable[Kind]) -> Iterator[str]:
    yield "| kind | is | id |"
    yield "| --- | --- | --- |"
    for kind in kinds:
        needed = "" if kind.id in WITHOUT_ID else "yes"
        yield f"| [`{kind.id}`](#{kind.id}) | {_cell(kind.doc)} | {needed} |"


def _said(predicates: Iterable[Predicate]) -> Iterator[str]:
    """A table of *predicates*."""
    listed = list(predicates)
    if not listed:
        yield "Nothing but what can be said of any kind."
        return
    yield "| predicate | type | says |"
    yield "| --- | --- | --- |"
    for predicate in listed:
        says = f"{predicate.doc} *On screen.*" if predicate.on_screen else predicate.doc
        yield f"| `{predicate.id}` | {_type(predicate)} | {_cell(says)} |"


def _type(predicate: Predicate) -> str:
    if predicate.one_of:
        found = ", ".join(f"`{each}`" for each in predicate.one_of)
    elif predicate.type == "entity":
        found = " or ".join(f"[{kind}](#{kind})" for kind in predicate.of_kind) or "any entity"
    else:
        found = predicate.type
    return f"{found}; *several*" if predicate.many else found


def _asked(intents: Iterable[Intent]) -> Iterator[str]:
    yield "| intent | answers | example | takes | shape |"
    yield "| --- | --- | --- | --- | --- |"
    for intent in sorted(intents, key=lambda each: each.id):
        example = intent.example or intent.phrases[0]
        about = f" Of the topic `{intent.topic}`." if intent.topic else ""
        yield (
            f"| `{intent.id}` | {_cell(intent.doc)}{about} | {_cell(example)} "
            f"| {', '.join(takes(intent))} | `{intent.shape}` |"
        )


def takes(intent: Intent) -> list[str]:
    """What a question of *intent* may name: the slots of its phrases and those besides."""
    slots = {slot for phrase in intent.phrases for slot in _SLOT.findall(phrase)}
    return sorted(slots | set(intent.takes))


def _cell(text: str) -> str:
    """*text* in one cell of a table."""
    return " ".join(text.replace("|", "\\|").split())
