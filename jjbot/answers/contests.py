"""Two or more against each other: who came first, who was in more, which was liked better."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, unknown
from jjbot.answers.casting import became_known, parts_known
from jjbot.answers.credits import Credit, credits_with
from jjbot.answers.crew import episodes_by
from jjbot.answers.durations import certainly_before, days_between, time_between
from jjbot.answers.reception import ratings
from jjbot.answers.seasons import missing
from jjbot.answers.values import named_facts
from jjbot.answers.words import day, numbers
from jjbot.model import Claim, Line, Outcome, Span, sentence

_WHOM = (("character", "character"), ("person", "performer"))


@dataclass(frozen=True, slots=True)
class _Rival:
    """One of those that are compared, and their parts in the show's seasons."""

    slot: str
    facts: Facts
    credits: tuple[Credit, ...]

    @property
    def seasons(self) -> list[int]:
        """The seasons they are in, in order."""
        return sorted({credit.season for credit in self.credits if credit.season is not None})

    def claims(self) -> tuple[Claim, ...]:
        """All that it takes to say in which seasons they are."""
        found: list[Claim | None] = []
        for credit in self.credits:
            character = credit.character if self.slot == "character" else None
            found.extend((credit.performer, character, credit.facts.best("season")))
        return tuple(dict.fromkeys(claim for claim in found if claim))


def _rivals(asked: Asked) -> list[_Rival]:
    """Those whom the question compares, in its order."""
    found: list[_Rival] = []
    for slot, predicate in _WHOM:
        for entity in dict.fromkeys(asked.query.named(slot)):
            own = Facts(entity, asked.facts.about(asked.view, entity))
            credits = [c for c in credits_with(asked, predicate, entity) if c.season is not None]
            found.append(_Rival(slot, own, tuple(credits)))
    return found


def joined_first(asked: Asked) -> Draft:
    """Which of two came to the show first."""
    found = _rivals(asked)
    if len(found) < 2 or not all(one.seasons for one in found):
        return unknown(sentence("I don't know since when both have been in it."))
    found.sort(key=lambda one: one.seasons[0])
    first, second = found[:2]
    if first.seasons[0] == second.seasons[0]:
        same = sentence("Both have been in it since ", _since(asked, first), ".")
        return draft((*same, Span("", second.claims())), title=asked.title)
    one = sentence(named_facts(first.facts), ", in ", _since(asked, first), "; ")
    other = sentence(named_facts(second.facts), " joined in ", _since(asked, second), ".")
    return draft(sentence(one, other), title=asked.title)


def _since(asked: Asked, rival: _Rival) -> Span:
    return Span(f"{asked.season_noun} {rival.seasons[0]}", rival.claims())


def more_seasons(asked: Asked) -> Draft:
    """Which of two is in more seasons, as far as is known."""
    found = _rivals(asked)
    if len(found) < 2 or not all(one.seasons for one in found):
        return unknown(sentence("I don't know in which seasons both are."))
    by_count = sorted(found, key=lambda one: -len(one.seasons))
    first, second = by_count[:2]
    opening = ""
    if asked.query.whether:
        right = first is found[0] and len(first.seasons) > len(second.seasons)
        opening = "Yes. " if right else "No. "
    lines = [
        sentence(named_facts(one.facts), " is in ", _in(asked, one), ", as far as I know.")
        for one in by_count
    ]
    outcome = Outcome.CORRECTED if opening == "No. " else Outcome.ANSWERED
    return draft(sentence(opening, *lines[0]), *lines[1:], title=asked.title, outcome=outcome)


def _in(asked: Asked, rival: _Rival) -> Span:
    return Span(numbers(rival.seasons, asked.season_noun), rival.claims())


def cast_first(asked: Asked) -> Draft:
    """Whose part became public first."""
    return _cast_in_order(asked, "")


def cast_before(asked: Asked) -> Draft:
    """Whether one part became public before another: yes or no first."""
    return _cast_in_order(asked, "before")


def _cast_in_order(asked: Asked, asks: str) -> Draft:
    parts = [
        found[0]
        for slot in ("person", "character")
        for entity in dict.fromkeys(asked.query.named(slot))
        if (found := parts_known(asked, slot, entity))
    ]
    if len(parts) != 2:
        return unknown(sentence("I don't know when both of them were announced."))
    one, other = parts
    earlier = certainly_before(one.when.date, other.when.date)
    later = certainly_before(other.when.date, one.when.date)
    ranked = [other, one] if later else [one, other]
    lines = [became_known(asked, news) for news in ranked]
    if not asks or not (earlier or later):
        if earlier or later:
            lines[0] = sentence(Span(ranked[0].credit.performer.label,
                                     (ranked[0].credit.performer,)), ". ", *lines[0])  # fmt: skip
        return draft(*lines, title=asked.title)
    outcome = Outcome.ANSWERED if earlier else Outcome.CORRECTED
    first = sentence("Yes. " if earlier else "No. ", *lines[0])
    return draft(first, *lines[1:], title=asked.title, outcome=outcome)


def more_made(asked: Asked) -> Draft:
    """Who of two directed or wrote more episodes: what each made, the most first."""
    people = dict.fromkeys(asked.query.named("person"))
    told: list[tuple[int, Line]] = []
    for person in people:
        query = replace(asked.query, entities=(("person", person),))
        found = episodes_by(replace(asked, query=query))
        if found.outcome is not Outcome.ANSWERED:
            return found
        told.append((-len(found.lines[0][-2].claims), found.lines[0]))
    if len(told) < 2:
        return unknown(sentence("I don't know of two to compare."))
    told.sort(key=lambda one: one[0])
    return draft(*(line for _, line in told), title=asked.title)


def longest_wait(asked: Asked) -> Draft:
    """For which season the wait was the longest; all the waits, the longest first."""
    wanted = asked.query.seasons
    absent = next((n for n in wanted if asked.season(n) is None), None)
    if absent is not None:
        return missing(asked, absent)
    gaps = [
        (days_between(one.date, two.date), season, one, two)
        for (before, season) in pairwise(asked.seasons)
        if (one := before.facts.best("premiered_on"))
        and (two := season.facts.best("premiered_on"))
        and (season.number in wanted or len(wanted) != 2)
    ]
    if len(gaps) < 2:
        return unknown(sentence("I don't know of two waits to compare."))
    gaps.sort(key=lambda gap: -gap[0])
    lines = [_wait(asked, season, one, two) for _, season, one, two in gaps]
    first = sentence("The longest was that for ", *lines[0])
    return draft(first, *(sentence("For ", *line) for line in lines[1:]), title=asked.title)


def _wait(asked: Asked, season: Season, one: Claim, two: Claim) -> Line:
    time = Span(time_between(one.date, two.date), (one, two))
    return sentence(f"{asked.season_noun} {season.number}: ", time, ", from ", day(one), " to ",
                    day(two), ".")  # fmt: skip


def ratings_side_by_side(asked: Asked) -> Draft:
    """How two or more seasons were received, one after the other."""
    wanted = asked.query.seasons or tuple(season.number for season in asked.seasons)
    lines: list[Line] = []
    for number in wanted:
        season = asked.season(number)
        if season is None:
            return missing(asked, number)
        found = ratings(replace(asked, query=replace(asked.query, season=number, seasons=())))
        if found.outcome is not Outcome.ANSWERED:
            continue
        lines.append(sentence(f"{asked.season_noun.capitalize()} {number}: ", *found.lines[0]))
    if len(lines) < 2:
        return unknown(sentence(f"I don't know of two {asked.season_noun}s to compare."))
    return draft(*lines, title=asked.title)
