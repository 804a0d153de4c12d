"""The pieces a question is made of once its names are found."""

from __future__ import annotations

from dataclasses import dataclass

from jjbot.model import DateRange, PartialDate
from jjbot.understanding.lexicon import Name

PRONOUN = "pronoun"  # the rule by which "she" is found to be somebody


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is no name."""

    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A span that may name the entities of *names*; weak: it may as well be just words."""

    text: str
    names: tuple[Name, ...]
    rule: str
    weak: bool = False
    idle: bool = False  # the show itself or its network: naming it changes no question
    short: bool = False  # a single word of a longer name

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds it may be."""
        return frozenset(name.kind for name in self.names)


@dataclass(frozen=True, slots=True)
class Number:
    """A season or episode by number or place, or a bare number."""

    slot: str  # season, episode or number
    number: int  # as written, or LAST or NEXT
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """A date that the question mentions."""

    date: PartialDate | DateRange
    text: str


Item = Word | Named | Number | When
