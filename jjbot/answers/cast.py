"""Who plays whom, who is who, who is in the cast."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, draft, unknown
from jjbot.answers.credits import Credit, credits_with, lead, notes, seasons_of, where
from jjbot.answers.people import jobs_of, led
from jjbot.answers.seasons import missing
from jjbot.answers.values import values
from jjbot.answers.words import listed, named, stopped
from jjbot.model import (
    EntityId,
    Line,
    Outcome,
    Span,
    sentence,
    spoilers_last,
)


def performers(asked: Asked) -> Draft:
    """Who plays a character; yes or no first where the question names somebody."""
    return _performers(asked, "Not in")


def young_performers(asked: Asked) -> Draft:
    """Who plays a character in parts of their own, as a child: not the one who else does."""
    query = asked.query
    character = query.entity("character")
    credits = credits_with(asked, "character", character) if character else []
    here = [c for c in credits if c.season is not None]
    noted = [
        own
        for own in by_performer(here).values()
        if own[0].billing != "main" and all(c.facts.best("credit_note") for c in own)
    ]
    chosen = [own for own in noted if query.season in (None, own[0].season)] or noted
    if not chosen:
        return performers(asked)
    return draft(*spoilers_last([_whole(plays(asked, own)) for own in chosen]), title=asked.title)


def _performers(asked: Asked, absent: str) -> Draft:
    """Who plays a character.  absent: how to begin where that is not in the season named."""
    query = asked.query
    character = query.entity("character")
    if query.season is not None and asked.season(query.season) is None:
        return missing(asked, query.season)
    played = credits_with(asked, "character", character) if character else []
    credits = [c for c in played if c.season is not None] or played
    if not credits:
        return unknown(sentence("I don't know who plays that part."))
    elsewhere = credits[0].season is None
    chosen = [c for c in credits if elsewhere or query.season in (None, c.season)]
    asked_for = query.entity("person")
    theirs = [c for c in chosen if c.performer.entity == asked_for]
    right = bool(theirs)
    opening, outcome = "", Outcome.ANSWERED
    if not chosen:
        opening = f"{absent} {asked.season_noun} {query.season}, as far as I know: "
        outcome = Outcome.CORRECTED
    elif asked_for is not None:
        opening = "Yes. " if right else "No. "
        outcome = Outcome.ANSWERED if right else Outcome.CORRECTED
    if elsewhere:
        return draft(*other_works(credits, opening), outcome=outcome, title=asked.title)
    main, *others = by_performer(theirs or chosen or credits).values()
    first = sentence(opening, *plays(asked, main))
    # Beside the question, a part that gives something away is all of it a giveaway.
    also = [sentence("Also: ", *_whole(plays(asked, own))) for own in others]
    parts = [main] if opening else [main, *others]
    if opening:
        also = []
    extra = [line for own in parts for line in notes(own)]
    return Draft((first, *spoilers_last((*also, *extra))), outcome, asked.title)


def _whole(line: Line) -> Line:
    """*line* with all of it resting on whatever in it gives something away."""
    secrets = tuple(claim for span in line for claim in span.claims if claim.spoils)
    return tuple(Span(span.text, (*span.claims, *secrets)) for span in line)


def character_in(asked: Asked) -> Draft:
    """Whether a character is in the show or a season: yes or no first."""
    found = _performers(asked, "No, not in")
    if found.outcome is not Outcome.ANSWERED:
        return found
    first, *rest = found.lines
    here = any(c.predicate == "season" for span in first for c in span.claims)
    opening = "Yes. " if here else "No, not in the show, as far as I know. "
    return draft(
        sentence(opening, *first),
        *rest,
        outcome=Outcome.ANSWERED if here else Outcome.CORRECTED,
        title=found.title,
    )


def by_performer(credits: list[Credit]) -> dict[EntityId, list[Credit]]:
    """*credits* by performer, the biggest part first."""
    by: dict[EntityId, list[Credit]] = {}
    for credit in credits:
        by.setdefault(credit.performer.entity, []).append(credit)
    ranked = sorted(by.items(), key=lambda pair: (min(c.rank for c in pair[1]), pair[0]))
    return dict(ranked)


def plays(asked: Asked, credits: list[Credit]) -> Line:
    """ "Ada Finch plays Mara (main cast in season 1; guest in season 2)."."""
    first, place = credits[0], where(asked, credits)
    noted = [credit.facts.best("credit_note") for credit in credits]
    # One note for all of them; what sets one apart is told in a line of its own.
    note = noted[0] if len({str(claim.value) if claim else "" for claim in noted}) == 1 else None
    shown: Line = ()
    if place:
        what = Span(f", {note.value}", (note,)) if note else Span("")
        shown = (Span(f" ({place}", seasons_of(credits)), what, Span(")"))
    if first.character is None:
        return sentence(named(first.performer), " is in the show", *shown, ".")
    return sentence(named(first.performer), " plays ", named(first.character), *shown, ".")


def roles(asked: Asked) -> Draft:
    """Whom somebody plays; yes or no first where the question is whether they are in a season."""
    query = asked.query
    person = query.entity("person")
    if query.season is not None and asked.season(query.season) is None:
        return missing(asked, query.season)
    credits = credits_with(asked, "performer", person) if person else []
    here = [c for c in credits if c.season is not None]
    if not here:
        return _not_here(asked, credits)
    chosen = [c for c in here if query.season in (None, c.season)]
    opening, outcome = "Yes. " if query.whether else "", Outcome.ANSWERED
    if query.season is not None:
        no = "No, not" if query.whether else "Not"
        none = f"{no} in {asked.season_noun} {query.season}, as far as I know. "
        opening = opening if chosen else none
        outcome = Outcome.ANSWERED if chosen else Outcome.CORRECTED
    parts = _by_character(chosen or here)
    lines = [plays(asked, own) for own in parts]
    lines[0] = sentence(opening, *lines[0])
    extra = [line for own in parts for line in notes(own)]
    lines = [*lines, *extra, *other_works([c for c in credits if c.work])]
    return Draft((*lines[:1], *spoilers_last(lines[1:])), outcome, credits[0].performer.label)


def _not_here(asked: Asked, credits: list[Credit]) -> Draft:
    """Somebody who has no part in the show: what else they are, or where else they play."""
    found = who_is(asked)
    if found.outcome is not Outcome.ANSWERED:
        return found
    first, *rest = found.lines
    where_ = "show" if credits else "cast"
    no = "No, not" if asked.query.whether else "Not"
    return draft(
        sentence(f"{no} in the {where_}, as far as I know. ", *first),
        *rest,
        outcome=Outcome.CORRECTED,
        title=found.title,
    )


def _by_character(credits: list[Credit]) -> list[list[Credit]]:
    by: dict[str, list[Credit]] = {}
    for credit in credits:
        by.setdefault(str(credit.character.value) if credit.character else "", []).append(credit)
    return list(by.values())


def other_works(credits: list[Credit], opening: str = "Elsewhere: ") -> list[Line]:
    """The parts in other works, in one line."""
    if not credits:
        return []
    first = credits[0]
    works = listed([Span(c.work.label, (c.work,)) for c in credits if c.work])
    as_whom = sentence(" plays ", named(first.character)) if first.character else (Span(" is"),)
    return [sentence(opening, named(first.performer), *as_whom, " in ", works, ".")]


def who_is(asked: Asked) -> Draft:
    """Who a character or a person is."""
    query = asked.query
    character, person = query.entity("character"), query.entity("person")
    if character is not None:
        return _character(asked, character)
    if person is not None:
        return _person(asked, person)
    return unknown(sentence("I don't know who that is."))


def _character(asked: Asked, character: EntityId) -> Draft:
    own = Facts(character, asked.facts.about(asked.view, character))
    if not own:
        return unknown(sentence("I don't know who that is."))
    name = own.best("name", "alias")
    label = Span(own.label, (name,) if name else ())
    credits = credits_with(asked, "character", character)
    first, *others = [plays(asked, own) for own in by_performer(credits).values()] or [()]
    played = [line for line in (first, *map(_whole, others)) if line]
    lines = _described(own, label)
    if not lines and not played:
        return unknown(sentence("I know the name, but nothing more."))
    return Draft((*lines, *spoilers_last(played)), title=_harmless(label, asked))


def _person(asked: Asked, person: EntityId) -> Draft:
    own = Facts(person, asked.facts.about(asked.view, person))
    credits = credits_with(asked, "performer", person)
    here = [c for c in credits if c.season is not None]
    name = own.best("name", "alias")
    label = Span(own.label, (name,) if name else ())
    lines = [plays(asked, part) for part in _by_character(here)]
    described = [] if lines or led(asked, person) else _described(own, label)
    lines.extend(described)
    lines.extend(jobs_of(asked, person, posts=not described))
    works = [c for c in credits if c.work]
    lines.extend(other_works(works) if lines else other_works(works, ""))
    if not lines:
        return unknown(sentence("I know nothing of them that has to do with the show."))
    return Draft(spoilers_last(lines), title=own.label)


def _described(own: Facts, label: Span) -> list[Line]:
    """The best harmless description, and those that give something away."""
    claims = own.all("description")
    safe = [claim for claim in claims if not claim.revealed][:1]
    shown = [*safe, *(claim for claim in claims if claim.revealed)]
    return [sentence(label, " is ", Span(stopped(claim.value), (claim,))) for claim in shown]


def _harmless(label: Span, asked: Asked) -> str:
    return asked.title if label.spoils else label.text


def cast(asked: Asked) -> Draft:
    """The cast of a season, main parts first; of the show, its main cast by season."""
    number = asked.query.season
    if number is None:
        return _whole_cast(asked)
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    credits = credits_with(asked, "season", season.facts.entity)
    if not credits:
        return unknown(sentence(f"I don't know who is in {season.facts.label}."))
    billed = any(credit.billing for credit in credits)
    first = [c for c in credits if c.billing == "main"] if billed else credits
    others = [c for c in credits if c not in first]
    what = "Main cast of" if billed else "Announced for"
    label = f"{asked.season_noun} {season.number}"
    title_role = lead(asked)
    return draft(
        sentence(f"{what} {label}: ", _parts(first, title_role), ".") if first else None,
        sentence("Also: ", _parts(others, title_role), ".") if others else None,
        title=season.facts.label,
    )


def _parts(credits: list[Credit], title_role: EntityId | None) -> Line:
    """The performers with their characters, the title role first."""
    ranked = sorted(credits, key=lambda c: c.character is None or c.character.entity != title_role)
    return listed([part(credit) for credit in ranked])


def part(credit: Credit) -> Span:
    """ "Ada Finch (Mara)"; without the character where that gives something away."""
    harmless = credit.character is not None and credit.character.spoils == 0
    if not harmless or credit.character is None:
        return named(credit.performer)
    return Span(
        f"{credit.performer.label} ({credit.character.label})",
        (credit.performer, credit.character),
    )


def _whole_cast(asked: Asked) -> Draft:
    by: dict[EntityId, list[Credit]] = {}
    for season in asked.seasons:
        billing = "main" if season.premiered else ""
        for credit in credits_with(asked, "season", season.facts.entity, billing):
            by.setdefault(credit.performer.entity, []).append(credit)
    if not by:
        return unknown(sentence("I don't know who is in the cast."))
    groups: dict[tuple[int, ...], list[Credit]] = {}
    for own in by.values():
        groups.setdefault(tuple(sorted({c.season or 0 for c in own})), []).append(own[0])
    ranked = sorted(groups.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    title_role = lead(asked)
    lines: list[Line] = []
    for numbers_, credits in ranked:
        seasons = [asked.season(number) for number in numbers_]
        labels = ", ".join(season.facts.label for season in seasons if season)
        where_ = f"All {asked.season_noun}s" if _everywhere(asked, numbers_) else labels
        lines.append(sentence(f"{where_}: ", _parts(credits, title_role), "."))
    lines[0] = sentence("Main cast – ", *lines[0])
    return Draft(tuple(lines), title=asked.title)


def _everywhere(asked: Asked, seasons: tuple[int, ...]) -> bool:
    return len(seasons) > 1 and len(seasons) == len(asked.seasons)


def real_name(asked: Asked) -> Draft:
    """A character's real name; who has no other is called by the one that is known."""
    found = values(asked)
    character = asked.query.entity("character")
    if found.outcome is not Outcome.UNKNOWN or character is None:
        return found
    card = who_is(asked)
    if card.outcome is not Outcome.ANSWERED:
        return found
    own = Facts(character, asked.facts.about(asked.view, character))
    name = own.best("name", "alias")
    if name is None:
        return found
    none = sentence("I know of no other name than ", Span(own.label, (name,)), ".")
    return replace(card, lines=(none, *card.lines))
