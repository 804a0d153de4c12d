"""From when to when: the run of the show, filming, and how the episodes were spread."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from jjbot.answers.asked import Asked, Draft, Season, draft, unknown
from jjbot.answers.durations import time_between
from jjbot.answers.episodes import episodes_of
from jjbot.answers.seasons import filming_line, in_text, latest_announcement, missing
from jjbot.answers.words import day, listed, on_day, plural, said
from jjbot.model import Claim, Line, Outcome, Span, sentence

_WEEK = 7


def _releases(asked: Asked, season: Season) -> list[Claim]:
    """The release days of the season's episodes, in their order."""
    episodes = sorted(episodes_of(asked, season.facts).items())
    return [out for _, own in episodes if (out := own.best("released_on"))]


def run_length(asked: Asked) -> Draft:
    """From when to when the show ran, how long that was and how much of it there is."""
    out = [season for season in asked.seasons if season.premiered]
    first = out[0].facts.best("premiered_on") if out else None
    if first is None:
        return unknown(sentence("I know of no release date."))
    over = asked.complete("seasons") or asked.show.best("canceled_on")
    ahead = any(not season.premiered for season in asked.seasons)
    if not over or ahead:
        since = sentence(asked.the_show, " has been running since ", day(first), ".")
        return draft(since, _extent(asked), title=asked.title, checked=True)
    ends = [c for c in (out[-1].facts.best("premiered_on"), *_releases(asked, out[-1])) if c]
    last = max(ends, key=lambda claim: claim.date.last_day)
    if last.value == first.value:
        return draft(sentence(asked.the_show, " came out ", on_day(first), "."), _extent(asked),
                     title=asked.title)  # fmt: skip
    time = Span(time_between(first.date, last.date), (first, last))
    return draft(
        sentence(asked.the_show, " ran from ", day(first), " to ", day(last), ": ", time, "."),
        _extent(asked),
        title=asked.title,
    )


def _extent(asked: Asked) -> Line | None:
    """How many seasons and episodes are out."""
    seasons, episodes = asked.show.best("season_count"), asked.show.best("episode_count")
    if seasons is None:
        return None
    count = Span(plural(int(str(seasons.value)), asked.season_noun), (seasons,))
    if episodes is None:
        return sentence("So far: " if asked.show.best("canceled_on") is None else "", count, ".")
    total = Span(plural(int(str(episodes.value)), "episode"), (episodes,))
    return sentence("That is ", count, " with ", total, " in all.")


def release_dates(asked: Asked) -> Draft:
    """When each season came out, or is to come."""
    lines: list[Line] = []
    for season in asked.seasons:
        out, announced = season.facts.best("premiered_on"), latest_announcement(season)
        label = season.facts.label
        if out:
            lines.append(sentence(Span(label, (out,)), ": ", day(out), "."))
        elif announced:
            lines.append(sentence(Span(label, (announced,)), ": announced for ",
                                  day(announced), "."))  # fmt: skip
        else:
            lines.append(sentence(f"{label}: no date has been announced."))
    if not lines:
        return unknown(sentence("I know of no release date."))
    ahead = any(not season.premiered for season in asked.seasons)
    return draft(sentence(*_joined(lines)), title=asked.title, checked=ahead)


def _joined(lines: list[Line]) -> Line:
    """*lines* as one, a blank between them."""
    parts: list[str | Line] = []
    for line in lines:
        parts.extend([" ", line] if parts else [line])
    return sentence(*parts)


def filming_to_premiere(asked: Asked) -> Draft:
    """How long after the end of filming a season, or each, came out."""
    return _each_season(asked, _wrap_to_premiere)


def filming_length(asked: Asked) -> Draft:
    """How long a season, or each, was filmed."""
    return _each_season(asked, _filmed_for)


def order_to_premiere(asked: Asked) -> Draft:
    """How long after its order a season, or each, came out."""
    return _each_season(asked, _order_to_premiere)


def _each_season(asked: Asked, line_of: Callable[[Asked, Season], Line | None]) -> Draft:
    number = asked.query.season
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    seasons = [season for season in asked.seasons if number in (None, season.number)]
    lines = [line for season in seasons if (line := line_of(asked, season))]
    if not lines:
        known = [line for season in seasons if (line := filming_line(asked, season))]
        return unknown(sentence("I don't know how long that took."), *known)
    return draft(*lines, title=asked.title)


