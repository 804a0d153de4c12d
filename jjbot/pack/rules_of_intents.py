"""Rules about a pack's own intents: each is answered, and its phrases tell it from all others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jjbot.model import Intent
from jjbot.pack.nodes import Sequence
from jjbot.pack.report import VOCABULARY, Place, did_you_mean, one_of, quoted
from jjbot.pack.whole import Found, Rule, Whole

TOPIC = "topic"  # the shape that explains a topic
# Shapes that need a predicate.
LOOKING_UP = frozenset(
    {"values", "episode_people", "work_count", "relation", "has_relation"}
    | {"episodes_by", "has_made", "makers_of", "most_by"}
)
_SLOT = re.compile(r"\{[a-z0-9_]+\}")
_PART = re.compile(r"\{[a-z0-9_]+\}|[^\W_]+(?:['’][^\W_]+)*")
# With these every question begins; none tells what is asked.
_ASKING = frozenset({"who", "what", "when", "where", "which", "why", "how"})


def shapes_known(whole: Whole) -> Found:
    """The shape of an intent is one that something answers."""
    for intent in _own(whole):
        if whole.shapes and intent.shape not in whole.shapes:
            hint = did_you_mean(intent.shape, whole.shapes)
            hint = hint or f"; expected {one_of(sorted(whole.shapes))}"
            text = f"intent {intent.id!r}: unknown shape {quoted(intent.shape)}{hint}"
            yield whole.intent_place(intent.id, "shape"), text


def topics_named(whole: Whole) -> Found:
    """Which topic is meant is said by the intent or by a slot."""
    for intent in _own(whole):
        slotted = any("{topic}" in phrase for phrase in intent.phrases)
        if intent.shape == TOPIC and not intent.topic and not slotted:
            text = f"intent {intent.id!r}: 'topic' is missing; write the id of what it explains"
            yield whole.intent_place(intent.id, "shape"), text


def predicates_named(whole: Whole) -> Found:
    """A shape that looks a predicate up is told which, and what it says has the value in it."""
    for intent in _own(whole):
        if intent.shape in LOOKING_UP and not intent.predicate:
            text = f"intent {intent.id!r}: 'predicate' is missing; {intent.shape} looks it up"
            yield whole.intent_place(intent.id, "shape"), text
        if intent.says and "{value}" not in intent.says:
            text = f"intent {intent.id!r}: says has no {{value}}, so nothing would be answered"
            yield whole.intent_place(intent.id, "says"), text


def phrases_there(whole: Whole) -> Found:
    """An intent has at least one phrase."""
    for intent in _own(whole):
        if not intent.phrases:
            text = "phrases: the list is empty; write questions as people ask them"
            yield whole.intent_place(intent.id, "phrases"), f"intent {intent.id!r}: {text}"


def slots_closed(whole: Whole) -> Found:
    """A slot has two braces."""
    for intent in _own(whole):
        for place, phrase in _phrases(whole, intent):
            if "{" in (rest := _SLOT.sub("", phrase)) or "}" in rest:
                text = f"{quoted(phrase)} has a brace alone; write a slot as {{character}}"
                yield place, f"intent {intent.id!r}: {text}"


def phrases_tell(whole: Whole) -> Found:
    """A phrase has a word of its own: more than slots and what stands in every question.

    Where `only` says what fills the slots, any word will do.
    """
    common = {*whole.vocabulary.language.light, *_ASKING}
    for intent in _own(whole):
        for place, phrase in _phrases(whole, intent):
            idle = () if _narrowed(intent, phrase) else common
            if all(part in idle or part[0] == "{" for part in _parts(whole, phrase)):
                text = f"{quoted(phrase)} fits nearly every question; add a word that tells"
                yield place, f"intent {intent.id!r}: {text}"


def phrases_once(whole: Whole) -> Found:
    """No two intents have the same phrase, but for one that `only` narrows."""
    if not whole.intents:
        return  # nothing that could be said twice
    said: dict[tuple[str, ...], str] = {}
    for intent in whole.vocabulary.intents.values():
        for phrase in intent.phrases if intent.id not in whole.intents else ():
            said.setdefault(_parts(whole, phrase), intent.id)
    for intent in _own(whole):
        for place, phrase in _phrases(whole, intent):
            if _narrowed(intent, phrase):
                continue
            first = said.setdefault(_parts(whole, phrase), intent.id)
            if first != intent.id:
                text = f"{quoted(phrase)} is a phrase of {first!r} already; take it away here"
                yield place, f"intent {intent.id!r}: {text}"


def _narrowed(intent: Intent, phrase: str) -> bool:
    """Whether *phrase* has a slot, and the pack says what may fill it."""
    return bool(intent.only) and "{" in phrase


def _own(whole: Whole) -> Iterator[Intent]:
    """The intents that the pack adds."""
    for id in whole.intents:
        if id in whole.vocabulary.intents:
            yield whole.vocabulary.intents[id]


def _phrases(whole: Whole, intent: Intent) -> Iterator[tuple[Place, str]]:
    """The phrases of *intent*, with their places."""
    node = whole.intents[intent.id].entries["phrases"]
    nodes = node.items if isinstance(node, Sequence) else [node]
    for at, phrase in zip(nodes, intent.phrases, strict=True):
        yield Place(VOCABULARY, at.line), phrase


def _parts(whole: Whole, phrase: str) -> tuple[str, ...]:
    """The words of *phrase*, spelt out and without filler, and its slots."""
    language = whole.vocabulary.language
    found = _PART.findall(phrase.casefold())
    spelt = (word for part in found for word in language.spellings.get(part, part).split())
    return tuple(word for word in spelt if word not in language.filler)


OF_EACH: tuple[Rule, ...] = (
    shapes_known,
    topics_named,
    predicates_named,
    phrases_there,
    slots_closed,
    phrases_tell,
    phrases_once,
)
