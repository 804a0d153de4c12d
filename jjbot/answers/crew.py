"""Who directed or wrote how much: from the person to the episodes, and of whole seasons."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, draft, unknown
from jjbot.answers.episodes import episodes_of
from jjbot.answers.people import jobs_of
from jjbot.answers.seasons import missing
from jjbot.answers.values import named_facts
from jjbot.answers.words import listed, named, plural
from jjbot.model import Claim, EntityId, Line, Outcome, Span, sentence

_VERBS = {"directed_by": ("directed", "Directors"), "written_by": ("wrote", "Writers")}


def _predicate(asked: Asked) -> str:
    return asked.facts.vocabulary.intents[asked.query.intent].predicate


def _episodes(asked: Asked, number: int | None) -> list[tuple[int, int, Facts]]:
    """Season, number and facts of the episodes that are asked about."""
    return [
        (season.number, at, own)
        for season in asked.seasons
        if number in (None, season.number)
        for at, own in sorted(episodes_of(asked, season.facts).items())
    ]


def episodes_by(asked: Asked) -> Draft:
    """Which episodes somebody directed or wrote, and how many; yes or no first where asked."""
    query, predicate = asked.query, _predicate(asked)
    verb, _ = _VERBS.get(predicate, ("made", ""))
    person, number = query.entity("person"), query.season
    if person is None:
        return unknown(sentence("I don't know that."))
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    whom = named_facts(Facts(person, asked.facts.about(asked.view, person)))
    everywhere = _made(asked, predicate, person, None)
    made = [row for row in everywhere if number in (None, row[0])]
    where = f" of {asked.season_noun} {number}" if number is not None else ""
    if not made:
        none = sentence("None", where, " that I know of.")
        if not everywhere:
            return _none(asked, predicate, person, whom)
        also = sentence(whom, f" {verb} ", _titles(everywhere), ".")
        return draft(none, also, outcome=Outcome.CORRECTED, title=asked.title)
    wrong = query.number is not None and query.number != len(made)
    opening = "" if query.number is None else ("Not that I know of. " if wrong else "Yes. ")
    count = plural(len(made), "episode")
    first = sentence(opening, whom, f" {verb} {count}{where} that I know of: ", _titles(made), ".")
    outcome = Outcome.CORRECTED if wrong else Outcome.ANSWERED
    return draft(first, outcome=outcome, title=asked.title)


def _none(asked: Asked, predicate: str, person: EntityId, whom: Span) -> Draft:
    """That no episode is known that *person* made so, and those made in the other way."""
    none = sentence("I know of no episode that ", whom, f" {_VERBS[predicate][0]}.")
    also = [
        sentence(whom, f" {verb} ", _titles(made), ".")
        for other, (verb, _) in _VERBS.items()
        if other != predicate and (made := _made(asked, other, person, None))
    ]
    if not also:
        return unknown(none)
    return draft(none, *also, outcome=Outcome.CORRECTED, title=asked.title)


def has_made(asked: Asked) -> Draft:
    """ "Did X direct an episode?": yes or no first."""
    found = episodes_by(asked)
    if found.outcome is Outcome.UNKNOWN:
        person = asked.query.entity("person")
        rest = jobs_of(asked, person) if person else []
        none = sentence("Not that I know of.")
        return draft(none, *rest, outcome=Outcome.CORRECTED, title=asked.title)
    if found.outcome is not Outcome.ANSWERED:
        no = sentence("Not that I know of. ")
        return found if asked.query.season is not None else replace(found, lines=(no, *found.lines))
    first, *rest = found.lines
    return draft(sentence("Yes. ", first), *rest, title=found.title)


def _made(
    asked: Asked, predicate: str, person: EntityId, number: int | None
) -> list[tuple[int, int, Facts, Claim]]:
    """The episodes that *person* directed or wrote, in their order."""
    return [
        (season, at, own, claim)
        for season, at, own in _episodes(asked, number)
        for claim in own.all(predicate)
        if claim.entity == person
    ]


def _titles(made: list[tuple[int, int, Facts, Claim]]) -> Line:
    """ "“A” (S1E1) and “B” (S2E3)"."""
    return listed([Span(f"“{own.label}” (S{s}E{at})", (claim,)) for s, at, own, claim in made])


def makers_of(asked: Asked) -> Draft:
    """Who directed or wrote a season, or the whole show, and how many episodes each."""
    predicate, number = _predicate(asked), asked.query.season
    _, noun = _VERBS.get(predicate, ("made", "Makers"))
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    by, unknowns = _by_maker(asked, predicate, number)
    if not by:
        return unknown(sentence("I don't know who that was."))
    where = f"{asked.season_noun} {number}" if number is not None else asked.title
    spans = [_with_count(claims) for claims in by]
    return draft(
        sentence(f"{noun} of {where}: ", listed(spans), "."),
        _gaps(unknowns),
        title=asked.title,
    )


def most_by(asked: Asked) -> Draft:
    """Who directed or wrote the most episodes."""
    predicate, number = _predicate(asked), asked.query.season
    verb, _ = _VERBS.get(predicate, ("made", ""))
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    by, unknowns = _by_maker(asked, predicate, number)
    if not by:
        return unknown(sentence("I don't know who that was."))
    top = [claims for claims in by if len(claims) == len(by[0])]
    where = f" of {asked.season_noun} {number}" if number is not None else ""
    if len(by[0]) == 1:
        nobody = sentence(f"Nobody that I know of {verb} more than one{where}.")
        return draft(nobody, _gaps(unknowns), title=asked.title)
    rest = tuple(claim for claims in by for claim in claims)
    count = Span(plural(len(by[0]), "episode"), rest)
    each = " each" if len(top) > 1 else ""
    names = listed([Span(claims[0].label, tuple(claims)) for claims in top])
    return draft(
        sentence(names, f" {verb} the most episodes{where} that I know of: ", count, f"{each}."),
        _gaps(unknowns),
        title=asked.title,
    )


def _by_maker(asked: Asked, predicate: str, number: int | None) -> tuple[list[list[Claim]], int]:
    """The claims by person, most first, and of how many episodes nobody is known."""
    by: dict[EntityId, list[Claim]] = {}
    unknowns = 0
    for _, _, own in _episodes(asked, number):
        claims = own.all(predicate)
        unknowns += not claims
        for claim in claims:
            by.setdefault(claim.entity, []).append(claim)
    ranked = sorted(by.values(), key=lambda claims: -len(claims))  # else in the order of episodes
    return ranked, unknowns


def _with_count(claims: list[Claim]) -> Span:
    """ "Ada Finch (3)"; of one episode just the name."""
    if len(claims) == 1:
        return named(claims[0])
    return Span(f"{claims[0].label} ({len(claims)})", tuple(claims))


def _gaps(unknowns: int) -> Line | None:
    """How much of it is not known."""
    return sentence(f"Of {plural(unknowns, 'episode')} I don't know it.") if unknowns else None
