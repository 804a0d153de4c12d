"""In which episodes somebody is, as far as the credits say it."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, Facts, draft
from jjbot.answers.credits import Credit, credits_with
from jjbot.answers.joins import which_seasons
from jjbot.answers.seasons import missing
from jjbot.answers.words import named
from jjbot.model import Claim, Line, Span, sentence, spoilers_last


def episodes_with(asked: Asked) -> Draft:
    """The episodes that somebody is in; where they are not known, the seasons."""
    query = asked.query
    if query.season is not None and asked.season(query.season) is None:
        return missing(asked, query.season)
    character, person = query.entity("character"), query.entity("person")
    if character is not None:
        credits = credits_with(asked, "character", character)
    else:
        credits = credits_with(asked, "performer", person) if person else []
    here = [c for c in credits if c.season is not None and query.season in (None, c.season)]
    lines = [line for credit in here for line in _episodes(asked, credit)]
    if lines:
        lines.extend(_some(credit) for credit in here if not credit.facts.best("episode"))
        return draft(*spoilers_last(lines), title=asked.title)
    seasons = which_seasons(asked)
    if seasons.outcome.declined:
        return seasons
    first, *rest = seasons.lines
    again = sentence("In which episodes I don't know: ", *first)
    return draft(again, *rest, title=asked.title)


def _episodes(asked: Asked, credit: Credit) -> list[Line]:
    """ "Mara: season 1, episode 3, “Title”.", one line for each episode of *credit*."""
    lines: list[Line] = []
    for claim in credit.facts.all("episode"):
        own = Facts(claim.entity, asked.facts.about(asked.view, claim.entity))
        season, number = own.best("season"), own.best("number")
        if season is None or number is None:
            continue
        who = named(credit.character) if credit.character else named(credit.performer)
        place = f": {season.label}, episode {number.value}, “{claim.label}”."
        lines.append(_all_as_telling((*who.claims, claim, season, number), f"{who.text}{place}"))
    return lines


def _some(credit: Credit) -> Line:
    """That it is not known in which episodes of its season *credit* is."""
    who = named(credit.character) if credit.character else named(credit.performer)
    season = credit.facts.best("season")
    claims = (*who.claims, *([season] if season else []))
    where = season.label if season else "the show"
    return _all_as_telling(claims, f"{who.text}: {where}, in how many episodes I don't know.")


def _all_as_telling(claims: tuple[Claim, ...], text: str) -> Line:
    return (Span(text, claims),)
