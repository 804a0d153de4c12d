"""When somebody got a part, and who said so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jjbot.answers.asked import Asked, Draft, draft, unknown
from jjbot.answers.credits import Credit, credits_with
from jjbot.answers.seasons import missing
from jjbot.answers.timeline import happening_line, timeline
from jjbot.answers.words import named, on_day, said
from jjbot.model import Claim, EntityId, Line, Outcome, Span, sentence, spoilers_last

_REPORTS = 2


@dataclass(frozen=True, slots=True)
class News:
    """A part, and the claim of when it became public."""

    credit: Credit
    when: Claim


def _found(asked: Asked) -> list[News]:
    """The parts whose announcement is known and that the question may mean, earliest first."""
    query = asked.query
    person, character = query.entity("person"), query.entity("character")
    if person is not None:
        credits = credits_with(asked, "performer", person)
    else:
        credits = credits_with(asked, "character", character) if character else []
    if person is not None and character is not None:
        credits = [c for c in credits if c.character and c.character.entity == character]
    return _public(c for c in credits if query.season in (None, c.season))


def parts_known(asked: Asked, slot: str, entity: EntityId) -> list[News]:
    """The parts of the person, or the player of the character, *entity*, earliest first."""
    predicate = "performer" if slot == "person" else "character"
    return _public(credits_with(asked, predicate, entity))


def _public(credits: Iterable[Credit]) -> list[News]:
    """Those of *credits* that are of a season and known since when, earliest first."""
    news = [
        News(credit, when)
        for credit in credits
        if credit.season is not None and (when := credit.facts.best("cast_on"))
    ]
    return sorted(news, key=lambda one: (one.when.date.last_day, one.credit.facts.entity))


def cast_when(asked: Asked) -> Draft:
    """When it became public that somebody has a part, and what was reported of it."""
    if asked.query.season is not None and asked.season(asked.query.season) is None:
        return missing(asked, asked.query.season)
    news = _found(asked)
    if not news:
        return unknown(sentence("I don't know when that was announced."))
    first = news[0]
    assumed = asked.query.date
    wrong = assumed is not None and not assumed.covers(first.when.date)
    line = sentence("No. " if wrong else "", became_known(asked, first))
    later = [became_known(asked, one) for one in news[1:]]
    heard = _heard(asked, first)
    outcome = Outcome.CORRECTED if wrong else Outcome.ANSWERED
    details = [told for told in (_announced(first), *heard, *later) if told]
    return draft(line, *spoilers_last(details), outcome=outcome, title=asked.title)


def became_known(asked: Asked, news: News) -> Line:
    """ "That Ada Finch plays Mara became public on May 4, 2018."."""
    credit = news.credit
    season = credit.facts.best("season")
    who = named(credit.performer)
    season_text = f"{asked.season_noun} {credit.season}"
    where = Span(season_text, (season,) if season else ())
    # What the part is may have become known later, or give something away.
    if credit.character is None or credit.character.spoils:
        what = sentence(" is in ", where)
    else:
        what = sentence(" plays ", named(credit.character), " in ", where)
    return sentence("That ", who, what, " became public ", on_day(news.when), ".")


def _announced(news: News) -> Line | None:
    """ "Announced by B."."""
    by = news.credit.facts.best("announced_by")
    return sentence("Announced by ", said(by), ".") if by else None


def _heard(asked: Asked, news: News) -> list[Line]:
    """What was reported of the performer from that day to the season's release."""
    season = asked.season(news.credit.season)
    out = season.facts.best("premiered_on") if season else None
    person: EntityId = news.credit.performer.entity
    entries = [
        entry
        for entry in reversed(timeline(asked, person))
        if entry.on >= news.when.date.first_day and (not out or entry.on < out.date.first_day)
    ]
    return [happening_line(entry) for entry in entries[:_REPORTS]]


def announced_who(asked: Asked) -> Draft:
    """Who made it public that somebody has a part."""
    if asked.query.season is not None and asked.season(asked.query.season) is None:
        return missing(asked, asked.query.season)
    news = next((one for one in _found(asked) if one.credit.facts.best("announced_by")), None)
    by = news.credit.facts.best("announced_by") if news else None
    if news is None or by is None:
        return unknown(sentence("I don't know who announced that."))
    return draft(
        sentence(named(news.credit.performer), " was announced by ", said(by), "."),
        became_known(asked, news),
        title=asked.title,
    )
