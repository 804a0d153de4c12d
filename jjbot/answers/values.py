"""What one predicate says of the show, a season or somebody: one shape for many intents."""

from __future__ import annotations

import re
from datetime import date

from jjbot.answers.asked import Asked, Draft, Facts, draft, group, unknown
from jjbot.answers.seasons import missing
from jjbot.answers.words import ended, listed, named, on_day, said, stopped, subject
from jjbot.model import (
    Claim,
    EntityId,
    Line,
    Outcome,
    PartialDate,
    Predicate,
    Span,
    sentence,
    spoilers_last,
)

_DESCRIBED = frozenset({"place", "work"})  # values of these kinds mean little without a word
_DETAILS = 4  # values that get a sentence of their own
_SLOT = re.compile(r"\{(subject|value)\}")


def values(asked: Asked) -> Draft:
    """What the intent's predicate says, in the intent's own sentence.

    It is said of whom or what the question names, else of the season or show; of each season
    where it is known only season by season.
    """
    vocabulary, number = asked.facts.vocabulary, asked.query.season
    intent = vocabulary.intents[asked.query.intent]
    predicate = vocabulary.predicates[intent.predicate]
    if number is not None and asked.season(number) is None:
        return missing(asked, number)
    own = _said_of(asked, predicate)
    if not own.all(predicate.id):
        return _by_season(asked, predicate)
    claims = _values(own, predicate)
    around = _around(asked, claims)
    shown, others = _apart(claims, around, asked.query.entity("place"))
    opening, outcome = _yes_or_no(asked, own, predicate, around)
    if number is not None and own.entity == asked.show.entity and "season" in predicate.of:
        opening = sentence(
            f"Not for {asked.season_noun} {number} alone, as far as I know. ", opening
        )
    first = sentence(opening, filled(intent.says, named_facts(own), list_of(shown)))
    details = [
        line
        for c in (*others[:_DETAILS], *shown)
        if (line := _described(asked, c, within=c in others))
    ]
    if others[_DETAILS:]:
        details.append(sentence("Also: ", list_of(others[_DETAILS:]), "."))
    return draft(first, *spoilers_last(details), outcome=outcome, title=_heading(own, asked))


def _said_of(asked: Asked, predicate: Predicate) -> Facts:
    """What is known of the entity that the question is about."""
    season = asked.season(asked.query.season)
    # A kind that the value may have, too ("is it based on W?"), names the value.
    subjects = (kind for kind in predicate.of if kind not in predicate.of_kind)
    named_one = asked.query.entity(*subjects)
    if named_one is not None:
        return Facts(named_one, asked.facts.about(asked.view, named_one))
    if season is not None and season.facts.all(predicate.id):
        return season.facts
    return asked.show


def _values(own: Facts, predicate: Predicate) -> list[Claim]:
    """All that hold together, or of rivals the winner."""
    claims = own.all(predicate.id)
    if not predicate.many:
        return claims[:1]
    return sorted(claims, key=lambda claim: (claim.known_on or date.max, claim.id))


def _apart(
    claims: list[Claim], around: dict[str, set[str]], asked_for: EntityId | None
) -> tuple[list[Claim], list[Claim]]:
    """The values that are the answer, and the places that lie in one of those: details.

    Of the details only what is asked for, if a place is; those that hold no other say most.
    """
    values_ = {claim.value for claim in claims}
    inner = [c for c in claims if values_ & around.get(str(c.value), set())]
    outer = [c for c in claims if c not in inner] or claims
    holding = {place for c in inner for place in around[str(c.value)]}
    inner.sort(key=lambda c: c.value in holding)
    return outer, [c for c in inner if asked_for in (None, c.value)]


def _by_season(asked: Asked, predicate: Predicate) -> Draft:
    """What is known of single seasons only."""
    lines = [
        sentence(f"{season.facts.label}: ", list_of(_values(season.facts, predicate)), ".")
        for season in asked.seasons
        if season.facts.all(predicate.id) and asked.query.season in (None, season.number)
    ]
    if not lines or asked.query.entities:
        return unknown(sentence("I don't know that."))
    return draft(*lines, title=asked.title)


def _around(asked: Asked, claims: list[Claim]) -> dict[str, set[str]]:
    """For each place among the values of *claims*, the places in which it lies."""
    if not any(asked.facts.kinds.get(claim.entity) == "place" for claim in claims):
        return {}
    larger = _larger(asked, {claim.entity for claim in claims})
    around: dict[str, set[str]] = {}
    for claim in claims:
        found: set[str] = set()
        new = {str(claim.value)}
        while new:
            new = {place for inner in new for place in larger.get(inner, ())} - found
            found |= new
        around[str(claim.value)] = found
    return around


def _larger(asked: Asked, places: set[EntityId]) -> dict[str, set[str]]:
    """Each of *places*, and of those in which they lie → what it lies in itself."""
    larger: dict[str, set[str]] = {}
    new = places
    while new:
        found = group(asked.facts.about(asked.view, *new, under=("within",)))
        larger.update({place: set() for place in new})
        for place, own in found.items():
            larger[place].update(str(claim.value) for claim in own.all("within"))
        new = {EntityId(one) for place in new for one in larger[place]} - larger.keys()
    return larger


