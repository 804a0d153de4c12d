"""The intents' example sentences, weighed and indexed once for each generation."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from jjbot.model import Intent, Vocabulary
from jjbot.understanding.normalise import merge, respell, tokenise

_SLOT = re.compile(r"\{([a-z_]+)\}")
FILLER, LIGHT, SLOT = 0.0, 0.25, 2.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """One example sentence.

    words: how often it has each word; slots: which it has, in order; weight: of words and slots;
    order: words and slots as they follow each other, slots in braces.
    """

    intent: Intent
    text: str
    words: Counter[str]
    slots: tuple[str, ...]
    weight: float
    order: tuple[str, ...]


class Phrases:
    """All example sentences, and how much each word tells."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read the phrases of *vocabulary* through the same spelling and synonyms as questions."""
        language = vocabulary.language
        self._spellings, self._same = language.spellings, language.same
        self._longest = max((len(key.split()) for key in language.same), default=1)
        self._filler = frozenset(language.filler)
        self._light = frozenset(language.light)
        self._common = frozenset(language.common)
        self.asking = frozenset(language.asking)
        drafts = [
            (intent, text, self._split(text))
            for intent in vocabulary.intents.values()
            for text in intent.phrases
        ]
        self._spread = self._intents_by_word(drafts)
        self._intents = len(vocabulary.intents)
        self._takes = {intent.id: intent.takes for intent in vocabulary.intents.values()}
        self._rarest = math.log(1 + self._intents)
        self.all: list[Phrase] = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for intent, text, order in drafts:
            if (intent.id, order) not in seen:
                seen.add((intent.id, order))
                self.all.append(self._phrase(intent, text, order))
        self._slots: dict[str, set[str]] = defaultdict(set)
        for phrase in self.all:
            self._slots[phrase.intent.id].update(phrase.slots)
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.all):
            for key in {*phrase.words, *(f"{{{slot}}}" for slot in phrase.slots)}:
                if self.weight(key) > LIGHT or not self._tells(phrase):
                    self.by_key[key].append(number)

    def _tells(self, phrase: Phrase) -> bool:
        return bool(phrase.slots) or any(self.weight(word) > LIGHT for word in phrase.words)

    def _split(self, text: str) -> tuple[str, ...]:
        parts: list[str] = []
        at = 0
        for slot in _SLOT.finditer(text):
            parts.extend(self.words(tokenise(text[at : slot.start()])))
            parts.append(slot[0])
            at = slot.end()
        parts.extend(self.words(tokenise(text[at:])))
        return tuple(part for part in parts if part not in self._filler)

    def words(self, tokens: list[str]) -> list[str]:
        """*tokens* as phrases are compared: spelt out, synonyms merged."""
        return merge(respell(tokens, self._spellings), self._same, self._longest)

    @staticmethod
    def _intents_by_word(drafts: list[tuple[Intent, str, tuple[str, ...]]]) -> dict[str, int]:
        intents: dict[str, set[str]] = defaultdict(set)
        for intent, _, order in drafts:
            for part in order:
                intents[part].add(intent.id)
        return {word: len(ids) for word, ids in intents.items()}

    def _phrase(self, intent: Intent, text: str, order: tuple[str, ...]) -> Phrase:
        slots = tuple(part[1:-1] for part in order if part.startswith("{"))
        words = Counter(part for part in order if not part.startswith("{"))
        weight = sum(self.weight(part) for part in order)
        return Phrase(intent, text, words, slots, weight, order)

    def weight(self, word: str) -> float:
        """How much *word* tells: rare ones more than common ones, strange ones most."""
        if word == "{show}":
            return LIGHT
        if word.startswith("{"):
            return SLOT
        if word in self._filler:
            return FILLER
        if word in self._light:
            return LIGHT
        spread = self._spread.get(word)
        if spread is None:
            return self._rarest
        return math.log(1 + self._intents / spread)

    def takes(self, intent: str, slot: str) -> bool:
        """Whether a question of *intent* may name a *slot* besides what its phrases have."""
        return slot in self._takes[intent]

    def allows(self, intent: str, slot: str) -> bool:
        """Whether a question of *intent* may name a *slot* at all."""
        return self.takes(intent, slot) or slot in self._slots[intent]

    def says(self, word: str) -> bool:
        """Whether any phrase has *word*, or it carries too little to matter."""
        return word in self._spread or word in self._filler or word in self._light

    def known(self, word: str) -> bool:
        """Whether *word* belongs to the language of the questions."""
        return word in self.vocabulary_words

    @cached_property
    def vocabulary_words(self) -> frozenset[str]:
        """Every word that a phrase, a synonym or an everyday list has."""
        parts = {part for key in self._same for part in key.split()}
        return frozenset(
            {*self._spread, *parts, *self._spellings, *self._filler, *self._light, *self._common}
        )
