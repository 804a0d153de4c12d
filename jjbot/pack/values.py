"""From text to values.  Each function raises ValueError with a sentence its author can act on."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import Enum
from urllib.parse import urlsplit

from jjbot.model import EVERYTHING, PartialDate, parse_position
from jjbot.pack.letters import flaw, foreign, garbled, mixed, strange_blank
from jjbot.pack.report import quoted

ALWAYS = date.min  # known since before any as-of question
ELSEWHERE = "elsewhere"
MAX_TEXT = 1000
MAX_NOTE = 10_000
MAX_ID = 80
WAYS = ("on", "before", "perhaps", "happening", "never")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_YEARS = range(1800, 2200)
_LONGEST_YEAR = 24  # months: a winter ends in the next year
# What would be more than words where an answer is shown.
_MARKUP = re.compile(
    r"@(?:everyone|here)\b|<(?:@[!&]?|#|/|a?:|t:|id:)[^<>]*>|\]\(\s*(?:https?:|<)|```|\|\|",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?!-)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_NO_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")


class Unknown(Enum):
    """What `known_on: unknown` means: undated on purpose."""

    UNKNOWN = "unknown"


def words(written: str) -> str:
    """One line of visible text, in Unicode's composed form, as somebody might type it."""
    value = _shown(written.strip(), MAX_TEXT)
    if "\n" in value or "\r" in value:
        raise ValueError(f"found {quoted(value)}; expected one line")
    if wrong := flaw(value) or strange_blank(value):
        raise ValueError(wrong)
    return value


def text(written: str) -> str:
    """One line as it is shown in an answer: `words` without markup or letters gone wrong."""
    value = words(written)
    if wrong := mixed(value):
        raise ValueError(wrong)
    if before := garbled(value):
        raise ValueError(
            f"{quoted(value)} was saved in a wrong encoding; did you mean {quoted(before)}?"
        )
    if found := _MARKUP.search(value):
        raise ValueError(f"{quoted(found[0])} is markup; write plain words")
    return value


def note(written: str) -> str:
    """Lines that only authors see; may be empty."""
    if not written.strip():
        return ""
    value = _shown(written.strip(), MAX_NOTE)
    for line in value.splitlines():
        if wrong := flaw(line.replace("\t", " ")):
            raise ValueError(wrong)
    return value


def _shown(written: str, limit: int) -> str:
    """*written* in Unicode's composed form, if it is neither empty nor too long."""
    if len(written) > limit:
        raise ValueError(f"is {len(written):,} characters long; {limit:,} are the limit")
    value = unicodedata.normalize("NFC", written)
    if not value:
        raise ValueError("is empty; write a text or take the key away")
    return value


def identifier(written: str) -> str:
    """An id."""
    if len(written) > MAX_ID:
        raise ValueError(f"the id is {len(written):,} characters long; {MAX_ID} are the limit")
    if not _ID.fullmatch(written):
        message = "is not an id; write lower-case letters, digits and single hyphens"
        raise ValueError(f"{quoted(written)} {message}{foreign(written)}")
    return written


def address(written: str) -> str | None:
    """A public web address, or None for `none`."""
    if written == "none":
        return None
    value = text(written)
    wrong = _flaw_of_address(value)
    if wrong:
        raise ValueError(f"{quoted(written)} is no address, {wrong}; write https://… or none")
    return value


def _flaw_of_address(written: str) -> str:
    """Why *written* is no public web address; empty if it is one."""
    if not written.lower().startswith(("https://", "http://")):
        return "it does not begin with https://"
    if strange := _NO_ADDRESS.search(written):
        return f"{quoted(strange[0])} must not be in it"
    try:
        parts = urlsplit(written)
        host, port = parts.hostname or "", parts.port  # reading the port checks it
    except ValueError as error:
        return str(error)
    if "@" in parts.netloc:
        return "a name or password must not be in it"
    if not _HOST.fullmatch(host):
        return f"{quoted(host)} is no host"
    return "port 0 is none" if port == 0 else ""


def whole_number(written: str) -> int:
    """A whole number in plain digits."""
    if not _WHOLE.fullmatch(written):
        raise ValueError(f"found {quoted(written)}; expected a whole number in plain digits")
    return int(written)


def signed_number(written: str) -> int:
    """A whole number that may have a minus."""
    return -whole_number(written[1:]) if written.startswith("-") else whole_number(written)


def months(written: str) -> str:
    """The first and the last month of a part of a year, 12-14 for a winter."""
    first, dash, last = written.partition("-")
    if not (dash and 1 <= whole_number(first) <= whole_number(last) <= _LONGEST_YEAR):
        raise ValueError(f"{quoted(written)} is no part of a year; write its months, as 1-4")
    return written


def asking_of_a_day(written: str) -> str:
    """What words before a date make of a question."""
    if written not in WAYS:
        raise ValueError(f"{quoted(written)} is none of {', '.join(WAYS)}")
    return written


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
