"""Of which day a question speaks: "as of April 2016", "before filming started"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from jjbot.model import Language, Viewpoint
from jjbot.understanding.items import Item, Number, When, Word
from jjbot.understanding.moments import Moments

SURE = -0.015  # a date, said so that it can hardly be meant otherwise
TOLD = 0.015  # a happening, which may be what is asked for
MAYBE = 1.0  # a date that may as well be part of what is asked: only if nothing else fits
_MOST_OPENINGS = 6  # words that may open a happening, from the end; nobody says more
_LONGEST = 4  # words of "leading up to"

# What words before a date or a happening make of the question (`Language.as_of`).
ON = "on"
BEFORE = "before"
PERHAPS = "perhaps"
HAPPENING = "happening"
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Then:
    """A question read as one about an earlier day.

    items: without the words that say so; needs: by how much it must fit better than the question
    as one of today: SURE, TOLD or MAYBE.
    """

    items: list[Item]
    day: date
    needs: float


def thens(
    items: list[Item], language: Language, moments: Moments, viewpoint: Viewpoint
) -> Iterator[Then]:
    """Every way to read *items* as a question about an earlier day, the likeliest first."""
    alone = sum(isinstance(item, When) for item in items) == 1
    today = viewpoint.as_of or viewpoint.today
    for at, item in enumerate(items):
        if isinstance(item, When):
            found = _on_date(items, at, item, language)
            # "In 2018 or 2019" is no day to speak from.
            if found and (alone or found.needs == SURE):
                # Of a day to come nothing is known but what is known now.
                yield replace(found, day=min(found.day, today))
    for start, end, way in islice(_openings(items, language), _MOST_OPENINGS):
        if way in (ON, BEFORE, HAPPENING):
            clause = moments.clause(items, end, viewpoint)
            if clause:
                day = _day_before(clause.first) if way == BEFORE else clause.last
                rest = items[:start] + items[clause.end :]
                if not moments.asks(rest):
                    continue  # "do you know when it was renewed" asks for the day
                yield Then(rest, day, TOLD)
                if clause.season and not any(isinstance(item, Number) for item in rest):
                    # "When season 2 was announced, was there a date?": one for that season.
                    yield Then([*rest, clause.season], day, TOLD)


def _on_date(items: list[Item], at: int, when: When, language: Language) -> Then | None:
    """*items* without the date at *at*, if that may be the day they speak of."""
    before = at
    while before and _text(items[before - 1]) in language.date_links:
        before -= 1
    start, way = _opening_before(items, before, language)
    if not way and before != at:
        start, way = _opening_before(items, at, language)
    bare = not way and (at == 0 or at == len(items) - 1)
    if way in (NEVER, HAPPENING) or (not way and not bare):
        return None
    rest = items[: start if way else before] + items[at + 1 :]
    if way in (ON, BEFORE):
        day = _day_before(when.date.first_day) if way == BEFORE else when.date.last_day
        return Then(rest, day, SURE)
    opens = all(_text(item) in language.filler for item in items[: start if way else before])
    if _said(rest, language.then) or (opens and _ahead(items[at + 1 :], language)):
        return Then(rest, when.date.last_day, SURE)
    if _said(rest, language.then_maybe) or leans(rest, language):
        return Then(rest, when.date.last_day, MAYBE)
    return None


def _openings(items: Sequence[Item], language: Language) -> Iterator[tuple[int, int, str]]:
    """Where words stand that may open a happening, and what they make of it."""
    end = len(items) - 1
    while end > 0:
        start, way = _opening_before(items, end, language)
        if way:
            yield start, end, way
            end = start
        else:
            end -= 1


def _opening_before(items: Sequence[Item], at: int, language: Language) -> tuple[int, str]:
    """The longest words of `Language.as_of` that end just before *at*."""
    for start in range(max(0, at - _LONGEST), at):
        words = [_text(item) for item in items[start:at]]
        way = language.as_of.get(" ".join(words)) if all(words) else None
        if way:
            return start, way
    return at, ""


def _ahead(items: Sequence[Item], language: Language) -> bool:
    """Whether *items*, behind a date, are asked as on that day: "in 2016, is there …"."""
    for word in map(_text, items):
        if word in language.ahead:
            return True
        if word in language.opening and word not in (*language.asking, *language.things):
            return False  # "in 2016, was there …" looks back
    return False


def leans(items: Sequence[Item], language: Language) -> bool:
    """Whether *items* say nothing but that the last question goes on: "and", "what about"."""
    return not items or " ".join(map(_text, items)) in language.follow_ups


def _said(items: Sequence[Item], phrases: Sequence[str]) -> bool:
    text = " ".join(["", *(_text(item) or "#" for item in items), ""])
    return any(f" {phrase} " in text for phrase in phrases)


def _text(item: Item) -> str:
    return item.text if isinstance(item, Word) else ""


def _day_before(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day
