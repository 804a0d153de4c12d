"""Packs that are many times as large: what a pack says, said again of invented names."""

from __future__ import annotations

import random
from dataclasses import replace

from jjbot.model import Claim, Contents, Entity, Source, Vocabulary

SEASONS = 40  # no show has more; more copies only make its seasons longer
_CONSONANTS = "bdfghjklmnprstvwz"
_VOWELS = ("a", "ai", "e", "ea", "i", "o", "oa", "oo", "u")
_ENDS = ("", "", "l", "n", "r", "rn", "s", "st", "th", "m", "nd", "x")

# What there is of these is said of the one show; more of it would only make answers longer.
_ONCE = frozenset({"show", "availability", "rating", "nomination"})


def grown(contents: Contents, times: int, seed: int = 1) -> Contents:
    """*contents* and, beside it, as much again of invented names until it is *times* as large.

    The same arguments give the same Contents.  What was there is still there, so that the same
    questions can be asked; each new claim has sources of its own.
    """
    copies = [_Copy(contents, number, seed) for number in range(1, times)]
    return replace(
        contents,
        entities=(*contents.entities, *(one for copy in copies for one in copy.entities())),
        claims=(*contents.claims, *(one for copy in copies for one in copy.claims())),
        sources=(*contents.sources, *(one for copy in copies for one in copy.sources())),
        golden=(),
    )


class _Names:
    """Words and names that nobody has, from syllables."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def word(self) -> str:
        """One or two syllables and an end."""
        pick = self._random.choice
        count = self._random.choice((1, 2, 2, 3))
        syllables = (pick(_CONSONANTS) + pick(_VOWELS) for _ in range(count))
        return "".join(syllables) + pick(_ENDS)

    def like(self, text: str) -> str:
        """As many words as *text* has, with its full stop, and with capitals where they are."""
        words = [self.word() for _ in text.split()[:40]]
        shown = [new.capitalize() if old[0].isupper() else new
                 for old, new in zip(text.split(), words, strict=False)]  # fmt: skip
        return " ".join(shown) + ("." if text.endswith(".") else "")


class _Copy:
    """One more of everything: the show stays, and the first copies bring new seasons."""

    def __init__(self, contents: Contents, number: int, seed: int) -> None:
        self._contents = contents
        self._number = number
        self._predicates = Vocabulary.from_json(contents.vocabulary).predicates
        self._names = _Names(f"{seed}:{number}")
        kinds = {entity.id: entity.kind for entity in contents.entities}
        seasons = [one for one, kind in kinds.items() if kind == "season"]
        self._rounds = max(1, SEASONS // max(1, len(seasons)) - 1)
        self._numbers = {
            claim.subject: int(str(claim.value))
            for claim in contents.claims
            if claim.predicate == "number" and kinds[claim.subject] == "season"
        }
        self._ids = {one: one for one, kind in kinds.items() if kind in _ONCE}
        for one, kind in kinds.items():
            which = (number - 1) % self._rounds + 1 if kind == "season" else number
            self._ids.setdefault(one, self._renamed(one, which))
        self._fresh_seasons = number <= self._rounds
        self._kinds = kinds

    def _renamed(self, entity: str, which: int) -> str:
        """The id of the copy, the owner's first where the id has one."""
        first, dot, rest = entity.partition(".")
        return f"{first}-x{which}{dot}{rest}"

    def _is_new(self, entity: str) -> bool:
        kind = self._kinds[entity]
        return kind not in _ONCE and (kind != "season" or self._fresh_seasons)

    def entities(self) -> list[Entity]:
        """The entities that this copy adds."""
        return [Entity(self._ids[one.id], one.kind)
                for one in self._contents.entities if self._is_new(one.id)]  # fmt: skip

    def sources(self) -> list[Source]:
        """One source for each, of an invented publisher."""
        return [
            replace(one, id=f"{one.id}-x{self._number}", title=self._names.like(one.title))
            for one in self._contents.sources
        ]

    def claims(self) -> list[Claim]:
        """The claims that this copy adds."""
        return [self._claim(one) for one in self._contents.claims if self._is_new(one.subject)]

    def _claim(self, claim: Claim) -> Claim:
        subject = self._ids[claim.subject]
        wrong = claim.deprecated
        return replace(
            claim,
            id=subject + claim.id.removeprefix(claim.subject),
            subject=subject,
            value=self._value(claim),
            sources=self._sourced(claim.sources),
            deprecated=wrong and replace(wrong, sources=self._sourced(wrong.sources)),
        )

    def _sourced(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{one}-x{self._number}" for one in sources)

    def _value(self, claim: Claim) -> object:
        predicate, value = self._predicates[claim.predicate], claim.value
        if predicate.type == "entity":
            return self._ids[value]
        if claim.subject in self._numbers and claim.predicate in ("number", "name"):
            which = self._numbers[claim.subject] + self._number * len(self._numbers)
            return which if claim.predicate == "number" else f"{self._contents.season_word} {which}"
        if claim.predicate == "number":  # of an episode: a longer season each time around
            return int(value) + 20 * ((self._number - 1) // self._rounds)
        if predicate.type == "text" and not predicate.one_of:
            return self._names.like(value)
        return value
