"""Find dates, in the many ways in which they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from jjbot.model import DateRange, Language, PartialDate
from jjbot.understanding.items import Item, When
from jjbot.understanding.normalise import LONGEST_RAW

_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){1,2}", re.ASCII)
_RANGE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\.\.[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?", re.ASCII)
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)
_NUMERIC = re.compile(
    r"(?<![\w./-])([0-9]{1,2})[./-](?:([0-9]{1,2})[./-])?((?:19|20)[0-9]{2})(?![\w/-]|\.[0-9])",
    re.ASCII,
)
_BACKWARDS = re.compile(r"(?<![\w./-])((?:19|20)[0-9]{2})[./]([0-9]{1,2})(?![\w./-])", re.ASCII)
_SHORT_YEAR = re.compile(r"(?<!\w)['\u2018\u2019]([12][0-9])(?!\w)", re.ASCII)
_PATTERNS = ("mdy", "dmy", "my", "y")
_THIRDS = {
    "1-4": (1, 10),
    "1-3": (1, 10),
    "5-8": (11, 20),
    "9-12": (21, 31),
    "1-6": (1, 15),
    "7-12": (16, 31),
}
_SHORTEST_NEARLY = 4  # letters of a misspelt month
_LONGEST_PART = 4  # words of "the second half of"


def without_slashes(text: str) -> str:
    """*text* with "4/13/2016", "10/2017" and "'16" as ISO dates, which survive as one word.

    The month comes first; where that cannot be, the day does.
    """
    text = _SHORT_YEAR.sub(r"20\1", text[:LONGEST_RAW])
    text = _BACKWARDS.sub(_month_of_year, text)
    return _NUMERIC.sub(_numeric, text)


def _month_of_year(found: re.Match[str]) -> str:
    return _written(found[1], found[2]) or found[0]


def _numeric(found: re.Match[str]) -> str:
    one, other, year = found[1], found[2], found[3]
    if other is None:
        return _written(year, one) or found[0]
    return _written(year, one, other) or _written(year, other, one) or found[0]


def _written(year: str, *parts: str) -> str:
    """The ISO form; empty if it is not in the calendar."""
    text = "-".join([year, *(part.zfill(2) for part in parts)])
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        return ""


def with_dates(tokens: Sequence[str], language: Language) -> list[str]:
    """*tokens* with every date made of several words as one: "april 13 2016" → 2016-04-13.

    "early 2016" becomes a range, 2016-01..2016-04.
    """
    if not any(_YEAR.match(token) for token in tokens):
        return list(tokens)
    written: list[str] = []
    at = 0
    while at < len(tokens):
        text, size = _date_words(tokens, at, language)
        written.extend([text] if text else tokens[at : at + size])
        at += size
    return written


def date_at(tokens: Sequence[str], at: int) -> tuple[Item, int] | None:
    """A date as `with_dates` writes it, or a year."""
    word = tokens[at]
    try:
        if _RANGE.fullmatch(word):
            return When(DateRange.parse(word), word), 1
        if _ISO.fullmatch(word) or _YEAR.fullmatch(word):
            return When(PartialDate.parse(word), word), 1
    except ValueError:
        return None
    return None


def _date_words(tokens: Sequence[str], at: int, language: Language) -> tuple[str, int]:
    """What is written at *at* as one word, and how many it was; empty if that is no date."""
    part, start = _part_of_year(tokens, at, language)
    if part:
        start = _beyond_links(tokens, start, language)
    for pattern in _PATTERNS:
        found = _matched(tokens, start, pattern, language)
        if found is None:
            continue
        parts, end = found
        if part and "d" in parts:
            break
        text = _whole(parts)
        return (_narrowed(text, part) if part and text else text), end - at
    return "", 1


def _part_of_year(tokens: Sequence[str], at: int, language: Language) -> tuple[str, int]:
    """ "1-4" for "early", and where it ends; nothing if no part of a year is written there."""
    for size in range(_LONGEST_PART, 0, -1):
        part = language.year_parts.get(" ".join(tokens[at : at + size]))
        if part and at + size < len(tokens):
            return part, at + size
    return "", at


def _beyond_links(tokens: Sequence[str], at: int, language: Language) -> int:
    while at < len(tokens) and tokens[at] in language.date_links:
        at += 1
    return at


def _matched(
    tokens: Sequence[str], at: int, pattern: str, language: Language
) -> tuple[dict[str, str], int] | None:
    """The parts of a date written as *pattern*, by letter, and where it ends."""
    parts: dict[str, str] = {}
    for letter in pattern:
        place = _beyond_links(tokens, at, language) if parts else at
        part = _part(tokens, place, letter, language)
        if not part:
            return None
        parts[letter] = part
        at = place + 1
    return parts, at


def _part(tokens: Sequence[str], at: int, letter: str, language: Language) -> str:
    """The year, month or day that the word at *at* is; empty if it is none."""
    if at >= len(tokens):
        return ""
    word = tokens[at]
    if letter == "y":
        return word if _YEAR.fullmatch(word) else ""
    if letter == "d":
        day = _DAY.fullmatch(word)
        return day[1] if day else ""
    month = language.months.get(word) or _nearly_month(word, language)
    return str(month) if month else ""


def _nearly_month(word: str, language: Language) -> int | None:
    """The month that *word* is a misspelling of, one letter off; never an everyday word."""
    if len(word) < _SHORTEST_NEARLY or not word.isalpha():
        return None
    near = {number for name, number in language.months.items() if _one_off(word, name)}
    if len(near) != 1:
        return None
    # The lists are long and looked through last: few words are nearly a month.
    everyday = word in language.common or word in language.filler or word in language.light
    return None if everyday else near.pop()


def _one_off(word: str, name: str) -> bool:
    long = len(name) >= _SHORTEST_NEARLY and name[0] == word[0]
    return long and OSA.distance(word, name, score_cutoff=1) <= 1


def _whole(parts: dict[str, str]) -> str:
    return _written(parts["y"], *(parts[letter] for letter in "md" if letter in parts))


def _narrowed(text: str, part: str) -> str:
    """The months *part* of the year *text*, or that third or half of the month *text*."""
    year, _, month = text.partition("-")
    if not month:
        first, last = _ends(part)
        return f"{year}-{first:02}..{int(year) + (last > 12)}-{(last - 1) % 12 + 1:02}"
    if part not in _THIRDS:
        return ""
    first, last = _THIRDS[part]
    return f"{text}-{first:02}..{text}-{min(last, PartialDate.parse(text).last_day.day):02}"


def _ends(part: str) -> tuple[int, int]:
    first, _, last = part.partition("-")
    return int(first), int(last)
