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
    facts, view = asked.facts, asked.view
    patterns = {
        predicate.id: predicate.happening
        for predicate in facts.vocabulary.predicates.values()
        if predicate.happening
    }
    found = [
        happening
        for claim in facts.with_predicate(view, *patterns)
        if (happening := _happening(asked, claim, patterns[claim.predicate]))
    ]
    for own in group(facts.of_kind(view, "event")).values():
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
    # Another work's dates are this show's news only where somebody of the show is in it.
    ours = {claim.entity for claim in asked.with_predicate("work")} | {facts.show}
    ours |= {season.facts.entity for season in asked.seasons}
    wanted = ours if entity is None else {entity}
    found = [entry for entry in found if wanted & entry.about]
    return sorted(found, key=lambda entry: (entry.on, entry.id), reverse=True)


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
