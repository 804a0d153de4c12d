"""The intents' example sentences, weighed and indexed once for each generation."""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jjbot.model import Intent, Reading, Vocabulary
from jjbot.model.patterns import sentences
from jjbot.understanding.normalise import merge, respell, tokenise

_SLOT = re.compile(r"\{([a-z_]+)\}")
FILLER, LIGHT, SLOT = 0.0, 0.25, 2.0
_TELLING = 0.5  # a word that says what is asked, said on one side only, counts for more


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One example sentence.

    words: how often it has each word; slots: which it has, in order; weight: of words and slots;
    order: words and slots as they follow each other, slots in braces.
    faint: none of its words tells anything; whether: it is answered with yes or no;
    asking: words that ask for something; asks: it has any such word, or "what"; ordered: it says
    what comes before what; turned: in what ways it is turned round ("not").
    """

    intent: Intent
    text: str
    words: Mapping[str, int]
    slots: tuple[str, ...]
    weight: float
    order: tuple[str, ...]
    faint: bool
    whether: bool
    asking: frozenset[str]
    asks: bool
    ordered: bool
    turned: frozenset[str]


_Draft = tuple[Intent, str, tuple[str, ...]]  # an intent, a phrase, its words and slots


class Phrases:
    """All example sentences, and how much each word tells."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Read the phrases of *vocabulary* through the same spelling and synonyms as questions."""
        language = vocabulary.language
        self._spellings, self._same = language.spellings, language.same
        self._longest_same = _longest_by_first(language.same)
        self._filler = frozenset(language.filler)
        self._light = frozenset(language.light)
        self._common = frozenset(language.common)
        self._endings = language.endings
        self._opening = frozenset(language.opening)
        self.asking = frozenset(language.asking)
        self.idle = frozenset(language.idle)
        self._counting = {
            *language.finales,
            *language.numbers,
            *language.ordinals,
            *language.months,
        }
        self._relations = {word for words in language.relations for word in words.split()}
        self._pieces: dict[str, list[str]] = {}
        self._asked_once: dict[frozenset[str], frozenset[str]] = {}
        self.why = frozenset(language.why)
        self.denying = frozenset(language.denying)
        self.within = frozenset(language.within)
        self.playing = frozenset(language.playing)
        self.assuming = frozenset((*language.told, *language.why))
        self.doubts = frozenset(language.doubts)
        self.pronouns = frozenset(language.pronouns)
        self.things = frozenset(language.things)
        self.ordering = frozenset(language.ordering)
        self._turning = language.turning
        self.pointing = frozenset(language.referring) | frozenset(language.same.values()) & {"show"}
        self._breaking = frozenset(language.breaking)
        self.expecting = frozenset(language.expecting)
        self.helping = self._opening & self._light
        self._services = frozenset(language.services)
        drafts = self._drafts(vocabulary.intents.values())
        self._pieces.clear()
        self._intents = len(vocabulary.intents)
        self._rarest = math.log(1 + self._intents)
        self._weights = self._weigh(drafts)
        self._takes = {intent.id: frozenset(intent.takes) for intent in vocabulary.intents.values()}
        self.all: list[Phrase] = []
        self.by_order: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._gather(drafts)
        self.heavy = [phrase.weight for phrase in self.all]
        self._slots: dict[str, set[str]] = defaultdict(set)
        self.words_of: dict[str, set[str]] = defaultdict(set)
        for phrase in self.all:
            self._slots[phrase.intent.id].update(phrase.slots)
            self.words_of[phrase.intent.id].update(phrase.words)
        self.by_key: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.all):
            for key in {*phrase.words, *(f"{{{slot}}}" for slot in phrase.slots)}:
                if self.weight(key) > LIGHT or phrase.faint:
                    self.by_key[key].append(number)

    def _gather(self, drafts: Iterable[_Draft]) -> None:
        """Make phrases of *drafts*, each wording of an intent once."""
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for intent, text, order in drafts:
            # A phrase of one word that only asks ("what") would fit every question.
            empty = len(order) < 2 and all(self._asks_only(part) for part in order)
            if (intent.id, order) not in seen and not empty:
                seen.add((intent.id, order))
                self.by_order[self._plain(order)].append(len(self.all))
                self.all.append(self._phrase(intent, text, order))

    def _asks_only(self, part: str) -> bool:
        """Whether *part* is a word that tells nothing, or only asks."""
        return self.weight(part) <= LIGHT or part in self._opening

    def _drafts(self, intents: Iterable[Intent]) -> list[_Draft]:
        """Every phrase of *intents*, split; `more` only where no other intent says the same."""
        own = [
            (intent, text, self._split(text))
            for intent in intents
            for pattern in intent.phrases
            for text in sentences(pattern)
        ]
        taken: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for intent, _, order in own:
            if not intent.only:
                taken[self._plain(order)].add(intent.id)
        more = (
            (intent, text, self._split(text))
            for intent in intents
            for pattern in intent.more
            for text in sentences(pattern)
        )
        return own + [
            (intent, text, order)
            for intent, text, order in more
            if taken.get(self._plain(order), {intent.id}) == {intent.id}
        ]

    @staticmethod
    def _plain(order: Iterable[str]) -> tuple[str, ...]:
        """*order* without what may always be left out."""
        return tuple(part for part in order if part != "{show}")

    def _split(self, text: str) -> tuple[str, ...]:
        parts: list[str] = []
        at = 0
        for slot in _SLOT.finditer(text):
            parts.extend(self._piece(text[at : slot.start()]))
            parts.append(slot[0])
            at = slot.end()
        parts.extend(self._piece(text[at:]))
        return tuple(sys.intern(part) for part in parts if part not in self._filler)

    def _piece(self, text: str) -> list[str]:
        """What stands between two slots; the same few pieces make up most phrases."""
        if text not in self._pieces:
            self._pieces[text] = self.words(tokenise(text))
        return self._pieces[text]

    def words(self, tokens: list[str]) -> list[str]:
        """*tokens* as phrases are compared: spelt out, synonyms merged."""
        return merge(respell(tokens, self._spellings), self._same, self._longest_same)

    def _weigh(self, drafts: Iterable[tuple[Intent, str, tuple[str, ...]]]) -> dict[str, float]:
        """The weight of every part of a phrase: the fewer intents have it, the more it tells."""
        intents: dict[str, set[str]] = defaultdict(set)
        for intent, _, order in drafts:
            for part in order:
                intents[part].add(intent.id)
        weights = {
            word: SLOT if word.startswith("{") else math.log(1 + self._intents / len(ids))
            for word, ids in intents.items()
        }
        weights["{show}"] = LIGHT
        return weights | dict.fromkeys(self._light, LIGHT) | dict.fromkeys(self._filler, FILLER)

    def _phrase(self, intent: Intent, text: str, order: tuple[str, ...]) -> Phrase:
        slots = tuple(part[1:-1] for part in order if part.startswith("{"))
        words = dict(Counter(part for part in order if not part.startswith("{")))
        weight = sum(self.weight(part) for part in order)
        faint = all(self.weight(word) <= LIGHT or word in self._opening for word in words)
        whether = self.is_whether(order)
        return Phrase(
            intent=intent,
            text=text,
            words=words,
            slots=slots,
            weight=weight,
            order=order,
            faint=faint,
            whether=whether,
            asking=self._asked(words),
            asks=not (self.asking | self.things).isdisjoint(words),
            ordered=not self.ordering.isdisjoint(words),
            turned=self.turned(order),
        )

    def _asked(self, words: Iterable[str]) -> frozenset[str]:
        """The words that ask for something, one object for all phrases that have the same."""
        found = self.asking.intersection(words)
        return self._asked_once.setdefault(found, found)

    def telling_in(self, phrase: Phrase) -> frozenset[str]:
        """The words of *phrase* that tell what is asked."""
        words = (word for word in phrase.words if self.weight(word) > LIGHT)
        return frozenset(words) - self._opening

    def bare(self, order: Iterable[str]) -> tuple[str, ...]:
        """*order*, of a question, as the keys of `by_order` are."""
        return self._plain(part for part in order if part not in self._filler)

    def is_whether(self, parts: Sequence[str | int]) -> bool:
        """Whether what begins so is answered with yes or no: "is …", "did …"."""
        first = next((part for part in parts if self.weight(str(part)) > FILLER), "")
        return first in self._opening and self.weight(str(first)) <= LIGHT

    def opens_asking(self, parts: Sequence[str | int]) -> bool:
        """Whether *parts* ask who, when or what before any word that asks whether."""
        first = next((part for part in parts if part in self._opening), "")
        return first in self.asking or first in self.things

    def turned(self, parts: Sequence[str | int]) -> frozenset[str]:
        """In what ways the question of *parts* is turned round: "who does not die" is.

        "Isn't there another?" asks the same as "is there".  "But" before all else ("but who …")
        only leads to the question.
        """
        said = [part for part in parts if self.weight(str(part)) > FILLER]
        return frozenset(
            self._turning[word]
            for at, word in enumerate(said)
            if isinstance(word, str)
            and word in self._turning
            and not (at == 0 and word in self._breaking)
            and not (at == 1 and word in self.expecting and said[0] in self.helping)
        )

    def weight(self, word: str) -> float:
        """How much *word* tells: rare ones more than common ones, strange ones most."""
        return self._weights.get(word, self._rarest)

    def telling(self, word: str) -> float:
        """What *word* counts for besides when only one of question and phrase has it."""
        weight = self._weights.get(word, self._rarest)
        return weight * _TELLING if weight > LIGHT else 0.0

    def is_faint(self, reading: Reading) -> bool:
        """Whether nothing in the phrase behind *reading* tells what is asked."""
        words = self.words(tokenise(_SLOT.sub(" ", reading.phrase)))
        return all(self.weight(word) <= LIGHT or word in self.asking for word in words)

    def is_service(self, words: Iterable[str]) -> bool:
        """Whether *words* name a network or service, as far as people know any."""
        return self._services.issuperset(words)

    def takes(self, intent: str, slot: str) -> bool:
        """Whether a question of *intent* may name a *slot* besides what its phrases have."""
        return slot in self._takes[intent]

    def allows(self, intent: str, slot: str) -> bool:
        """Whether a question of *intent* may name a *slot* at all."""
        return self.takes(intent, slot) or slot in self._slots[intent]

    def says(self, word: str) -> bool:
        """Whether any phrase has *word*, or it carries too little to matter."""
        return word in self._weights

    def known(self, word: str) -> bool:
        """Whether *word*, or what it is a form of, belongs to the language of the questions."""
        if word in self.all_words:
            return True
        # A form of a word that tells ("killd") may be a slip of one that the phrases have.
        return any(
            word.endswith(ending) and word[: -len(ending)] + stem in self._everyday
            for ending, stems in self._endings.items()
            for stem in ("", *stems)
        )

    @cached_property
    def telling_words(self) -> frozenset[str]:
        """Every word of a phrase or a synonym: what a misspelt word may be meant for."""
        parts = (part for key in self._same for part in key.split())
        return frozenset({*(word for word in self._weights if "{" not in word), *parts})

    @cached_property
    def _everyday(self) -> frozenset[str]:
        return self._common - self.telling_words

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word that a phrase, a synonym or an everyday list has."""
        return self.telling_words.union(
            self._spellings, self._common, self._counting, self._relations
        )


def _longest_by_first(same: Mapping[str, str]) -> dict[str, int]:
    """How many words the longest of *same* has that begins with a word."""
    longest: dict[str, int] = {}
    for key in same:
        words = key.split()
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest
