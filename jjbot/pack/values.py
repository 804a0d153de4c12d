"""From text to values.  Each function raises ValueError with a sentence its author can act on."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum

from jjbot.model import EVERYTHING, PartialDate, parse_position
from jjbot.pack.report import quoted

ALWAYS = date.min  # known since before any as-of question
ELSEWHERE = "elsewhere"
MAX_TEXT = 1000
MAX_MARKS = 3  # accents on one letter; more is there to overflow its line

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_YEARS = range(1800, 2200)
_REFUSED = {"Cc": "control", "Cf": "invisible", "Cs": "broken", "Co": "private", "Zl": "line"}
_REFUSED |= {"Zp": "line"}
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters that show nothing


class Unknown(Enum):
    """What `known_on: unknown` means: undated on purpose."""

    UNKNOWN = "unknown"


def text(written: str) -> str:
    """One line of visible text, in Unicode's composed form."""
    value = unicodedata.normalize("NFC", written.strip())
    if not value:
        raise ValueError("is empty; write a text or take the key away")
    if len(value) > MAX_TEXT:
        raise ValueError(f"is {len(value)} characters long; {MAX_TEXT} are the limit")
    if "\n" in value or "\r" in value:
        raise ValueError(f"found {quoted(value)}; expected one line")
    marks = 0
    for sign in value:
        category = unicodedata.category(sign)
        if category in _REFUSED or sign in _BLANK_LETTERS:
            kind = _REFUSED.get(category, "invisible")
            raise ValueError(f"the {kind} character U+{ord(sign):04X} is not allowed; delete it")
        marks = marks + 1 if category == "Mn" else 0
        if marks > MAX_MARKS:
            raise ValueError(f"more than {MAX_MARKS} marks on one letter; delete some")
    return value


def identifier(written: str) -> str:
    """An id."""
    if not _ID.fullmatch(written):
        raise ValueError(
            f"{quoted(written)} is not an id; write lower-case letters, digits and single hyphens"
        )
    return written


def whole_number(written: str) -> int:
    """A whole number in plain digits."""
    if not _WHOLE.fullmatch(written):
        raise ValueError(f"found {quoted(written)}; expected a whole number in plain digits")
    return int(written)


def signed_number(written: str) -> int:
    """A whole number that may have a minus."""
    return -whole_number(written[1:]) if written.startswith("-") else whole_number(written)


def partial_date(written: str) -> PartialDate:
    """A day, month or year."""
    try:
        found = PartialDate.parse(written)
    except ValueError:
        shown = quoted(written)
        raise ValueError(
            f"{shown} is not a date of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY"
        ) from None
    if found.year not in _YEARS:
        raise ValueError(f"{quoted(written)} is no year of a show; is it mistyped?")
    return found


def whole_day(written: str) -> date:
    """A day, written in full."""
    found = partial_date(written)
    if not found.to_the_day:
        raise ValueError(f"{quoted(written)} is not a day; write YYYY-MM-DD")
    return found.last_day


def last_day(written: str) -> date:
    """The last day that a day, month or year can mean."""
    return partial_date(written).last_day


def known_on(written: str) -> date | Unknown:
    """A day on the record clock."""
    if written == "always":
        return ALWAYS
    if written == Unknown.UNKNOWN.value:
        return Unknown.UNKNOWN
    try:
        return last_day(written)
    except ValueError as error:
        raise ValueError(f"{error}, or always or unknown") from None


def revealed_in(written: str) -> int:
    """A position on the spoiler clock; a whole season is its number and `WHOLE_SEASON`."""
    if written == ELSEWHERE:
        return EVERYTHING
    try:
        return parse_position(written)
    except ValueError:
        raise ValueError(
            f"{quoted(written)} is not a position in the show; write S1E13, S1 or elsewhere"
        ) from None


def yes_no(written: str) -> bool:
    """Yes or no."""
    if written not in ("yes", "no", "true", "false"):
        raise ValueError(f"found {quoted(written)}; expected yes or no")
    return written in ("yes", "true")
