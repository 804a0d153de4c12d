"""The timeline: what happened, to the show and to its seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jjbot.answers.asked import Asked, group
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
    patterns = {
        predicate.id: predicate.happening
        for predicate in asked.facts.vocabulary.predicates.values()
        if predicate.happening
    }
    dated, events = _fetched(asked, entity, tuple(patterns))
    found = [
        happening
        for claim in dated
        if (happening := _happening(asked, claim, patterns[claim.predicate]))
    ]
    for own in group(events).values():
        headline, when = own.talk("headline"), own.talk("happened_on")
        if headline and when:
            about = frozenset(claim.entity for claim in own.all("about"))
            found.append(
                Happening(
                    _sort_day(when),
                    date_words(when.date),
                    Span(str(headline.value), (headline, when)),
                    hedge(headline),
                    about,
                    headline.id,
                )
            )
    wanted = _ours(asked) if entity is None else {entity}
    found = [entry for entry in found if wanted & entry.about]
    return sorted(found, key=lambda entry: (entry.on, entry.id), reverse=True)


def _ours(asked: Asked) -> set[EntityId]:
    """What the show's news is about: another work only where somebody of the show is in it."""
    works = {claim.entity for claim in asked.with_predicate("work")}
    return works | {asked.facts.show} | {season.facts.entity for season in asked.seasons}


def _fetched(
    asked: Asked, entity: EntityId | None, predicates: tuple[str, ...]
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims under *predicates* and those of the events, as far as they may concern *entity*.

    What happens to a season happens to the show, too; nothing else passes on what happens to it.
    """
    facts, view = asked.facts, asked.view
    if entity is None or entity == facts.show:
        dated = facts.with_predicate(view, *predicates)
        return dated, facts.of_kind(view, "event", *_OF_EVENTS)
    naming = (claim.subject for claim in facts.naming(view, entity, "about"))
    events = [event for event in naming if facts.kinds[event] == "event"]
    told = facts.about(view, *events, under=_OF_EVENTS) if events else ()
    return facts.about(view, entity, under=predicates), told


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
