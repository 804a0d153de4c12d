"""What a right answer must say, and whether one says it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache

from jjbot.model import PartialDate, in_words

MOST_CHARACTERS = 1500  # of a right answer: who says everything has answered nothing
SHORT = 4  # an expected text of so few letters must be a word of its own
ECHO = 4  # words from which on a question that is repeated in the answer earns nothing

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT = re.compile(r"<t:(-?\d{1,15})(?::[A-Za-z])?>")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("*_`~|>", " "),
    }
)
_SPELLINGS = (
    (re.compile(r"\ba\.\s?k\.\s?a\.?"), "aka"),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th)\b"), ""),
    (re.compile(r"\bsept\b\.?"), "september"),
)


class Verdict(Enum):
    """What an answer is worth."""

    RIGHT = "right"  # also a decline where only that is right
    WRONG = "wrong"
    DECLINED = "declined"  # nothing was said where something should have been: a miss
    FALSE = "false answer"  # something was said where only a decline is right


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an answer must and must not say.

    any: groups of alternatives, of each of which one must be there; none: what must not be there;
    order: what must be there in this order.
    """

    any: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def fault(self, text: str) -> str:
        """What is wrong with *text*, which is `flat`; empty if nothing is."""
        for group in self.any:
            if not any(_place(text, wanted) >= 0 for wanted in group):
                return f"says none of {_quoted(group)}"
        for wrong in self.none:
            if _place(text, wrong) >= 0:
                return f"must not say {_quoted((wrong,))}"
        places = [_place(text, wanted) for wanted in self.order]
        if -1 in places or places != sorted(places):
            return f"does not say in this order {_quoted(self.order)}"
        return ""


def judge(
    asked: str, expected: Expectation | None, text: str, *, declined: bool
) -> tuple[Verdict, str]:
    """What *text* is worth as the answer to what was *asked*, and why it is not right.

    expected: None where only a decline is right.  An answer without any text is a decline.
    """
    declined = declined or not text.strip()
    if expected is None:
        return (Verdict.RIGHT, "") if declined else (Verdict.FALSE, "must be declined")
    if declined:
        return Verdict.DECLINED, "must be answered"
    if len(text) > MOST_CHARACTERS:
        return Verdict.WRONG, f"is {len(text)} characters long"
    fault = expected.fault(_without_echo(flat(text), flat(asked)))
    return (Verdict.WRONG, fault) if fault else (Verdict.RIGHT, "")


def flat(text: str) -> str:
    """*text* in lower case, without accents, markup and ordinal endings, moments in words."""
    text = unicodedata.normalize("NFKD", _MOMENT.sub(_in_full, text))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = text.translate(_PLAIN).lower()
    for spelling, plain in _SPELLINGS:
        text = spelling.sub(plain, text)
    return " ".join(text.split())


def _without_echo(text: str, asked: str) -> str:
    if asked.count(" ") + 1 < ECHO:
        return text
    return " ".join(text.replace(asked, " ").split())


def _in_full(moment: re.Match[str]) -> str:
    """A moment as Discord shows it, in every way a date may be expected; UTC."""
    try:
        when = _EPOCH + timedelta(seconds=int(moment[1]))
    except OverflowError:  # beyond the calendar
        return moment[0]
    day = when.date()
    month = in_words(PartialDate(day.year, day.month))
    forms = (in_words(day), f"{day.day} {month}", day.isoformat(), month, f"{day:%A}")
    return f" {'; '.join(forms)} "


def _place(text: str, wanted: str) -> int:
    """Where *wanted* begins in *text*; -1 if it is not there."""
    found = _pattern(wanted).search(text)
    return found.start() if found else -1


@lru_cache(maxsize=8192)
def _pattern(wanted: str) -> re.Pattern[str]:
    """What finds *wanted*: no part of a number, and if it is short no part of a word."""
    plain = flat(wanted)
    short = plain.isascii() and sum(map(str.isalnum, plain)) <= SHORT
    before = after = ""
    if plain[:1].isdigit():
        before = r"(?<!\d)(?<!\d[.,])"
    if plain[-1:].isdigit():
        after = r"(?![.,]?\d)"
    if short and plain[:1].isalnum():
        before += "(?<![0-9a-z])"
    if short and plain[-1:].isalnum():
        after += "(?![0-9a-z])"
    return re.compile(before + re.escape(plain) + after)


def _quoted(texts: tuple[str, ...]) -> str:
    return ", ".join(f'"{text}"' for text in texts)
