"""Rules about topics and the intents that lead to them."""

from __future__ import annotations

import re

from jjbot.pack.report import did_you_mean
from jjbot.pack.whole import Found, Rule, Whole

_SLOT = re.compile(r"\{([^{}]*)\}")
_ANYTHING = frozenset({"show", "topic", "date", "number"})  # slots that name no other matter


def topics_known(whole: Whole) -> Found:
    """The topic of an intent is one of the pack's topics."""
    topics = whole.ids("topic")
    for intent in whole.vocabulary.intents.values():
        if intent.topic and intent.topic not in topics and intent.topic not in whole.shaky:
            hint = did_you_mean(intent.topic, topics)
            text = f"intent {intent.id!r}: there is no topic {intent.topic!r}{hint}"
            yield whole.intent_place(intent.id, "topic"), text


def topics_narrow(whole: Whole) -> Found:
    """What is said of one topic is not said of whatever else could fill a slot."""
    for intent in whole.vocabulary.intents.values():
        if not intent.topic:
            continue
        slots = {*intent.takes, *(slot for text in intent.phrases for slot in _SLOT.findall(text))}
        kinds = {_kind_of(id, whole) for id in intent.only}
        for id in intent.only:
            if not _kind_of(id, whole) and id not in whole.shaky:
                hint = did_you_mean(id, whole.entities.kinds)
                text = f"intent {intent.id!r}: only: nothing is called {id!r}{hint}"
                yield whole.intent_place(intent.id, "only"), text
        if not all(kinds) or whole.shaky.intersection(intent.only):
            continue  # what is meant there may be of the kind that seems to lack
        for slot in sorted(slots - kinds - _ANYTHING):
            text = f"intent {intent.id!r} is about one topic, but {{{slot}}} may name anything"
            place = whole.intent_place(intent.id)
            yield place, f"{text}; list under only what it may name (an id, or S2)"


def _kind_of(id: str, whole: Whole) -> str:
    """The kind of the entity *id*; of S2, season; empty if there is none."""
    if id[:1] == "S" and id[1:].isdecimal():
        numbers = {whole.index.number(each) for each in whole.ids("season")}
        return "season" if int(id[1:]) in numbers else ""
    return whole.entities.kinds.get(id, "")


OF_ALL: tuple[Rule, ...] = (topics_known, topics_narrow)
