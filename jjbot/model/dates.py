"""Dates as they are known: to the year, the month or the day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS = tuple(calendar.month_name)
_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month or year; what is None is not known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises ValueError with a sentence that quotes *text*.
        """
        found = _WRITTEN.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise ValueError(f"{text!r} is not in the calendar; write YYYY-MM-DD") from None
        return cls(year or 0, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """*day* as a date known to the day."""
        return cls(day.year, day.month, day.day)

    @property
    def first_day(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day it can mean; from here on a coarse date counts as reached."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def to_the_day(self) -> bool:
        """Whether the day itself is known."""
        return self.day is not None

    def covers(self, other: PartialDate | DateRange) -> bool:
        """Whether *other* lies within this date: 2015 covers 2015-11-20."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def __str__(self) -> str:
        """Return the written form that `parse` reads."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From one date up to another, as in "early 2016"; both count whole."""

    first: PartialDate
    last: PartialDate

    @classmethod
    def parse(cls, text: str) -> DateRange:
        """Read ``FIRST..LAST`` as `str` writes it.  Raises ValueError with a sentence."""
        first, _, last = text.partition("..")
        return cls(PartialDate.parse(first), PartialDate.parse(last))

    @property
    def first_day(self) -> date:
        """The earliest day it can mean."""
        return self.first.first_day

    @property
    def last_day(self) -> date:
        """The latest day it can mean; from here on it counts as reached."""
        return self.last.last_day

    @property
    def to_the_day(self) -> bool:
        """Whether the day itself is known: never."""
        return False

    def covers(self, other: PartialDate | DateRange) -> bool:
        """Whether *other* lies within this range."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def __str__(self) -> str:
        """Return the written form that `parse` reads."""
        return f"{self.first}..{self.last}"


def in_words(when: PartialDate | DateRange | date) -> str:
    """*when* in English at the precision it is known: "March 8, 2018", "April 2017", "2012"."""
    if isinstance(when, DateRange):
        return f"the time from {in_words(when.first)} to {in_words(when.last)}"
    if isinstance(when, date):
        when = PartialDate.of(when)
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return f"{MONTHS[when.month]} {when.year}"
    return f"{MONTHS[when.month]} {when.day}, {when.year}"
