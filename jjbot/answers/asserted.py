"""Questions that assert who did what and ask something more: when, why, who came after."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, draft, unknown
from jjbot.answers.cast import by_performer, performers, plays
from jjbot.answers.credits import Credit, credits_with
from jjbot.answers.values import list_of, successor, values
from jjbot.answers.words import on_day, subject
from jjbot.model import EntityId, Outcome, Span, sentence


def performed(asked: Asked) -> Draft:
    """When somebody played a character: in which seasons, and when those came out."""
    found = _played(asked, *_pair(asked))
    number = asked.query.season
    if not found:
        return _not_they(asked)
    here = [credit for credit in found if number in (None, credit.season)]
    if not here:
        opening = f"Not in {asked.season_noun} {number}, as far as I know: "
        first = sentence(opening, *plays(asked, found))
        return draft(first, outcome=Outcome.CORRECTED, title=asked.title)
    found = here
    out = [
        claim
        for number in dict.fromkeys(credit.season for credit in found)
        if (season := asked.season(number)) and (claim := season.facts.best("premiered_on"))
    ]
    when = [sentence(subject(claim), " premiered ", on_day(claim), ".") for claim in out]
    return draft(plays(asked, found), *when, title=asked.title)


def swapped(asked: Asked) -> Draft:
    """ "Does {character} play {person}?": the other way round, or not those two at all."""
    found = _played(asked, *_pair(asked))
    if not found:
        return _not_they(asked)
    first = sentence("The other way round: ", *plays(asked, found))
    return draft(first, outcome=Outcome.CORRECTED, title=asked.title)


def recast(asked: Asked) -> Draft:
    """Who took over a part: somebody who has it in a season in which the first had not."""
    person, character = _pair(asked)
    if character is None:
        return successor(asked)
    theirs = _played(asked, person, character)
    if not theirs:
        return _not_they(asked)
    had = {credit.season for credit in theirs}
    number = asked.query.season
    others = [
        credit
        for credit in credits_with(asked, "character", character)
        if credit.season not in (None, *had) and number in (None, credit.season)
    ]
    lines = [plays(asked, own) for own in by_performer(others).values()]
    if lines:
        return draft(*lines, plays(asked, theirs), title=asked.title)
    first = sentence("Nobody that I know of: ", *plays(asked, theirs))
    return draft(first, outcome=Outcome.CORRECTED, title=asked.title)


def left(asked: Asked) -> Draft:
    """Why somebody left; corrected where they were there to the last."""
    found = values(asked)
    person, last = asked.query.entity("person"), asked.last
    if found.outcome is not Outcome.UNKNOWN or person is None:
        return found
    theirs = [c for c in credits_with(asked, "performer", person) if c.season is not None]
    if not theirs:
        return found
    known = sentence("I know of no departure: ", *plays(asked, theirs))
    stayed = last is not None and any(credit.season == last.number for credit in theirs)
    if not stayed:
        return unknown(known)
    return draft(known, outcome=Outcome.CORRECTED, title=asked.title)


def titles(asked: Asked) -> Draft:
    """What it is called, and what it was called while it was made."""
    working = asked.show.all("working_title")
    also = sentence("Working titles: ", list_of(working), ".") if working else None
    return draft(sentence("It is called ", asked.the_show, "."), also, title=asked.title)


def _pair(asked: Asked) -> tuple[EntityId | None, EntityId | None]:
    return asked.query.entity("person"), asked.query.entity("character")


def _played(asked: Asked, person: EntityId | None, character: EntityId | None) -> list[Credit]:
    """The parts in the show that *person* has as *character*."""
    found = credits_with(asked, "character", character) if character else []
    return [c for c in found if c.season is not None and c.performer.entity == person]


def _not_they(asked: Asked) -> Draft:
    """That somebody does not play a character, and who does."""
    person, _ = _pair(asked)
    others = tuple(pair for pair in asked.query.entities if pair[0] != "person")
    found = performers(replace(asked, query=replace(asked.query, entities=others)))
    if person is None or found.outcome.declined:
        return found
    first = sentence("It is not ", _name(asked, person), ": ", *found.lines[0])
    return replace(found, lines=(first, *found.lines[1:]), outcome=Outcome.CORRECTED)


def _name(asked: Asked, entity: EntityId) -> Span:
    own = Facts(entity, asked.facts.about(asked.view, entity))
    name = own.best("name", "alias")
    return Span(own.label or "they", (name,) if name else ())
