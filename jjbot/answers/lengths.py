"""How long: episodes and seasons in minutes, and which is the longest or shortest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, unknown
from jjbot.answers.durations import hours
from jjbot.answers.episodes import episodes_of, find_episode, missing_episode
from jjbot.answers.seasons import missing
from jjbot.answers.words import listed, numbers, said
from jjbot.model import Claim, Line, Outcome, Span, sentence

_NAMED = 4  # of episodes that are equally long, so many are named

Pick = Callable[[list[int]], int]


@dataclass(frozen=True, slots=True)
class _Sum:
    """The length of all of a season's episodes together."""

    season: Season
    minutes: int
    claims: tuple[Claim, ...]

    @property
    def span(self) -> Span:
        """The number of minutes, resting on every episode's length."""
        return Span(f"{self.minutes} minutes", self.claims)


def _minutes(claim: Claim) -> int:
    return int(str(claim.value))


def _sum(asked: Asked, season: Season) -> _Sum | None:
    """The length of *season*; None unless that of each of its episodes is known."""
    count = season.facts.best("episode_count")
    lengths = [own.best("runtime") for own in episodes_of(asked, season.facts).values()]
    known = tuple(claim for claim in lengths if claim)
    if count is None or len(known) != int(str(count.value)):
        return None
    return _Sum(season, sum(map(_minutes, known)), (*known, count))


def runtime_total(asked: Asked) -> Draft:
    """How long an episode, a season or the whole show is, in minutes and hours."""
    query = asked.query
    if query.entity("episode") or query.episode is not None:
        return _episode_length(asked)
    if query.season is not None:
        season = asked.season(query.season)
        return missing(asked, query.season) if season is None else _season_length(asked, season)
    out = [season for season in asked.seasons if season.premiered]
    found = [one for season in out if (one := _sum(asked, season))]
    if not found or len(found) < len(out):
        return unknown(sentence("I don't know how long all of it is."))
    minutes, claims = sum(one.minutes for one in found), [c for one in found for c in one.claims]
    return draft(
        sentence("All episodes of ", asked.the_show, " together run ",
                 Span(f"{minutes} minutes, about {hours(minutes)}", tuple(claims)), "."),
        _each(asked, found) if len(found) > 1 else None,
        title=asked.title,
    )  # fmt: skip


def _each(asked: Asked, found: list[_Sum]) -> Line:
    """ "Season 1: 683 minutes and Season 2: 672 minutes."."""
    each = [Span(f"{one.season.facts.label}: {one.minutes} minutes", one.claims) for one in found]
    return sentence(listed(each), ".")


def _season_length(asked: Asked, season: Season) -> Draft:
    count, whole = season.facts.best("episode_count"), _sum(asked, season)
    if count is None:
        return unknown(sentence(f"I don't know how long {season.facts.label} is."))
    has = " has " if season.premiered else " was ordered with "
    first = sentence(Span(season.facts.label, (count,)), has, said(count), " episodes")
    if whole is None:
        return draft(sentence(first, "."), title=season.facts.label)
    together = sentence("; together they run ", whole.span, f", about {hours(whole.minutes)}.")
    return draft(sentence(first, together), title=season.facts.label)


def _episode_length(asked: Asked) -> Draft:
    own = find_episode(asked)
    if own is None:
        return missing_episode(asked)
    length = own.best("runtime")
    if length is None:
        return unknown(sentence("I don't know how long that episode is."))
    return draft(sentence(_titled(own), " is ", said(length), " minutes long."), title=asked.title)


def _titled(own: Facts) -> Line:
    """ "“The Second Cup” (Part 1, episode 2)"."""
    name, number, season = own.best("name"), own.best("number"), own.best("season")
    title = Span(f"“{own.label}”", (name,) if name else ())
    if number is None or season is None:
        return (title,)
    return sentence(title, " (", Span(season.label, (season,)), ", episode ", said(number), ")")


def longest_season(asked: Asked) -> Draft:
    """Which season is the longest, in minutes."""
    return _extreme_season(asked, "longest", max)


def shortest_season(asked: Asked) -> Draft:
    """Which season is the shortest, in minutes."""
    return _extreme_season(asked, "shortest", min)


