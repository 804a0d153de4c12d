"""Who plays whom, where: credits as the Viewpoint knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jjbot.answers.asked import Asked, Facts, group
from jjbot.answers.words import numbers
from jjbot.model import Claim, EntityId, Line, Span

_BILLINGS = ("main", "recurring", "guest")


@dataclass(frozen=True, slots=True)
class Credit:
    """One person as one character (if that may be known) in one season or another work."""

    facts: Facts
    performer: Claim
    character: Claim | None
    season: int | None
    work: Claim | None

    @property
    def billing(self) -> str:
        """main, recurring or guest; empty if not known."""
        claim = self.facts.best("billing")
        return str(claim.value) if claim else ""

    @property
    def rank(self) -> int:
        """Place in the order of billings."""
        return _BILLINGS.index(self.billing) if self.billing in _BILLINGS else len(_BILLINGS)


def credits_with(asked: Asked, predicate: str, value: EntityId, billing: str = "") -> list[Credit]:
    """The visible credits whose *predicate* (performer, character, season, work) is *value*.

    billing: only those that are billed so; empty = all.
    """
    claims = asked.naming(value, predicate)
    ids = [c.subject for c in claims if asked.facts.kinds[c.subject] == "credit"]
    if billing and ids:
        billed = group(asked.facts.about(asked.view, *ids, under=("billing",)))
        best = ((entity, own.best("billing")) for entity, own in billed.items())
        ids = [entity for entity, claim in best if claim and claim.value == billing]
    return _credits(asked, ids)


def _credits(asked: Asked, ids: Iterable[EntityId]) -> list[Credit]:
    own_facts = group(asked.facts.about(asked.view, *ids)).values()
    seasons = {season.entity for own in own_facts if (season := own.best("season"))}
    numbers_of = asked.numbers_of(seasons) if seasons else {}
    found: list[Credit] = []
    for own in own_facts:
        performer, season = own.best("performer"), own.best("season")
        if performer:
            number = numbers_of.get(season.entity) if season else None
            found.append(Credit(own, performer, own.best("character"), number, own.best("work")))
    return sorted(found, key=lambda c: (c.season or 999, c.rank, c.performer.label, c.facts.entity))


def where(asked: Asked, credits: Iterable[Credit]) -> str:
    """ "main cast in season 1; guest in seasons 2 and 3": where the seasons of *credits* are."""
    by: dict[str, list[int]] = {}
    for credit in credits:
        if credit.season is not None:
            by.setdefault(credit.billing, []).append(credit.season)
    parts = []
    for billing in (*_BILLINGS, ""):
        if billing in by:
            what = {"main": "main cast in ", "": "in "}.get(billing, f"{billing} in ")
            parts.append(what + numbers(sorted(set(by[billing])), asked.season_noun))
    return "; ".join(parts)


def seasons_of(credits: Iterable[Credit]) -> tuple[Claim, ...]:
    """The claims that `where` rests on."""
    claims = [(c.facts.best("season"), c.facts.best("billing")) for c in credits]
    return tuple(claim for pair in claims for claim in pair if claim is not None)


def notes(credits: list[Credit]) -> list[Line]:
    """What sets one of several parts of the same person apart, each with its season."""
    lines: list[Line] = []
    noted = [credit.facts.best("credit_note") for credit in credits]
    if len({str(claim.value) if claim else "" for claim in noted}) == 1:
        return lines  # what holds for all of them is said with the part
    for credit in credits:
        note = credit.facts.best("credit_note")
        season = credit.facts.best("season") or credit.work
        if note and season:
            lines.append((Span(f"{season.label}: {note.value}.", (note, season)),))
    return lines


def lead(asked: Asked) -> EntityId | None:
    """The title character, if the Viewpoint knows one."""
    claim = asked.show.best("title_character")
    return claim.entity if claim else None
