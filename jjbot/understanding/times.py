"""Find when: dates, and the day a question speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from jjbot.model import PartialDate
from jjbot.model.dates import MONTHS
from jjbot.understanding.items import Item, When, Word

_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS) if name} | {
    name.casefold()[:3]: number for number, name in enumerate(MONTHS) if name
}
_MONTH_NUMBERS["sept"] = 9
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}){1,2}", re.ASCII)
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)


def date_at(tokens: Sequence[str], at: int) -> tuple[Item, int] | None:
    """A date: ISO, "april 13 2016", "13 april 2016", "april 2016", "2016"."""
    for size in (3, 2, 1):
        words = tokens[at : at + size]
        if len(words) == size:
            when = _read_date(words)
            if when:
                return When(when, " ".join(words)), size
    return None


def _read_date(words: Sequence[str]) -> PartialDate | None:
    try:
        if len(words) == 1:
            word = words[0]
            if _ISO.fullmatch(word) or _YEAR.fullmatch(word):
                return PartialDate.parse(word)
            return None
        month = next((_MONTH_NUMBERS[word] for word in words if word in _MONTH_NUMBERS), None)
        year = next((int(word) for word in words if _YEAR.fullmatch(word)), None)
        if month is None or year is None:
            return None
        if len(words) == 2:
            return PartialDate(year, month)
        day = next((found for word in words if (found := _DAY.fullmatch(word))), None)
        if day is None or not words[-1].isdecimal():
            return None
        return PartialDate.of(date(year, month, int(day[1])))
    except ValueError:
        return None


def as_of_in(items: list[Item]) -> tuple[list[Item], date | None]:
    """*items* without "as of …" or "back in …", and the day it means."""
    # "The status of season 2 on April 13": a status is one of a day, not a premise about it.
    status = any(isinstance(item, Word) and item.text == "status" for item in items)
    for at, item in enumerate(items):
        before = [word.text for word in items[max(0, at - 2) : at] if isinstance(word, Word)]
        if not isinstance(item, When):
            continue
        if before in (["as", "of"], ["back", "in"], ["back", "on"]):
            return items[: at - 2] + items[at + 1 :], item.date.last_day
        if status and before[-1:] in (["in"], ["on"]):
            return items[: at - 1] + items[at + 1 :], item.date.last_day
        if before[-1:] == ["before"]:
            day = item.date.first_day
            before_it = day - timedelta(days=1) if day > date.min else day
            return items[: at - 1] + items[at + 1 :], before_it
    return items, None
