"""Whether an example sentence asks something other than the question, for all they share."""

from __future__ import annotations

from itertools import pairwise

from jjbot.understanding.items import Named
from jjbot.understanding.phrases import LIGHT, Phrase, Phrases
from jjbot.understanding.said import Said

Filled = tuple[tuple[str, int], ...]  # slots, and the numbers of the spans that fill them
_TURNED = 0.55  # of its neighbours that a phrase with "before" or "after" must have
_NUMBERED = frozenset({"season", "episode", "date", "number"})


def is_another(phrase: Phrase, said: Said, filled: Filled, phrases: Phrases) -> bool:
    """Whether *phrase*, its slots *filled*, is another question than the one that is *said*."""
    return (
        phrase.turned != said.turned
        or _asks_otherwise(phrase, said, phrases)
        or _swapped(filled)
        or _turned(phrase, said, filled)
        or _misplaces_the_show(phrase, said, filled, phrases)
        or _points(phrase, said, phrases)
    )


def _asks_otherwise(phrase: Phrase, said: Said, phrases: Phrases) -> bool:
    """Whether the question asks for another thing than *phrase*: when, and not where or whether."""
    if phrase.whether and said.things:
        return True  # "which" is not answered with yes or no
    if not said.asking:
        return False
    if said.asking & phrases.why and _tells_not_why(phrase, said, phrases):
        return True
    if phrase.whether and not phrase.asks:
        # What a topic explains is told, too, to who asks why it is so though it is not.
        return not (phrase.intent.topic and said.asking <= phrases.why)
    return bool(said.asking - phrase.asking) if phrase.asks else False


def _tells_not_why(phrase: Phrase, said: Said, phrases: Phrases) -> bool:
    """Whether *phrase* is about why something was not so, or only about that it is so."""
    denies = not phrases.denying.isdisjoint(phrase.words)
    if denies and phrases.denying.isdisjoint(said.words):
        return True
    return not phrase.intent.topic and phrases.why.isdisjoint(phrases.words_of[phrase.intent.id])


def _swapped(filled: Filled) -> bool:
    """Whether two named things stand the other way round than in the phrase.

    "Is X in Y" is not "is Y in X"; a season may stand on either side of what it limits.
    """
    places = [number for slot, number in filled if slot not in _NUMBERED]
    return any(one > other for one, other in pairwise(places))


def _turned(phrase: Phrase, said: Said, filled: Filled) -> bool:
    """Whether what comes before and after stands the other way round than in *phrase*."""
    return phrase.ordered and in_order(phrase, said, filled) < _TURNED


def _misplaces_the_show(phrase: Phrase, said: Said, filled: Filled, phrases: Phrases) -> bool:
    """Whether *phrase* takes what bears the show's name for somebody, or somebody for the show.

    "Who plays the doctor in X" is not "who plays doctor {character}", though both are called so,
    and in "is Y in it as X" X is a part.
    """
    slots = {number: slot for slot, number in filled}
    for number, (item, kinds) in enumerate(said.spans):
        if not isinstance(item, Named) or "show" not in item.kinds:
            continue
        at = said.parts.index(number)
        before = str(said.parts[at - 1]) if at else ""
        slot = slots.get(number, "show")
        if slot == "show" and before in phrases.playing and len(kinds) > 1:
            return True
        narrows = slot != "show" and before in phrases.within
        if narrows and (before, f"{{{slot}}}") not in pairwise(phrase.order):
            return True
    return False


def _points(phrase: Phrase, said: Said, phrases: Phrases) -> bool:
    """Whether *phrase* lives by pointing at the show, and the question points at nothing.

    "What happened to it" is a question; "what happened last night" is not the same.
    """
    if phrase.slots or said.spans or len(phrases.telling_in(phrase)) > 1:
        return False
    pointing = phrases.pointing
    more = any(phrases.weight(word) > LIGHT for word in said.words.keys() - phrase.words.keys())
    return more and not pointing.isdisjoint(phrase.words) and pointing.isdisjoint(said.words)


def more_is_said(phrase: Phrase, said: Said, phrases: Phrases) -> bool:
    """Whether there is more to the question than *phrase*, of which no word tells anything.

    "Is it on" is one question and "is it her" none; a name alone asks for a card, "lol" and a
    name does not; "is there" may be said in other words, but not in none.
    """
    if not phrase.asks and not phrases.things.isdisjoint(said.words):
        return True  # "what did she do in" is not "she in"
    unsaid = sum(word not in said.words for word in phrase.words)
    if phrase.words and phrase.slots:
        return 2 * unsaid >= len(phrase.words)
    return unsaid > 0 or any(
        word not in phrase.words and word not in phrases.idle for word in said.words
    )


def in_order(phrase: Phrase, said: Said, filled: Filled) -> float:
    """Which share of the phrase's neighbours are neighbours in the question, 0 to 1."""
    pairs = set(pairwise(phrase.order))
    if not pairs:
        return 1.0
    slot_of = {number: f"{{{slot}}}" for slot, number in filled}
    words = (slot_of.get(part) if isinstance(part, int) else part for part in said.parts)
    return len(pairs.intersection(pairwise(filter(None, words)))) / len(pairs)
