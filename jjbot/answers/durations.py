"""How long something took, in words no more exact than the dates are."""

from __future__ import annotations

from datetime import date, timedelta

from jjbot.answers.words import plural
from jjbot.model import PartialDate

_MONTH = 365.2425 / 12  # days
_FEW_DAYS, _TWO_MONTHS = 14, 60


def middle(when: PartialDate) -> date:
    """The day in the middle of what *when* can mean."""
    first = when.first_day
    return first + timedelta(days=(when.last_day - first).days // 2)


def days_between(one: PartialDate, other: PartialDate) -> int:
    """How many days lie between *one* and *other*, whichever is earlier."""
    return abs((middle(other) - middle(one)).days)


def time_between(one: PartialDate, other: PartialDate) -> str:
    """ "839 days, about 2 years and 4 months"; of coarse dates only "about 6 months"."""
    days = days_between(one, other)
    exact = one.to_the_day and other.to_the_day
    if exact and days <= _FEW_DAYS:
        return plural(days, "day")
    return f"{days} days, {roughly(days)}" if exact else roughly(days)


def roughly(days: int) -> str:
    """*days* in the largest fitting units: "about 2 years and 4 months"."""
    if days < _TWO_MONTHS:
        return f"about {plural(max(round(days / 7), 1), 'week')}"
    years, months = divmod(round(days / _MONTH), 12)
    parts = [plural(years, "year")] if years else []
    if months:
        parts.append(plural(months, "month"))
    return f"about {' and '.join(parts)}"


def certainly_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether *one* is earlier than *other*, however coarse the two are."""
    return one.last_day < other.first_day


def hours(minutes: int) -> str:
    """ "11 hours and 23 minutes"."""
    whole, rest = divmod(minutes, 60)
    parts = [plural(whole, "hour")] if whole else []
    if rest or not whole:
        parts.append(plural(rest, "minute"))
    return " and ".join(parts)
