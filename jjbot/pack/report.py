"""Where mistakes are collected, and how they are worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from jjbot.errors import PackError, Problem
from jjbot.pack.letters import foreign

# The files of a pack that hold no entities.
MANIFEST, SOURCES = "pack.yaml", "sources.yaml"
QUESTIONS, VOCABULARY = "questions.yaml", "vocabulary.yaml"
SPECIAL = (MANIFEST, SOURCES, QUESTIONS, VOCABULARY)

FOLDER = "."  # the pack's own folder, as a place

MAX_QUOTED = 60
MAX_APART = 5  # in length; what is further apart is not meant
MAX_COMPARED = 2_000  # words with one that is unknown
MAX_COMPARED_IN_ALL = 40_000
MAX_PLACES = 5  # told of one cause
MANY_MISSING = 5  # entities; fewer are mistakes of their own
MAX_IN_A_FILE = 200  # problems told of one file; the rest is counted


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
    no problem of its own; unsure_sources: ids of such sources.  unread: files of which nothing
    is known, or perhaps not all.  causes: message → where this one cause shows.  missing: ids
    that are named and nowhere to be found.  ignored: files whose names keep them out of the
    pack, perhaps by mistake.  compared: how many words were compared for hints.
    """

    problems: list[Problem] = field(default_factory=list)
    shaky: set[str] = field(default_factory=set)
    unsure_sources: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    causes: dict[str, list[Place]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)
    compared: int = 0

    def add(self, place: Place, message: str) -> None:
        """Note a problem at *place*."""
        self.problems.append(Problem(place.file, place.line, message))

    def blame(self, place: Place, cause: str) -> None:
        """Note that *cause* shows at *place*; it is told once, with its other places."""
        self.causes.setdefault(cause, []).append(place)

    def hint(self, word: str, known: Iterable[str]) -> str:
        """What `did_you_mean` says, until so much was compared that it would take long."""
        if self.compared > MAX_COMPARED_IN_ALL:
            return foreign(word)
        listed = list(known)
        self.compared += min(len(listed), MAX_COMPARED)
        return did_you_mean(word, listed)

    @property
    def entities_missing(self) -> bool:
        """Whether there may be entities that could not be read; then their lack proves nothing."""
        return bool(self.unread - {MANIFEST, SOURCES, QUESTIONS})

    def raise_if_any(self) -> None:
        """Raise PackError with everything, if there is anything."""
        if self.problems or self.causes:
            causes = (_told(cause, sorted(places)) for cause, places in self.causes.items())
            raise PackError([*self._of_the_folder(), *_bounded([*self.problems, *causes])])

    def _of_the_folder(self) -> Iterator[Problem]:
        """What may be behind many of the problems: told of the folder, which sorts first."""
        for name in self.ignored:
            message = f"{name} is ignored; if it belongs to the pack, let its name end in .yaml"
            yield Problem(FOLDER, 0, message)
        if len(self.missing) >= MANY_MISSING:
            message = f"{len(self.missing)} entities that are named are nowhere"
            yield Problem(FOLDER, 0, f"{message}; is a file missing, or its name changed?")


def _told(cause: str, places: list[Place]) -> Problem:
    """*cause* at the first of *places*, with the others in brackets."""
    first, *others = places
    if others:
        listed = ", ".join(map(str, others[:MAX_PLACES]))
        more = len(others) - MAX_PLACES
        cause += f" (also {listed}{f' and {more} more' if more > 0 else ''})"
    return Problem(first.file, first.line, cause)


def _bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first *problems* of each file, and how many there are besides."""
    by_file: dict[str, list[Problem]] = defaultdict(list)
    for problem in sorted(set(problems)):
        by_file[problem.file].append(problem)
    for file, found in by_file.items():
        yield from found[:MAX_IN_A_FILE]
        if (more := len(found) - MAX_IN_A_FILE) > 0:
            message = f"… and {counted(more, 'more problem')} below; mend those named first"
            yield Problem(file, found[MAX_IN_A_FILE - 1].line, message)


def quoted(text: str) -> str:
    """*text* in quotes, escaped and cut short, fit to be repeated in a message."""
    cut = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
    return repr(cut)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'X'?`` with the nearest of *known*, or nothing.

    Before it, what in *word* cannot be seen: a letter of another alphabet, a blank at its end.
    """
    near = nearest(word, known)
    return foreign(word) + (f"; did you mean {near!r}?" if near else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of *known* that *word* may stand for, or nothing."""
    wanted = word.strip().casefold()[:MAX_QUOTED]
    alike = sorted(each for each in known if abs(len(each) - len(wanted)) <= MAX_APART)
    near = get_close_matches(wanted, alike[:MAX_COMPARED], n=1, cutoff=0.6)
    return near[0] if near else ""


def one_of(words: Iterable[str]) -> str:
    """*words* as ``a, b or c``."""
    listed = list(words)
    return " or ".join(filter(None, (", ".join(listed[:-1]), listed[-1] if listed else "")))


def a(noun: str) -> str:
    """*noun* with its article: ``an episode``."""
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"


def counted(count: int, noun: str) -> str:
    """``1 episode``, ``2 episodes``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