def is_longer(asked: Asked) -> Draft:
    """Whether the first of two seasons is longer than the second: yes or no first."""
    return _beside(asked, longest_season, 1)


def is_shorter(asked: Asked) -> Draft:
    """Whether the first of two seasons is shorter than the second: yes or no first."""
    return _beside(asked, shortest_season, -1)


def _beside(asked: Asked, otherwise: Callable[[Asked], Draft], sign: int) -> Draft:
    """Yes or no for two seasons; for any other number of them the question is which."""
    pair = [asked.season(number) for number in asked.query.seasons]
    found = [one for season in pair if season and (one := _sum(asked, season))]
    if len(pair) != 2 or len(found) != 2:
        return otherwise(asked)
    right = (found[0].minutes - found[1].minutes) * sign > 0
    first = sentence("Yes. " if right else "No. ", _each(asked, found))
    outcome = Outcome.ANSWERED if right else Outcome.CORRECTED
    return draft(first, outcome=outcome, title=asked.title)


def _extreme_season(asked: Asked, word: str, pick: Pick) -> Draft:
    wanted = asked.query.seasons
    absent = next((number for number in wanted if asked.season(number) is None), None)
    if absent is not None:
        return missing(asked, absent)
    out = [s for s in asked.seasons if s.premiered and (not wanted or s.number in wanted)]
    found = [one for season in out if (one := _sum(asked, season))]
    if len(found) < len(out) or len(found) < 2:
        return unknown(sentence(f"I don't know which {asked.season_noun} is the {word}."))
    top = pick([one.minutes for one in found])
    first = [one for one in found if one.minutes == top]
    rest = [claim for one in found for claim in one.claims]
    which = Span(numbers([one.season.number for one in first], asked.season_noun).capitalize(),
                 tuple(rest))  # fmt: skip
    verb = " is" if len(first) == 1 else " are"
    each = "" if len(first) == 1 else " each"
    word = word.replace("est", "er") if len(wanted) == 2 else word
    time = f"{top} minutes, about {hours(top)}"
    return draft(
        sentence(which, f"{verb} the {word}: ", Span(time, first[0].claims), f"{each}."),
        _each(asked, found),
        title=asked.title,
    )


def longest_episode(asked: Asked) -> Draft:
    """Which episode is the longest, of a season or of all."""
    return _extreme_episode(asked, "longest", max)


def shortest_episode(asked: Asked) -> Draft:
    """Which episode is the shortest, of a season or of all."""
    return _extreme_episode(asked, "shortest", min)


def _extreme_episode(asked: Asked, word: str, pick: Pick) -> Draft:
    number = asked.query.season
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    seasons = [s for s in asked.seasons if s.premiered and number in (None, s.number)]
    found = [
        (own, length)
        for season in seasons
        for own in episodes_of(asked, season.facts).values()
        if (length := own.best("runtime"))
    ]
    if not found:
        return unknown(sentence("I don't know how long the episodes are."))
    whole = all(_sum(asked, season) for season in seasons)
    top = pick([_minutes(length) for _, length in found])
    first = [own for own, length in found if _minutes(length) == top]
    lengths = tuple(length for _, length in found)
    where = f" of {asked.season_noun} {number}" if number is not None else ""
    hedge = "" if whole else "Of those whose length I know: "
    article = "the" if hedge else "The"
    span = Span(f"{top} minutes", lengths)
    if len(first) > _NAMED:
        many = sentence(f"{len(first)} episodes{where} are the {word}, with ", span, " each.")
        return draft(sentence(hedge, many), title=asked.title)
    titles = _several([_titled(own) for own in first])
    noun, verb = ("episode", "is") if len(first) == 1 else ("episodes", "are")
    each = "" if len(first) == 1 else " each"
    start = f"{hedge}{article} {word} {noun}{where} {verb} "
    return draft(sentence(start, titles, ", with ", span, f"{each}."), title=asked.title)


def _several(lines: list[Line]) -> Line:
    """*lines* as a list in words."""
    parts: list[str | Line] = []
    for at, line in enumerate(lines):
        if at:
            parts.append(" and " if at == len(lines) - 1 else ", ")
        parts.append(line)
    return sentence(*parts)
