"""What becomes of characters.  Nearly all of it gives something away and rests on its claims."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, Facts, draft, unknown
from jjbot.answers.credits import credits_with, lead
from jjbot.answers.seasons import missing
from jjbot.answers.values import named_facts
from jjbot.answers.words import listed, named, stopped
from jjbot.model import Claim, EntityId, Line, Span, sentence, spoilers_last


async def fate(asked: Asked) -> Draft:
    """What becomes of a character: whether and how they die, at whose hand and where."""
    character = asked.query.entity("character") or await lead(asked)
    if character is None:
        return unknown(sentence("I don't know whom you mean."))
    own = Facts(character, await asked.facts.about(asked.view, character))
    latest = max(own.all("fate"), key=lambda claim: (claim.revealed, claim.id), default=None)
    killers, where = own.all("killed_by"), own.best("dies_in")
    lines: list[Line] = []
    if latest:
        lines.append((Span(stopped(latest.value), (latest,)),))
    if killers and not latest:
        lines.append(_killed(own, killers))
    if where:
        told = sentence("That is in ", Span(f"“{where.label}”", (where,)), ".")
        place = await _episode(asked, where)
        lines.append(place or told)
    if not lines:
        return unknown(sentence("I don't know what becomes of ", named_facts(own), "."))
    return draft(*lines, title=asked.title)


def _killed(own: Facts, killers: list[Claim]) -> Line:
    whom = named_facts(own)
    rest = (*whom.claims, *killers)
    return sentence(Span(whom.text, rest), Span(" is killed by ", rest), *_by(killers), ".")


def _by(killers: list[Claim]) -> Line:
    return listed([named(claim) for claim in killers])


async def _episode(asked: Asked, where: Claim) -> Line | None:
    """ "That is in season 1, episode 13, “Title”.", all of it as telling as the claim."""
    own = Facts(where.entity, await asked.facts.about(asked.view, where.entity))
    season, number = own.best("season"), own.best("number")
    if not season or not number:
        return None
    claims = (where, season, number)
    text = f"That is in {season.label}, episode {number.value}, “{where.label}”."
    return (Span(text, claims),)


async def deaths(asked: Asked) -> Draft:
    """Who dies, in the show or in a season."""
    number = asked.query.season
    season = asked.season(number)
    if number is not None and season is None:
        return missing(asked, number)
    lines: list[Line] = []
    for claim in await asked.facts.with_predicate(asked.view, "dies_in"):
        episode = Facts(claim.entity, await asked.facts.about(asked.view, claim.entity))
        here, place = episode.best("season"), episode.best("number")
        if not here or not place or (season and here.entity != season.facts.entity):
            continue
        text = f"{claim.subject_label} ({here.label}, episode {place.value})"
        lines.append((Span(text, (claim, here, place)),))
    if not lines:
        return unknown(sentence("I don't know of anybody who dies there."))
    listed_ = listed([span for line in sorted(lines, key=_by_place) for span in line])
    whole = tuple(c for span in listed_ for c in span.claims if c.spoils)
    # That somebody dies at all is as telling as who.
    return draft(
        tuple(Span(span.text, (*span.claims, *whole)) for span in sentence(listed_, ".")),
        title=season.facts.label if season else asked.title,
    )


async def victims(asked: Asked) -> Draft:
    """Whom a character kills."""
    character = asked.query.entity("character") or await lead(asked)
    killed = await asked.facts.naming(asked.view, character, "killed_by") if character else ()
    if character is None or not killed:
        return unknown(sentence("I don't know of anybody."))
    own = Facts(character, await asked.facts.about(asked.view, character))
    names = list(dict.fromkeys(claim.subject_label for claim in killed))
    text = f"{own.label} kills {_in_words(names)}."
    return draft((Span(text, (*named_facts(own).claims, *killed)),), title=asked.title)


def _in_words(names: list[str]) -> str:
    return "".join(span.text for span in listed([Span(name) for name in names]))


def _by_place(line: Line) -> tuple[int, str]:
    return line[0].spoils, line[0].text


async def villain(asked: Asked) -> Draft:
    """Who the chief opponent of a season is, and who plays the part."""
    number = asked.query.season
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    lines: list[Line] = []
    for season in asked.seasons:
        if number in (None, season.number):
            for claim in season.facts.all("villain"):
                lines.append(await _opponent(asked, season.facts, claim))
    if not lines:
        return unknown(sentence("I don't know of a chief villain there."))
    return draft(*spoilers_last(lines), title=asked.title)


async def _opponent(asked: Asked, season: Facts, claim: Claim) -> Line:
    """ "Season 1: Mr Grey, played by Ada Finch."."""
    played = await _players(asked, claim.entity, season.entity)
    by = sentence(", played by ", listed(played)) if played else ()
    return sentence(Span(f"{season.label}: ", (claim,)), named(claim), *by, ".")


async def _players(asked: Asked, character: EntityId, season: EntityId) -> list[Span]:
    """Who plays *character* in *season*, as far as that gives away no more."""
    credits = await credits_with(asked, "character", character)
    # A part with a note (as a child, as a voice) is not the one that is asked about.
    plain = [c for c in credits if not c.facts.best("credit_note")] or credits
    here = [c for c in plain if _in(c.facts, season)] or plain[:1]
    return [Span(c.performer.label, (c.performer,)) for c in here]


def _in(own: Facts, season: EntityId) -> bool:
    return any(claim.value == season for claim in own.all("season"))