def _wrap_to_premiere(asked: Asked, season: Season) -> Line | None:
    end, out = season.facts.best("filming_wrapped_on"), season.facts.best("premiered_on")
    if not (end and out):
        return None
    time = Span(time_between(end.date, out.date), (end, out))
    return sentence("Filming of ", in_text(asked, season, end), " ended ", on_day(end),
                    "; it premiered ", on_day(out), ", ", time, " later.")  # fmt: skip


def _order_to_premiere(asked: Asked, season: Season) -> Line | None:
    start, out = season.facts.best("renewed_on", "ordered_on"), season.facts.best("premiered_on")
    if not (start and out):
        return None
    time = Span(time_between(start.date, out.date), (start, out))
    return sentence(Span(season.facts.label, (start,)), " was ordered ", on_day(start),
                    " and premiered ", on_day(out), ", ", time, " later.")  # fmt: skip


def _filmed_for(asked: Asked, season: Season) -> Line | None:
    start = season.facts.best("filming_started_on")
    end = season.facts.best("filming_wrapped_on")
    if not (start and end):
        return None
    time = Span(time_between(start.date, end.date), (start, end))
    return sentence("Filming of ", in_text(asked, season, start), " began ", on_day(start),
                    " and ended ", on_day(end), ": ", time, ".")  # fmt: skip


def all_at_once(asked: Asked) -> Draft:
    """Whether all episodes of a season, or of each, came out on one day: yes or no first."""
    return _spread(asked, weekly=False)


def weekly(asked: Asked) -> Draft:
    """Whether an episode came out every week: yes or no first."""
    return _spread(asked, weekly=True)


def _spread(asked: Asked, *, weekly: bool) -> Draft:
    number = asked.query.season
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    seasons = [s for s in asked.seasons if s.premiered and number in (None, s.number)]
    spreads = [_how(asked, season) for season in seasons]
    known = {how for how, _ in spreads}
    if not known or "" in known:
        return _in_words(asked, number)
    right = known == {"weekly" if weekly else "at once"}
    claims = tuple(claim for _, own in spreads for claim in own)
    lines = [
        _spread_line(asked, season, *spread)
        for season, spread in zip(seasons, spreads, strict=True)
    ]
    if known == {"at once"}:
        which = f"the {asked.season_noun}" if number is not None else f"each {asked.season_noun}"
        text = Span(f"All episodes of {which} came out all at once, on one day", claims)
        days = listed([day(own[0]) for _, own in spreads])
        lines = [sentence(text, ": ", days, ".")]
    return draft(
        sentence("Yes. " if right else "No. ", lines[0]),
        *lines[1:],
        outcome=Outcome.ANSWERED if right else Outcome.CORRECTED,
        title=asked.title,
    )


def _in_words(asked: Asked, number: int | None) -> Draft:
    """How the episodes came out, as the pack says it, where their days are not all known."""
    season = asked.season(number)
    how = (season.facts if season else asked.show).best("release_model")
    if how is None:
        return unknown(sentence("I don't know how its episodes came out."))
    return draft(sentence("The episodes were released ", said(how), "."), title=asked.title)


def _how(asked: Asked, season: Season) -> tuple[str, list[Claim]]:
    """How the episodes came out: "at once", "weekly", "spread"; empty if a day is unknown."""
    count, out = season.facts.best("episode_count"), _releases(asked, season)
    if count is None or len(out) != int(str(count.value)):
        return "", []
    if not all(claim.date.to_the_day for claim in out):
        return "", []
    days = [claim.date.first_day for claim in out]
    if len(set(days)) == 1:
        return "at once", out
    gaps = {(later - earlier).days for earlier, later in pairwise(days)}
    return ("weekly" if gaps == {_WEEK} else "spread"), out


def _spread_line(asked: Asked, season: Season, how: str, out: list[Claim]) -> Line:
    label = Span(season.facts.label, tuple(out))
    if how == "at once":
        return sentence(label, " came out all at once, ", on_day(out[0]), ".")
    pace = ", an episode each week" if how == "weekly" else ""
    return sentence(label, " came out from ", day(out[0]), " to ", day(out[-1]), f"{pace}.")
