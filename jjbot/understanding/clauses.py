"""Take a message apart: several questions, lists, and talk around a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jjbot.model import Language
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.normalise import LONGEST_RAW

MOST_CLAUSES = 6  # of one message that are looked at
_LONG = 8  # words of what is said in one breath, though it is more than one sentence
_MOST_SPOKEN = 3  # questions that are said in one breath
MOST_LISTED = 6  # things of one list that are answered
_END = re.compile(r"[?!;:\n\r]+|(?<=\w\w)\.+(?=\s|$)|\s[-\u2013\u2014]+\s|[()]")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a message; asks: whether it is put as a question."""

    text: str
    asks: bool


Way = tuple[Clause, ...]


def clauses(text: str, language: Language) -> tuple[Way, Way, Way]:
    """The three ways to take *text* apart; of one clause where it cannot be.

    The first: at the ends of sentences.  The second: also at commas, and before a word that
    begins a question of its own ("… and when …").  The third: also before each word that asks,
    as somebody talks to a telephone.
    """
    coarse: list[Clause] = []
    at = 0
    raw = text[:LONGEST_RAW]
    for end in _END.finditer(raw):
        if end[0] == ":" and not _asked_next(raw, end.end(), language):
            continue  # it may be part of a name
        coarse.append(_clause(raw[at : end.start()], language, marked="?" in end[0]))
        at = end.end()
    coarse.append(_clause(raw[at:], language, marked=False))
    coarse = [clause for clause in coarse if clause.text][:MOST_CLAUSES]
    fine = [part for clause in coarse for part in _parts(clause, language)][:MOST_CLAUSES]
    spoken = [part for clause in fine for part in _spoken(clause, language)][:MOST_CLAUSES]
    return tuple(coarse), tuple(fine), tuple(spoken)


def _asked_next(raw: str, at: int, language: Language) -> bool:
    """Whether the sentence of *raw* that begins at *at* opens with a word that asks."""
    end = _END.search(raw, at)
    return _clause(raw[at : end.start() if end else None], language, marked=False).asks


def _clause(text: str, language: Language, *, marked: bool) -> Clause:
    words = [word.strip(",.'\"").casefold() for word in text.split()]
    while words and words[0] in language.filler:
        del words[0]
    opens = bool(words) and _opens(_first(words[0], language), language)
    if opens and words[0] in language.told:
        # "When they canceled it, …" tells of a time; "when did they …" asks for one.
        opens = len(words) > 1 and _first(words[1], language) in language.opening
    return Clause(text.strip(" ,."), marked or opens)


def _opens(word: str, language: Language) -> bool:
    """Whether a question may begin with *word*."""
    return word in language.opening or word in language.commanding


def _first(word: str, language: Language) -> str:
    """The first word of what *word* stands for: "whos" → who."""
    word = word.partition("'")[0]
    return language.spellings.get(word, word).partition(" ")[0]


def _parts(clause: Clause, language: Language) -> list[Clause]:
    """*clause* cut at commas and before each word that asks anew."""
    cuts: list[int] = []
    words = list(_WORD.finditer(clause.text))
    for word, following in pairwise(words):
        here = word[0].strip(",.'\"").casefold()
        after = _first(following[0].strip(",.?'\"").casefold(), language)
        anew = here in language.breaking and _opens(after, language)
        # "I forgot who …": what is asked begins with the "who".
        told = here in language.leading and after in language.asking
        if word[0].endswith(",") or anew or told:
            cuts.append(following.start())
    if not cuts:
        return [clause]
    edges = [0, *cuts, len(clause.text)]
    texts = [clause.text[a:b].strip(" ,") for a, b in pairwise(edges)]
    # A mark at the end belongs to the last part; the others ask by how they begin.
    last = len(texts) - 1
    made = [
        _clause(_unjoined(text, language), language, marked=clause.asks and at == last)
        for at, text in enumerate(texts)
    ]
    return [part for part in made if part.text]


def _spoken(clause: Clause, language: Language) -> list[Clause]:
    """*clause*, if it is long, cut before each word that asks, but for "in which", "to whom"."""
    words = clause.text.split()
    if len(words) < _LONG:
        return [clause]
    asking = {*language.asking, *language.things}
    plain = [_first(word.strip(",.?'\"").casefold(), language) for word in words]
    cuts = [
        at
        for at in range(2, len(words))
        if plain[at] in asking
        and plain[at - 1] not in asking
        and (plain[at - 1] not in language.light or plain[at - 1] in language.opening)
    ]
    if len(cuts) > _MOST_SPOKEN:
        return [clause]
    edges = [0, *cuts, len(words)]
    made = [_clause(" ".join(words[a:b]), language, marked=False) for a, b in pairwise(edges)]
    return [part for part in made if part.text]


def _unjoined(text: str, language: Language) -> str:
    """*text* without the "and" that led to the next part."""
    words = text.split()
    while words and words[-1].casefold() in language.breaking:
        del words[-1]
    return " ".join(words)


def members(items: Sequence[Item], language: Language) -> tuple[tuple[Item, ...], ...]:
    """*items* once for each thing of a list in them: "who plays Ada, Tom and Cleo" is three.

    Empty if there is no list, or more than one.
    """
    lists = _lists(items, language)
    if len(lists) != 1 or len(lists[0]) > MOST_LISTED:
        return ()
    run = lists[0]
    return tuple((*items[: run[0]], items[member], *items[run[-1] + 1 :]) for member in run)


def strengthened(items: Sequence[Item], language: Language) -> list[Item]:
    """*items* in which an everyday word that stands like a name is one.

    In a list of names; and a verb that helps others ("will") behind another such verb, or at the
    end: "does Will die", "who plays Will".
    """
    made = list(items)
    for at, (before, item) in enumerate(pairwise(items), 1):
        if not isinstance(item, Named) or not item.weak or item.text not in language.opening:
            continue
        verb = isinstance(before, Word) and before.text not in language.joining
        if verb and (at == len(items) - 1 or before.text in language.opening):
            made[at] = replace(item, weak=False)
    for run in _lists(items, language):
        names = [item for at in run if isinstance(item := items[at], Named)]
        if any(not name.weak for name in names):
            for at in run:
                item = items[at]
                joined = any(isinstance(one, Word) for one in items[max(0, at - 1) : at])
                if isinstance(item, Named) and joined:
                    made[at] = replace(item, weak=False)
    return made


def _lists(items: Sequence[Item], language: Language) -> list[list[int]]:
    """Where in *items* things of one sort follow each other, with nothing but "and" between.

    There is at least one "and", or other such word, before the last.
    """
    runs: list[list[int]] = [[]]
    for at, item in enumerate(items):
        if isinstance(item, Word):
            before = items[at - 1] if at else None
            joined = isinstance(before, Word) and before.text in language.joining
            again = joined and item.text in language.light  # "in part 1 and in part 2"
            if item.text not in language.joining and not again and runs[-1]:
                runs.append([])
        elif isinstance(item, Named | Number | When):
            if runs[-1] and not _alike(items[runs[-1][-1]], item):
                runs.append([])
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1 and _joined(items, run)]


def _joined(items: Sequence[Item], run: Sequence[int]) -> bool:
    """Whether a word stands before the last of *run*; numbers need none ("seasons 1 2 3")."""
    return isinstance(items[run[-1]], Number) or run[-1] - run[-2] > 1


def _alike(one: Item, other: Item) -> bool:
    """Whether both can be members of one list."""
    match one, other:
        case Named(), Named():
            return bool(one.kinds & other.kinds)
        case Number(), Number():
            return one.slot == other.slot
        case When(), When():
            return True
        case _:
            return False
