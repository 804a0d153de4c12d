"""How many seasons and episodes.  Counts are claims, never a number of visible rows."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, Season, draft, unknown
from jjbot.answers.seasons import missing, order_line
from jjbot.answers.words import plural
from jjbot.model import Line, Span, sentence


async def season_count(asked: Asked) -> Draft:
    """How many seasons were released, and which one is on its way."""
    count, episodes = asked.show.best("season_count"), asked.show.best("episode_count")
    coming = [season for season in asked.seasons if not season.premiered]
    ahead = [line for season in coming if (line := order_line(asked, season))]
    noun = asked.season_noun
    if not count:
        none_out = sentence(asked.the_show, f" has no released {noun} that I know of.")
        return draft(none_out, *ahead, title=asked.title, checked=True)
    number = int(str(count.value))
    total: Line = ()
    if episodes:
        shown = plural(int(str(episodes.value)), "episode")
        total = sentence(" with ", Span(shown, (episodes,)), " in all")
    last = asked.complete("seasons")
    end = sentence(Span(f"There will be no more {noun}s that I know of.", (last,))) if last else ()
    return draft(
        sentence(asked.the_show, " has ", Span(plural(number, noun), (count,)), *total, "."),
        *ahead,
        end if asked.show.best("canceled_on") is None else None,
        title=asked.title,
    )


async def episode_count(asked: Asked) -> Draft:
    """How many episodes a season, or the whole show, has."""
    number = asked.query.season
    if number is None:
        return await _total(asked)
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    found = _of_season(season)
    if not found:
        return unknown(sentence(f"I don't know how many episodes {season.facts.label} has."))
    return draft(found, title=season.facts.label)


def _of_season(season: Season) -> Line | None:
    count = season.facts.best("episode_count")
    if not count:
        return None
    shown = Span(plural(int(str(count.value)), "episode"), (count,))
    verb = " has " if season.premiered else " was ordered with "
    return sentence(Span(count.subject_label, (count,)), verb, shown, ".")


async def _total(asked: Asked) -> Draft:
    count, seasons = asked.show.best("episode_count"), asked.show.best("season_count")
    if not count:
        return unknown(sentence("I don't know how many episodes there are."))
    shown = Span(plural(int(str(count.value)), "episode"), (count,))
    within: Line = ()
    if seasons:
        number = plural(int(str(seasons.value)), asked.season_noun)
        within = sentence(" in ", Span(number, (seasons,)))
    each = [
        Span(f"{s.facts.label}: {c.value}", (c,))
        for s in asked.seasons
        if s.premiered and (c := s.facts.best("episode_count"))
    ]
    parts: list[str | Span] = []
    for span in each:
        parts.extend([" · ", span] if parts else [span])
    return draft(
        sentence(asked.the_show, " has ", shown, *within, "."),
        sentence(*parts) if len(each) > 1 else None,
        title=asked.title,
    )
