"""Where mistakes are collected, and how they are worded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from jjbot.errors import PackError, Problem

# The files of a pack that hold no entities.
MANIFEST, SOURCES = "pack.yaml", "sources.yaml"
QUESTIONS, VOCABULARY = "questions.yaml", "vocabulary.yaml"

MAX_QUOTED = 60
MAX_APART = 5  # in length; what is further apart is not meant
MAX_COMPARED = 2000
MAX_HINTED = 100


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; line 0 is the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(slots=True)
class Report:
    """All problems found so far, and which parts they leave in doubt.

    shaky: ids of entities of which something could not be read; what follows from their lack is
    no problem of its own.  unread: files of which nothing is known.
    """

    problems: list[Problem] = field(default_factory=list)
    shaky: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def add(self, place: Place, message: str) -> None:
        """Note a problem at *place*."""
        self.problems.append(Problem(place.file, place.line, message))

    def hint(self, word: str, known: Iterable[str]) -> str:
        """What `did_you_mean` says, until there are so many problems that it would take long."""
        return did_you_mean(word, known) if len(self.problems) < MAX_HINTED else ""

    @property
    def entities_missing(self) -> bool:
        """Whether there may be entities that could not be read; then their lack proves nothing."""
        return bool(self.unread - {MANIFEST, SOURCES, QUESTIONS})

    def raise_if_any(self) -> None:
        """Raise PackError with everything, if there is anything."""
        if self.problems:
            raise PackError(self.problems)


def quoted(text: str) -> str:
    """*text* in quotes, escaped and cut short, fit to be repeated in a message."""
    cut = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
    return repr(cut)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'X'?`` with the nearest of *known*, or nothing."""
    wanted = word.strip().casefold()[:MAX_QUOTED]
    alike = sorted(each for each in known if abs(len(each) - len(wanted)) <= MAX_APART)
    near = get_close_matches(wanted, alike[:MAX_COMPARED], n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def one_of(words: Iterable[str]) -> str:
    """*words* as ``a, b or c``."""
    listed = list(words)
    return " or ".join(filter(None, (", ".join(listed[:-1]), listed[-1] if listed else "")))
