"""Messages that ask for nothing, though their words are those of questions."""

from __future__ import annotations

from itertools import pairwise

from jjbot.model import Language
from jjbot.understanding.normalise import respell, tokenise
from jjbot.understanding.phrases import LIGHT, Phrases


def hushes(text: str, phrases: Phrases, language: Language) -> bool:
    """Whether *text* says that something is not to be told: "I don't want to know who …".

    "No spoilers", with nothing behind it, only says how to answer.
    """
    tokens = respell(tokenise(text), language.spellings)
    for hushing in (hush.split() for hush in language.hushing):
        for at in range(len(tokens) - len(hushing)):
            if tokens[at : at + len(hushing)] == hushing:
                behind = phrases.words(tokens[at + len(hushing) :])
                return any(phrases.weight(word) > LIGHT for word in behind)
    return False


def remarks(text: str, phrases: Phrases, language: Language) -> bool:
    """Whether *text* says what somebody thinks or did, and has no word that asks."""
    tokens = respell(tokenise(text), language.spellings)
    if not phrases.asking.union(language.things).isdisjoint(tokens):
        return False
    light = frozenset(language.light)
    if any(one in phrases.helping and other in light for one, other in pairwise(tokens)):
        return False  # "… is there", "… did they"
    spoken = f" {' '.join(tokens)} "
    return any(f" {remark} " in spoken for remark in language.remarking)
