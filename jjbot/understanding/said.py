"""A question as phrases are compared with it, worked out once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.phrases import LIGHT, Phrases

Span = Named | Number | When
_TAG = 3  # words of "didn't she"
_LONGEST_NAME = 3  # words of a name that nobody bears


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said.

    parts: words and, for each named thing, its number; spans: the named things and what each may
    be, in a fixed order; words: word → how often, what it weighs, what it weighs besides where a
    phrase has it not; asking: those that ask for something; things: it asks for a thing or which
    of several; whether: it is answered with yes or no; asks: it opens with what, who, when …;
    turned: in what ways it is turned round; stranger: words that may be a name nobody bears:
    strange ones side by side, and no others; placed: there is a date or number.
    """

    parts: tuple[str | int, ...]
    spans: tuple[tuple[Span, tuple[str, ...]], ...]
    words: dict[str, tuple[int, float, float]]
    asking: frozenset[str]
    things: bool
    whether: bool
    asks: bool
    turned: frozenset[str]
    stranger: frozenset[str]
    placed: bool

    @classmethod
    def of(cls, items: Sequence[Item], phrases: Phrases) -> Said:
        """*items* as phrases are written: words merged, each named thing one part."""
        parts: list[str | int] = []
        spans: list[tuple[Span, tuple[str, ...]]] = []
        run: list[str] = []
        tagged = _is_tag(items[-_TAG:], phrases) and len(items) > _TAG
        for item in items[:-_TAG] if tagged else items:
            if isinstance(item, Word):
                run.append(item.text)
                continue
            parts.extend(phrases.words(run))
            run = []
            parts.append(len(spans))
            spans.append((item, _slots(item)))
        parts.extend(phrases.words(run))
        counts = Counter(part for part in parts if isinstance(part, str))
        words = {
            word: (count, phrases.weight(word), phrases.telling(word))
            for word, count in counts.items()
        }
        asking = phrases.asking.intersection(words)
        things = not phrases.things.isdisjoint(words)
        doubted = tagged or not phrases.doubts.isdisjoint(words)
        whether = not asking and (phrases.is_whether(parts) or doubted)
        return cls(
            parts=tuple(parts),
            spans=tuple(spans),
            words=words,
            asking=asking,
            things=things,
            whether=whether,
            asks=not whether and phrases.opens_asking(parts),
            turned=phrases.turned(parts),
            stranger=_stranger(parts, phrases),
            placed=any(isinstance(item, When | Number) for item, _ in spans),
        )


def _is_tag(items: Sequence[Item], phrases: Phrases) -> bool:
    """Whether *items* are "didn't she", which behind what is told asks whether it is so."""
    texts = [item.text for item in items]
    verb, *rest = texts or [""]
    if len(rest) != _TAG - 1 or verb not in phrases.helping:
        return False
    negated = phrases.expecting.intersection(rest)
    return bool(negated) and all(
        text in negated or text in phrases.pronouns or phrases.weight(text) <= LIGHT
        for text in rest
    )


def _slots(item: Span) -> tuple[str, ...]:
    """What *item* may fill, in a fixed order."""
    match item:
        case Named():
            return tuple(sorted(item.kinds))
        case Number():
            return (item.slot,)
        case When():
            return ("date",)


def _stranger(parts: Sequence[str | int], phrases: Phrases) -> frozenset[str]:
    """The strange words of a question, if they may be one name: side by side, and few."""
    places = [
        at for at, part in enumerate(parts) if isinstance(part, str) and not phrases.says(part)
    ]
    together = bool(places) and places[-1] - places[0] == len(places) - 1
    words = frozenset(str(parts[at]) for at in places)
    if not together or len(places) > _LONGEST_NAME:
        return frozenset()
    # One everyday word is no name ("Australian"), unless it is that of a service.
    single = len(words) == 1 and all(map(phrases.known, words)) and not phrases.is_service(words)
    return frozenset() if single else words
