"""What came first, what lies between, which has more: two or more things side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, unknown
from jjbot.answers.durations import certainly_before, middle, time_between
from jjbot.answers.seasons import in_text, missing
from jjbot.answers.words import day, listed, numbers, on_day, subject
from jjbot.model import Claim, Line, Outcome, Span, sentence


@dataclass(frozen=True, slots=True)
class _Dated:
    """One thing that is compared: its name, and the claim of when it came out."""

    label: Span
    out: Claim


def _absent(asked: Asked) -> int | None:
    """The number of a season that the question names and that there is not."""
    named = (asked.query.season, *asked.query.seasons)
    return next((n for n in named if n is not None and asked.season(n) is None), None)


def _season_dated(asked: Asked, season: Season) -> _Dated | None:
    out = season.facts.best("premiered_on")
    return _Dated(in_text(asked, season, out), out) if out else None


def _named(asked: Asked, *, show: bool) -> list[_Dated] | None:
    """All that the question compares: seasons, the show, other works; None if a date is unknown.

    show: whether the show itself stands beside a single work, as it does if no season is named.
    """
    query = asked.query
    wanted = query.seasons or ((query.season,) if query.season is not None else ())
    found: list[_Dated | None] = []
    for number in wanted:
        season = asked.season(number)
        found.append(_season_dated(asked, season) if season else None)
    works = [entity for slot, entity in query.entities if slot == "work"]
    if show and len(works) == 1 and not wanted:
        first = next((s.facts.best("premiered_on") for s in asked.seasons), None)
        the_show = Span(asked.title, asked.the_show.claims)
        found.append(_Dated(the_show, first) if first else None)
    for work in works:
        own = Facts(work, asked.facts.about(asked.view, work))
        out = own.best("premiered_on")
        found.append(_Dated(subject(out), out) if out else None)
    known = [one for one in found if one]
    return known if len(known) == len(found) else None


def _premiered(one: _Dated) -> Line:
    return sentence(_opened(one.label), " premiered ", on_day(one.out), ".")


def _opened(span: Span) -> Span:
    """*span* at the beginning of a sentence."""
    return Span(span.text[:1].upper() + span.text[1:], span.claims)


_UNDATED = sentence("I don't know when both of them came out.")


def which_first(asked: Asked) -> Draft:
    """Which of two or more came out first."""
    absent = _absent(asked)
    if absent is not None:
        return missing(asked, absent)
    found = _named(asked, show=True)
    if found is None or len(found) < 2:
        return unknown(_UNDATED)
    ranked = sorted(found, key=lambda one: (middle(one.out.date), one.label.text))
    if not certainly_before(ranked[0].out.date, ranked[1].out.date):
        return draft(*map(_premiered, ranked), title=asked.title)
    first, *later = ranked
    return draft(
        sentence(_opened(first.label), " came first: it premiered ", on_day(first.out), "."),
        *(_followed(one) for one in later),
        title=asked.title,
    )


def _followed(one: _Dated) -> Line:
    return sentence(_opened(one.label), " came after it, ", on_day(one.out), ".")


def came_before(asked: Asked) -> Draft:
    """ "Did A come out before B?": yes or no first; the season or show is A."""
    return _ordered(asked, before=True)


def came_after(asked: Asked) -> Draft:
    """ "Did A come out after B?": yes or no first; the season or show is A."""
    return _ordered(asked, before=False)


def _ordered(asked: Asked, *, before: bool) -> Draft:
    absent = _absent(asked)
    if absent is not None:
        return missing(asked, absent)
    found = _named(asked, show=True)
    if found is None or len(found) != 2:
        return unknown(_UNDATED)
    # The show stands first in the question, whatever else is named.
    one, other = found
    earlier = certainly_before(one.out.date, other.out.date)
    later = certainly_before(other.out.date, one.out.date)
    if not (earlier or later):
        return draft(_premiered(one), _premiered(other), title=asked.title)
    right = earlier if before else later
    word = "before" if earlier else "after"
    first = sentence("Yes. " if right else "No. ", _opened(one.label), f" came out {word} ",
                     other.label, ": ", day(one.out), " and ", day(other.out), ".")  # fmt: skip
    outcome = Outcome.ANSWERED if right else Outcome.CORRECTED
    return draft(first, title=asked.title, outcome=outcome)


def time_apart(asked: Asked) -> Draft:
    """How long lies between two seasons or works; of one season, since the one before it."""
    absent = _absent(asked)
    if absent is not None:
        return missing(asked, absent)
    query = asked.query
    if len(query.seasons) < 2 and not query.entity("work"):
        return _between_seasons(asked)
    found = _named(asked, show=True)
    if found is None or len(found) < 2:
        return unknown(_UNDATED)
    ranked = sorted(found, key=lambda one: (middle(one.out.date), one.label.text))
    return draft(*(_apart(one, other) for one, other in pairwise(ranked)), title=asked.title)


def _between_seasons(asked: Asked) -> Draft:
    """The time from each season to the next, or to the one that is named."""
    number = asked.query.season
    dated = [(s, one) for s in asked.seasons if (one := _season_dated(asked, s))]
    lines = [
        _apart(one, other)
        for (earlier, one), (season, other) in pairwise(dated)
        # Nothing comes before the first one, so that the time after it is meant.
        if number in (None, season.number) or (number == earlier.number == dated[0][0].number)
    ]
    if not lines:
        return unknown(sentence("I don't know of two dates to compare."))
    return draft(*lines, title=asked.title)


def _apart(one: _Dated, other: _Dated) -> Line:
    time = Span(time_between(one.out.date, other.out.date), (one.out, other.out))
    return sentence("Between ", one.label, " (", day(one.out), ") and ", other.label, " (",
                    day(other.out), ") there are ", time, ".")  # fmt: skip


def most_episodes(asked: Asked) -> Draft:
    """Which season has the most episodes."""
    return _counted(asked, "most", max)


def fewest_episodes(asked: Asked) -> Draft:
    """Which season has the fewest episodes."""
    return _counted(asked, "fewest", min)


def _counted(asked: Asked, word: str, pick: Callable[[list[int]], int]) -> Draft:
    absent = _absent(asked)
    if absent is not None:
        return missing(asked, absent)
    found = _counts(asked)
    noun = asked.season_noun
    if len(found) < 2:
        return unknown(sentence(f"I don't know of two {noun}s to compare."))
    claims = tuple(one.claim for one in found)
    top = pick([one.number for one in found])
    first = [one.season.number for one in found if one.number == top]
    if len(first) == len(found):
        same = Span(f"{numbers(first, noun)} have {top} episodes each", claims)
        return draft(sentence("None: ", same, "."), title=asked.title)
    which = Span(numbers(first, noun).capitalize(), claims)
    verb, each = (" has", "") if len(first) == 1 else (" have", " each")
    return draft(
        sentence(which, f"{verb} the {word} episodes: {top}{each}."),
        _each(found),
        title=asked.title,
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """How many episodes a season has, and the claim of it."""

    season: Season
    number: int
    claim: Claim


def _counts(asked: Asked) -> list[_Count]:
    """The seasons that are out, or those of them that the question names."""
    wanted = asked.query.seasons
    return [
        _Count(season, int(str(count.value)), count)
        for season in asked.seasons
        if season.premiered and (not wanted or season.number in wanted)
        if (count := season.facts.best("episode_count"))
    ]


def _each(found: list[_Count]) -> Line:
    """ "Part 1: 2 and Part 2: 3."."""
    parts = [Span(f"{one.season.facts.label}: {one.number}", (one.claim,)) for one in found]
    return sentence(listed(parts), ".")


def same_count(asked: Asked) -> Draft:
    """Whether all seasons have equally many episodes: yes or no first."""
    found = _counts(asked)
    if len(found) < 2:
        return unknown(sentence(f"I don't know of two {asked.season_noun}s to compare."))
    right = len({one.number for one in found}) == 1
    first = sentence("Yes. " if right else "No. ", _each(found))
    outcome = Outcome.ANSWERED if right else Outcome.CORRECTED
    return draft(first, outcome=outcome, title=asked.title)


def has_more(asked: Asked) -> Draft:
    """Whether the first of two seasons has more episodes than the second."""
    return _beside(asked, most_episodes, 1)


def has_fewer(asked: Asked) -> Draft:
    """Whether the first of two seasons has fewer episodes than the second."""
    return _beside(asked, fewest_episodes, -1)


def _beside(asked: Asked, otherwise: Callable[[Asked], Draft], sign: int) -> Draft:
    """Yes or no for two seasons; for any other number of them the question is which."""
    by_number = {one.season.number: one for one in _counts(asked)}
    pair = [by_number[number] for number in asked.query.seasons if number in by_number]
    if len(pair) != 2 or len(asked.query.seasons) != 2:
        return otherwise(asked)
    right = (pair[0].number - pair[1].number) * sign > 0
    first = sentence("Yes. " if right else "No. ", _each(pair))
    outcome = Outcome.ANSWERED if right else Outcome.CORRECTED
    return draft(first, outcome=outcome, title=asked.title)
