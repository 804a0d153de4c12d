"""Questions that lean on the one before: "and season 2?", "what about Mara"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jjbot.model import Query, Reading
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.phrases import LIGHT, Phrases
from jjbot.understanding.recognise import ACCEPT


def follow_up(
    items: Sequence[Item],
    readings: Sequence[Reading],
    last: Query | None,
    phrases: Phrases,
    starters: Sequence[str],
) -> Reading | None:
    """ "and season 2?", "what about Mara": the last query with what is named instead."""
    if last is None:
        return None
    words = [item.text for item in items if isinstance(item, Word)]
    spoken = " ".join(words)
    longest_first = sorted(starters, key=len, reverse=True)
    opened = next((s for s in longest_first if spoken == s or spoken.startswith(f"{s} ")), None)
    rest = spoken.removeprefix(opened or "").split()
    light = all(phrases.weight(word) <= LIGHT for word in phrases.words(rest))
    if opened is not None and light:
        query = _instead(last, items)
        seasonal = query is not None and query.season is not None
        if query and seasonal and not phrases.allows(query.intent, "season"):
            return None
        return Reading(query, 1.0, f"{opened} …", ("follow-up",)) if query else None
    best = readings[0] if readings else None
    if best is None or best.score < ACCEPT or (opened is None and "it" not in words):
        return None
    # "it" is the season that was just spoken of, where the question can be about one.
    if last.season is None or best.query.season is not None:
        return None
    if not phrases.takes(best.query.intent, "season"):
        return None
    return replace(best, query=replace(best.query, season=last.season))


def _instead(last: Query, items: Sequence[Item]) -> Query | None:
    """*last* with its season, episode or entity replaced by the one that *items* name."""
    query = replace(last, date=None, names=())
    for item in items:
        match item:
            case Number(slot="season"):
                query = replace(query, season=item.number)
            case Number():
                query = replace(query, episode=item.number)
            case Named():
                slots = dict(query.entities)
                slot = next((s for s in slots if s in item.kinds), None)
                if slot is None and item.kinds != {"show"}:
                    return None
                if slot is not None:
                    name = next(name for name in item.names if name.kind == slot)
                    slots[slot] = name.entity
                    called = (name.claim,) if name.claim else ()
                    query = replace(query, entities=tuple(slots.items()), names=called)
            case When() | Word():
                continue
    return query if query != replace(last, date=None, names=()) else None
