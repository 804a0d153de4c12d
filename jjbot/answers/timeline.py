"""The timeline: what happened, to the show and to its seasons."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from jjbot.answers.asked import Asked, Facts, group
from jjbot.answers.words import date_words, hedge
from jjbot.model import (
    Claim,
    EntityId,
    Line,
    Span,
    in_words,
    sentence,
)

_LATEST = 2
_AT_ONCE = 16  # claims whose events are fetched together
_OF_EVENTS = ("headline", "happened_on", "about")


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of the timeline, and what it is about."""

    on: date
    when: str
    text: Span
    hedge: str
    about: frozenset[EntityId]
    id: str


def latest_about(asked: Asked, entity: EntityId) -> list[Line]:
    """The latest reports about *entity* that no predicate of its own stands for."""
    found = [entry for entry in timeline(asked, entity) if entry.id.endswith(".headline")]
    return [sentence("Last heard: ", *happening_line(entry)) for entry in found[:_LATEST]]


def happening_line(entry: Happening) -> Line:
    """*entry* with its date, as one line."""
    return sentence(f"{entry.when} – {entry.hedge}", entry.text)


def timeline(asked: Asked, entity: EntityId | None) -> list[Happening]:
    """Everything dated that the Viewpoint knows, newest first; only about *entity* if given."""
    if entity is None or entity == asked.facts.show:
        return [entry for entry in newest(asked) if entity is None or entity in entry.about]
    # What happens to anything but the show is told of nothing else.
    facts, view, patterns = asked.facts, asked.view, _patterns(asked)
    told = [
        _happening(asked, claim, patterns[claim.predicate])
        for claim in facts.about(view, entity, under=patterns)
    ]
    naming = (claim.subject for claim in facts.naming(view, entity, "about"))
    events = [event for event in naming if facts.kinds[event] == "event"]
    if events:
        claims = facts.about(view, *events, under=_OF_EVENTS)
        told.extend(map(_event, group(claims).values()))
    return sorted((one for one in told if one and entity in one.about), key=_order, reverse=True)


def newest(asked: Asked) -> Iterator[Happening]:
    """The entries of the show's timeline, newest first, fetched as far as they are looked at.

    Nothing happens after the day on which it is known, which is the order the store gives.
    """
    patterns = _patterns(asked)
    waiting: list[Happening] = []  # the newest last; one of the same day may still come
    ours: dict[EntityId, bool] = {asked.facts.show: True}
    dated = asked.facts.last_known(asked.view, *patterns, "happened_on")
    seen: set[EntityId] = set()
    while claims := list(islice(dated, _AT_ONCE)):
        own = {c.subject for c in claims if c.predicate not in patterns} - seen
        events = group(asked.facts.about(asked.view, *own, under=_OF_EVENTS)) if own else {}
        seen |= own
        for claim in claims:
            known = claim.known_on or claim.date.last_day
            while waiting and waiting[-1].on > known:
                yield waiting.pop()
            if claim.predicate in patterns:
                entry = _happening(asked, claim, patterns[claim.predicate])
            else:  # once, whatever other days are said of it
                event = events.pop(claim.subject, None)
                entry = _event(event) if event else None
            if entry and any(_is_ours(asked, about, ours) for about in entry.about):
                insort(waiting, entry, key=_order)
    yield from reversed(waiting)


def _is_ours(asked: Asked, entity: EntityId, known: dict[EntityId, bool]) -> bool:
    """Whether news of *entity* is the show's: a season, or a work with somebody of the show.

    known: what was found out for others before.
    """
    if entity not in known:
        kind = asked.facts.kinds[entity]
        season = kind == "season" and bool(asked.numbers_of((entity,)))
        known[entity] = season or (kind == "work" and bool(asked.naming(entity, "work")))
    return known[entity]


def _order(entry: Happening) -> tuple[date, str]:
    return entry.on, entry.id


def _patterns(asked: Asked) -> dict[str, str]:
    """The predicates that stand for a happening → the sentence that tells it."""
    predicates = asked.facts.vocabulary.predicates.values()
    return {each.id: each.happening for each in predicates if each.happening}


def _event(own: Facts) -> Happening | None:
    """An event as a happening, if it is known what happened and when."""
    headline, when = own.talk("headline"), own.talk("happened_on")
    if headline is None or when is None:
        return None
    about = frozenset(claim.entity for claim in own.all("about"))
    text = Span(str(headline.value), (headline, when))
    return Happening(
        _sort_day(when), date_words(when.date), text, hedge(headline), about, headline.id
    )


def _sort_day(claim: Claim) -> date:
    """Where a happening stands in the order: a coarse date no later than it was known."""
    return min(claim.date.last_day, claim.known_on or date.max)


def _happening(asked: Asked, claim: Claim, pattern: str) -> Happening | None:
    """*claim* as a happening; an announcement happened when it became known."""
    announces = claim.predicate == "premiere_announced"
    if announces and claim.known_on is None:
        return None
    on = claim.known_on if announces and claim.known_on else _sort_day(claim)
    when = in_words(on) if announces else date_words(claim.date)
    name = claim.subject_label
    kind = asked.facts.kinds[claim.subject]
    text = (
        pattern.replace("{subject}", name)
        .replace("{show}", asked.title)
        .replace("{value}", date_words(claim.date))
    )
    if kind == "work":
        about: frozenset[EntityId] = frozenset({claim.subject})
    else:
        about = frozenset({claim.subject, asked.facts.show})
    return Happening(on, when, Span(f"{text}.", (claim,)), hedge(claim), about, claim.id)