def _yes_or_no(
    asked: Asked, own: Facts, predicate: Predicate, around: dict[str, set[str]]
) -> tuple[Line, Outcome]:
    """How to begin where the question names a value, and what that makes of the answer."""
    wanted = asked.query.entity(*predicate.of_kind)
    if wanted is None or wanted == own.entity:
        return (), Outcome.ANSWERED
    claims = own.all(predicate.id)
    if any(c.value == wanted or wanted in around.get(str(c.value), ()) for c in claims):
        return sentence("Yes. "), Outcome.ANSWERED
    wrong = asked.facts.corrections(asked.view, own.entity, predicate.id)
    for claim in wrong:
        if claim.value == wanted and claim.deprecated:
            why = Span(f"{ended(claim.deprecated.because)} ", (claim,))
            return sentence("No. ", why), Outcome.CORRECTED
    whole = asked.show.all(predicate.id) if own.entity != asked.show.entity else []
    if any(c.value == wanted for c in whole) and asked.season(asked.query.season):
        # What is said of the show as a whole is neither so nor not so of one season.
        alone = f"{asked.season_noun} {asked.query.season} alone"
        return sentence(f"Of the show, yes; of {alone} I cannot confirm it. "), Outcome.ANSWERED
    network = asked.show.best("network")
    if predicate.id == "produced_by" and network is not None and network.entity == wanted:
        # Many call what was made for a network made by it.
        return sentence("It was made for ", named(network), ". "), Outcome.ANSWERED
    # Of several there may be one that the pack does not know.
    return sentence("Not that I know of. " if predicate.many else "No. "), Outcome.CORRECTED


def _described(asked: Asked, claim: Claim, *, within: bool) -> Line | None:
    """ "The Anchor: the bar of the first season.", for a value that needs a word."""
    if asked.facts.kinds.get(claim.entity) not in _DESCRIBED:
        return None
    own = Facts(claim.entity, asked.facts.about(asked.view, claim.entity))
    about = own.best("description")
    if about is None:
        return sentence(named(claim), ".") if within else None
    return sentence(named(claim), ": ", Span(stopped(about.value), (about,)))


def _heading(own: Facts, asked: Asked) -> str:
    return own.label if own.entity != asked.show.entity and own.label else asked.title


def named_facts(own: Facts) -> Span:
    """The name of whom *own* is about, resting on the claim that gives it."""
    name = own.best("name", "alias")
    return Span(own.label, (name,)) if name else Span(own.label or "it")


def list_of(claims: list[Claim]) -> Line:
    """The values of *claims* as a list in words."""
    return listed([shown(claim) for claim in claims])


def shown(claim: Claim) -> Span:
    """The value of *claim* as it is read: a name, "on May 4, 2018", a text."""
    if isinstance(claim.value, PartialDate):
        return on_day(claim)
    return named(claim) if claim.label else said(claim)


def filled(pattern: str, whom: Span, what: Line) -> Line:
    """*pattern* with its {subject} and {value}; the value itself ends no sentence twice."""
    parts: list[str | Span | Line] = []
    at = 0
    for slot in _SLOT.finditer(pattern or "{subject}: {value}."):
        parts.append(slot.string[at : slot.start()])
        parts.append(whom if slot[1] == "subject" else what)
        at = slot.end()
    rest = (pattern or "{subject}: {value}.")[at:]
    if rest == "." and what and what[-1].text.endswith((".", "!", "?")):
        rest = ""
    parts.append(rest)
    return sentence(*(part for part in parts if part))


def topic(asked: Asked) -> Draft:
    """What there is to say of a topic, by name or because the intent is about it."""
    intent = asked.facts.vocabulary.intents[asked.query.intent]
    entity = asked.query.entity("topic") or (EntityId(intent.topic) if intent.topic else None)
    own = Facts(entity, asked.facts.about(asked.view, entity)) if entity else None
    claim = own.best("explanation") if own else None
    if own is None or claim is None:
        return unknown(sentence("I don't know that."))
    wrong = [
        sentence(Span(f"What is also read – “{c.value}” – is not right: ", (c,)),
                 Span(ended(c.deprecated.because), (c,)))
        for c in asked.facts.corrections(asked.view, own.entity, "explanation")
        if c.deprecated
    ]  # fmt: skip
    return draft(sentence(said(claim)), *wrong, title=own.label)


def successor(asked: Asked) -> Draft:
    """Who took over somebody's post."""
    person = asked.query.entity("person")
    if person is None:
        return unknown(sentence("I don't know that."))
    own = Facts(person, asked.facts.about(asked.view, person))
    after = own.all("succeeded_by")
    if not after:
        return unknown(sentence("I know of nobody who took over from ", named_facts(own), "."))
    return _took_over(asked, own, after)


def predecessor(asked: Asked) -> Draft:
    """Whose post somebody took over."""
    person = asked.query.entity("person")
    before = asked.naming(person, "succeeded_by") if person else []
    if not before:
        return unknown(sentence("I know of nobody whose post that was before."))
    earlier = before[0].subject
    own = Facts(earlier, asked.facts.about(asked.view, earlier))
    return _took_over(asked, own, list(before))


def _took_over(asked: Asked, own: Facts, after: list[Claim]) -> Draft:
    """ "B took over from A as executive producer." and what A left for."""
    post, left = own.best("post"), own.best("left_for")
    as_what = sentence(" as ", said(post)) if post else ()
    whom = subject(after[0])
    first = sentence(listed([named(c) for c in after]), " took over from ", whom, as_what, ".")
    away = sentence(whom, " left for ", named(left), ".") if left else None
    return draft(first, away, title=asked.title)
