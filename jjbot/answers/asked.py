"""What every shape of answer is given, and what it gives back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from jjbot.model import (
    LAST,
    NEXT,
    Certainty,
    Claim,
    DateRange,
    EntityId,
    Line,
    Outcome,
    PartialDate,
    Query,
    Span,
    Viewpoint,
    Vocabulary,
    best_first,
)
from jjbot.store import Snapshot

STAGES = ("ordered", "filming", "filmed", "dated", "premiered")


def _sure(claims: Iterable[Claim]) -> list[Claim]:
    """Those of *claims* that are more than rumour and speculation."""
    return [claim for claim in claims if claim.certainty >= Certainty.REPORTED]


class Facts:
    """The visible claims about one entity, by predicate, rivals best first.

    Rumour and speculation are kept apart: `talk` alone gives them, for who calls them so.
    """

    def __init__(self, entity: EntityId, claims: Iterable[Claim]) -> None:
        """Sort *claims*, all about *entity*."""
        self.entity = entity
        self._by: dict[str, list[Claim]] = defaultdict(list)
        self._said: dict[str, list[Claim]] = defaultdict(list)
        ranked = best_first(list(claims))
        for claim in ranked:
            self._said[claim.predicate].append(claim)
        for claim in _sure(ranked):
            self._by[claim.predicate].append(claim)

    def talk(self, predicate: str) -> Claim | None:
        """The best claim of *predicate*, sure or not; to be shown with `words.hedge`."""
        return next(iter(self._said.get(predicate, ())), None)

    def all(self, predicate: str) -> list[Claim]:
        """Every claim of *predicate*, best first."""
        return list(self._by.get(predicate, ()))

    def best(self, *predicates: str) -> Claim | None:
        """The winner among the claims of the first of *predicates* that has any."""
        for predicate in predicates:
            if self._by.get(predicate):
                return self._by[predicate][0]
        return None

    def furthest(self, vocabulary: Vocabulary) -> str:
        """The last of STAGES that any claim's predicate stands for."""
        states = {vocabulary.predicates[predicate].state for predicate in self._by}
        return max(states & set(STAGES), key=STAGES.index, default="")

    @property
    def label(self) -> str:
        """The best visible name; empty if there is none."""
        return next((rivals[0].subject_label for rivals in self._said.values()), "")

    def __bool__(self) -> bool:
        """Whether anything at all is visible."""
        return bool(self._said)


def group(claims: Iterable[Claim]) -> dict[EntityId, Facts]:
    """*claims* by the entity they are about, in order of their first claim."""
    by: dict[EntityId, list[Claim]] = defaultdict(list)
    for claim in claims:
        by[claim.subject].append(claim)
    return {entity: Facts(entity, own) for entity, own in by.items()}


def agrees(assumed: PartialDate | DateRange, claim: Claim) -> bool:
    """Whether the date *assumed* can be that of *claim*, each as precise as it is."""
    known = claim.date
    if claim.about:
        return assumed.first_day.year <= known.year <= assumed.last_day.year
    return assumed.covers(known) or known.covers(assumed)


@dataclass(frozen=True, slots=True)
class Season:
    """A season as far as the Viewpoint knows it: a fold over its dated claims."""

    number: int
    facts: Facts
    stage: str  # the furthest it is known to have come: one of STAGES, empty = merely mentioned

    @property
    def premiered(self) -> bool:
        """Whether it is out."""
        return self.stage == "premiered"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be answered: the store, the Viewpoint and what is always needed."""

    facts: Snapshot
    view: Viewpoint
    query: Query
    show: Facts
    seasons: tuple[Season, ...]

    @classmethod
    def prepare(cls, query: Query, facts: Snapshot, view: Viewpoint) -> Asked:
        """Load the show and its seasons, and say which season "the last" and "the next" are."""
        show = Facts(facts.show, facts.about(view, facts.show))
        seasons: list[Season] = []
        for own in group(facts.of_kind(view, "season")).values():
            number = own.best("number")
            if number is not None:
                stage = own.furthest(facts.vocabulary)
                seasons.append(Season(int(str(number.value)), own, stage))
        seasons.sort(key=lambda season: season.number)
        asked = cls(facts, view, query, show, tuple(seasons))
        return replace(asked, query=asked._resolved())

    def _resolved(self) -> Query:
        query = self.query
        if query.season is not None:
            query = replace(query, season=self._number(query.season))
        return replace(query, seasons=tuple(map(self._number, query.seasons)))

    def _number(self, asked_for: int) -> int:
        """*asked_for* itself, or the number that LAST or NEXT stands for."""
        if asked_for not in (LAST, NEXT):
            return asked_for
        released = [season.number for season in self.seasons if season.premiered]
        known = [season.number for season in self.seasons]
        last = max(released or known, default=0)
        return max(last if asked_for == LAST else max(known, default=0) + 1, 1)

    @property
    def title(self) -> str:
        """What the show is called."""
        return self.show.label or "the show"

    @property
    def the_show(self) -> Span:
        """The show's name, resting on its best claim."""
        claim = self.show.best("name", "alias")
        return Span(self.title, (claim,) if claim else ())

    def naming(self, value: EntityId, *predicates: str) -> list[Claim]:
        """The visible claims whose value is *value*, stated as fact: no talk."""
        return _sure(self.facts.naming(self.view, value, *predicates))

    def with_predicate(self, *predicates: str) -> list[Claim]:
        """The visible claims under *predicates*, stated as fact: no talk."""
        return _sure(self.facts.with_predicate(self.view, *predicates))

    def season(self, number: int | None) -> Season | None:
        """The season of that number, if the Viewpoint knows it."""
        return next((season for season in self.seasons if season.number == number), None)

    @property
    def last(self) -> Season | None:
        """The last season that the Viewpoint knows."""
        return self.seasons[-1] if self.seasons else None

    @property
    def season_noun(self) -> str:
        """What the show calls a season, in lower case."""
        return self.facts.season_word.casefold()

    def complete(self, what: str) -> Claim | None:
        """The claim that the list of the show's *what* is complete."""
        return next((c for c in self.show.all("complete") if c.value == what), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a shape says; `answers.answer` makes an Answer of it.

    checked: whether it is a status, a "no" or a "not announced", which names the day up to
    which the news was looked through.  choices: what to ask back about, where it is ambiguous.
    """

    lines: tuple[Line, ...]
    outcome: Outcome = Outcome.ANSWERED
    title: str = ""
    checked: bool = False
    choices: tuple[Query, ...] = ()


def draft(
    *lines: Line | None,
    outcome: Outcome = Outcome.ANSWERED,
    title: str = "",
    checked: bool = False,
) -> Draft:
    """A draft of those *lines* that are there."""
    return Draft(tuple(spans for spans in lines if spans), outcome, title, checked)


def unknown(*lines: Line) -> Draft:
    """Understood, but nothing visible answers it; hidden and unknown get the same words."""
    return Draft(lines, Outcome.UNKNOWN)
