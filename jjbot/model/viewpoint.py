"""From where a question is answered: what was known then, what has been watched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from jjbot.errors import QuestionError
from jjbot.model.dates import PartialDate

# A position in the show is one number, so that "watched so far" is one comparison in SQL.
# It is made of season and episode alone and not of a count over the store's rows: it must
# not change when the store holds less.
NOTHING = 0
EVERYTHING = 1_000_000_000
WHOLE_SEASON = 999

_POSITION = re.compile(r"s([0-9]{1,3})(?:e([0-9]{1,3}))?", re.ASCII | re.IGNORECASE)


def position(season: int, episode: int = WHOLE_SEASON) -> int:
    """The position just after *episode* of *season*, or after the whole season."""
    return season * 1000 + episode


def season_of(place: int) -> int:
    """The season of a position."""
    return place // 1000


def parse_position(text: str) -> int:
    """Read ``S2E5`` or ``S2``.  Raises ValueError with a sentence."""
    found = _POSITION.fullmatch(text.strip())
    if not found or not int(found[1]) or (found[2] and not 0 < int(found[2]) < WHOLE_SEASON):
        raise ValueError(f"{text!r} is not a position in the show; write S2 or S2E5")
    return position(int(found[1]), int(found[2]) if found[2] else WHOLE_SEASON)


def written_position(place: int) -> str:
    """*place* as `parse_position` reads it; nothing for a harmless one, "elsewhere" beyond all."""
    if place >= EVERYTHING:
        return "elsewhere"
    if place == NOTHING:
        return ""
    season, episode = season_of(place), place % 1000
    return f"S{season}" if episode == WHOLE_SEASON else f"S{season}E{episode}"


def parse_seen(text: str) -> int:
    """Read how far somebody has watched: ``none``, ``S2``, ``S2E5`` or ``all``.

    Raises QuestionError.
    """
    word = text.strip().casefold()
    if word in ("none", "all"):
        return NOTHING if word == "none" else EVERYTHING
    try:
        return parse_position(word)
    except ValueError:
        raise QuestionError(f"{text!r} is not none, S2, S2E5 or all") from None


def parse_as_of(text: str) -> date:
    """Read the day ``YYYY[-MM[-DD]]`` means; a coarse date is its last day.

    Raises QuestionError.
    """
    try:
        return PartialDate.parse(text.strip()).last_day
    except ValueError as error:
        raise QuestionError(str(error)) from None


def parse_day(text: str) -> date:
    """Read the day ``YYYY-MM-DD``.  Raises QuestionError."""
    try:
        written = PartialDate.parse(text.strip())
    except ValueError as error:
        raise QuestionError(str(error)) from None
    if not written.to_the_day:
        raise QuestionError(f"{text!r} is not a day; write YYYY-MM-DD")
    return written.first_day


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """What may be known where this is asked.

    today: the asker's calendar day, for telling how old the news is.
    as_of: only what the public could know on this day; None = everything known, dated or not.
    seen: position in the show up to which nothing is a spoiler; EVERYTHING hides nothing.
    """

    today: date
    as_of: date | None
    seen: int

    @classmethod
    def unlimited(cls, today: date) -> Viewpoint:
        """Everything known, by somebody who has seen everything."""
        return cls(today, None, EVERYTHING)

    def admits(self, known_on: date | None, revealed: int) -> bool:
        """Whether something with these clocks may be known here: the gate, as the store has it."""
        if revealed > self.seen:
            return False
        return self.as_of is None or (known_on is not None and known_on <= self.as_of)

    def narrowed(self, as_of: date | None) -> Viewpoint:
        """Return this Viewpoint, on *as_of* if that is earlier."""
        if as_of is None or (self.as_of is not None and self.as_of <= as_of):
            return self
        return Viewpoint(self.today, as_of, self.seen)
