"""Who made it: showrunners, and what somebody did behind the camera."""

from __future__ import annotations

from collections.abc import Sequence

from jjbot.answers.asked import Asked, Draft, draft, unknown
from jjbot.answers.seasons import missing
from jjbot.answers.words import listed, named, numbers
from jjbot.model import (
    Claim,
    EntityId,
    Line,
    Outcome,
    Span,
    sentence,
)

_SHOWN = 3


def yes_or_no(person: EntityId | None, claims: list[Claim]) -> tuple[str, Outcome]:
    """How to begin where the question names somebody, and what that makes of the answer."""
    if person is None:
        return "", Outcome.ANSWERED
    if any(claim.entity == person for claim in claims):
        return "Yes. ", Outcome.ANSWERED
    return "No. ", Outcome.CORRECTED


def showrunner(asked: Asked) -> Draft:
    """Who ran a season, or each of them."""
    number = asked.query.season
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    groups: dict[tuple[str, ...], tuple[list[int], list[Claim]]] = {}
    for season in asked.seasons:
        claims = season.facts.all("showrunner")
        if claims and number in (None, season.number):
            key = tuple(sorted(str(claim.value) for claim in claims))
            groups.setdefault(key, ([], []))[0].append(season.number)
            groups[key][1].extend(claims)
    if not groups:
        return unknown(sentence("I don't know who ran that."))
    everybody = [claim for _, claims in groups.values() for claim in claims]
    opening, outcome = yes_or_no(asked.query.entity("person"), everybody)
    lines = [_ran(asked, *group) for group in groups.values()]
    lines[0] = sentence(opening, *lines[0])
    return draft(*lines, outcome=outcome, title=asked.title)


def _ran(asked: Asked, seasons: list[int], claims: list[Claim]) -> Line:
    """ "Showrunners of season 3: A and B."."""
    by: dict[str, list[Claim]] = {}
    for claim in claims:
        by.setdefault(claim.label, []).append(claim)
    who = [Span(label, tuple(own)) for label, own in by.items()]
    noun = "Showrunner" if len(who) == 1 else "Showrunners"
    return sentence(f"{noun} of {numbers(seasons, asked.season_noun)}: ", listed(who), ".")


def jobs_of(asked: Asked, person: EntityId, *, posts: bool = True) -> list[Line]:
    """What *person* did behind the camera, in one line; none if nothing is known.

    posts: also as what; left out where a description says it.
    """
    parts: list[Line] = []
    created = asked.naming(person, "created_by")
    if created:
        parts.append(sentence("created ", asked.the_show))
    by_entity = {season.facts.entity: season.number for season in asked.seasons}
    ran = [c for c in asked.naming(person, "showrunner") if c.subject in by_entity]
    seasons = sorted(by_entity[claim.subject] for claim in ran)
    if seasons:
        where = numbers(seasons, asked.season_noun)
        parts.append(sentence("was showrunner of ", Span(where, tuple(ran))))
    done = [*created, *ran]
    for post, claims in (_posts(asked, person) if posts else {}).items():
        parts.append(_was(asked, post, claims))
        done.extend(claims)
    for predicate, verb in (("directed_by", "directed"), ("written_by", "wrote")):
        made = asked.naming(person, predicate)
        if made:
            parts.append(sentence(f"{verb} ", _titles(made)))
        done.extend(made)
    if not parts:
        return []
    spans: list[Span] = [named(done[0]), Span(" ")]
    for number, part in enumerate(parts):
        spans.extend([Span("; "), *part] if number else part)
    return [sentence(spans, ".")]


def _posts(asked: Asked, person: EntityId) -> dict[str, list[Claim]]:
    """The other posts of *person* on the show or a season: what it makes of them → the claims."""
    credits = {
        predicate.id: predicate.credit
        for predicate in asked.facts.vocabulary.predicates.values()
        if predicate.credit
    }
    found: dict[str, list[Claim]] = {}
    for claim in asked.naming(person, *credits):
        found.setdefault(credits[claim.predicate], []).append(claim)
    return found


def _was(asked: Asked, credit: str, claims: list[Claim]) -> Line:
    """ "was composer", "was production designer of season 2"."""
    by_entity = {season.facts.entity: season.number for season in asked.seasons}
    seasons = sorted({by_entity[c.subject] for c in claims if c.subject in by_entity})
    whole = any(claim.subject == asked.show.entity for claim in claims)
    where = f" of {numbers(seasons, asked.season_noun)}" if seasons and not whole else ""
    return sentence(Span(f"{credit}{where}", tuple(claims)))


def led(asked: Asked, person: EntityId) -> bool:
    """Whether *person* created the show or ran it."""
    ours = {asked.show.entity, *(season.facts.entity for season in asked.seasons)}
    claims = asked.naming(person, "created_by", "showrunner")
    return any(claim.subject in ours for claim in claims)


def _titles(made: Sequence[Claim]) -> Line:
    """The titles of the first few episodes among *made*, and whether there are others."""
    titles = [Span(f"“{claim.subject_label}”", (claim,)) for claim in made[:_SHOWN]]
    if len(made) <= _SHOWN:
        return listed(titles)
    return sentence(listed(titles, ","), Span(" and others", tuple(made)))
