"""What every shape of answer is given, and what it gives back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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

NAMES = ("name", "alias")
STAGES = ("ordered", "filming", "filmed", "dated", "premiered")


def _sure(claims: Iterable[Claim]) -> list[Claim]:
    """Those of *claims* that are more than rumour and speculation."""
    return [claim for claim in claims if claim.certainty >= Certainty.REPORTED]


class Facts:
    """The visible claims about one entity, by predicate, rivals best first.

    They are given, or fetched from a `Shelf` one predicate at a time as they are asked for.
    Rumour and speculation are kept apart: `talk` alone gives them, for who calls them so.
    """

    __slots__ = ("_by", "_said", "_shelf", "entity")

    def __init__(
        self, entity: EntityId, claims: Iterable[Claim], shelf: Shelf | None = None
    ) -> None:
        """Sort *claims*, all about *entity*; what else there is comes from *shelf*."""
        self.entity = entity
        self._shelf = shelf
        self._said: dict[str, list[Claim]] = {}
        self._by: dict[str, list[Claim]] = {}  # the sure ones among `_said`, as far as asked for
        for claim in claims:
            self._said.setdefault(claim.predicate, []).append(claim)

    def lacks(self, predicate: str) -> bool:
        """Whether the claims of *predicate* have still to be fetched."""
        return self._shelf is not None and predicate not in self._said

    def hold(self, predicate: str, claims: list[Claim]) -> None:
        """Take *claims* as all that there are of *predicate*."""
        self._said[predicate] = claims

    def _need(self, predicates: Sequence[str]) -> None:
        if self._shelf is not None and any(map(self.lacks, predicates)):
            self._shelf.fetch(self, predicates)

    def _sure(self, predicate: str) -> Sequence[Claim]:
        found = self._by.get(predicate)
        if found is None:
            claims = self._said.get(predicate)
            if not claims:
                return ()
            found = self._by[predicate] = _sure(best_first(claims) if claims[1:] else claims)
        return found

    def talk(self, predicate: str) -> Claim | None:
        """The best claim of *predicate*, sure or not; to be shown with `words.hedge`."""
        self._need((predicate,))
        return next(iter(best_first(self._said.get(predicate, []))), None)

    def all(self, predicate: str) -> list[Claim]:
        """Every claim of *predicate*, best first."""
        self._need((predicate,))
        return list(self._sure(predicate))

    def best(self, *predicates: str) -> Claim | None:
        """The winner among the claims of the first of *predicates* that has any."""
        self._need(predicates)
        for predicate in predicates:
            found = self._sure(predicate)
            if found:
                return found[0]
        return None

    def furthest(self, vocabulary: Vocabulary) -> str:
        """The last of STAGES that any claim's predicate stands for."""
        steps = _steps(vocabulary)
        self._need(tuple(steps))
        reached = (STAGES.index(stage) for each, stage in steps.items() if self._sure(each))
        return max(((at, STAGES[at]) for at in reached), default=(0, ""))[1]

    @property
    def label(self) -> str:
        """The best visible name; empty if there is none."""
        self._need(NAMES)
        return next((claims[0].subject_label for claims in self._said.values() if claims), "")

    def __bool__(self) -> bool:
        """Whether anything at all is visible."""
        if self._shelf is not None:
            self._shelf.fetch_all(self)
            self._shelf = None
        return any(self._said.values())


class Shelf:
    """Where the claims about several entities of one sort come from, on demand.

    The first of them that is asked for a predicate has it fetched alone; when a second one is,
    somebody is going through all, and it is fetched for all in one go.
    """

    __slots__ = ("_asked", "_members", "_store", "_view")

    def __init__(self, store: Snapshot, view: Viewpoint) -> None:
        """An empty shelf of what *store* shows *view*."""
        self._store = store
        self._view = view
        self._members: list[Facts] = []
        self._asked: set[str] = set()

    def member(self, entity: EntityId, claims: Iterable[Claim] = ()) -> Facts:
        """The facts of *entity*, of which *claims* are fetched already."""
        self._members.append(own := Facts(entity, claims, self))
        return own

    def fetch(self, own: Facts, predicates: Sequence[str]) -> None:
        """Fetch what *own*, and perhaps the others, lack of *predicates*."""
        wanted = [each for each in predicates if own.lacks(each)]
        owners = [own]
        if not self._asked.isdisjoint(wanted):
            owners = [each for each in self._members if any(map(each.lacks, wanted))]
        self._asked.update(wanted)
        found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self._store.about(self._view, *(e.entity for e in owners), under=wanted):
            found[claim.subject, claim.predicate].append(claim)
        for each in owners:
            for predicate in wanted:
                each.hold(predicate, found.get((each.entity, predicate), []))

    def fetch_all(self, own: Facts) -> None:
        """Fetch everything that there is of *own*."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._store.about(self._view, own.entity):
            found[claim.predicate].append(claim)
        for predicate, claims in found.items():
            own.hold(predicate, claims)


@lru_cache(maxsize=2)
def _steps(vocabulary: Vocabulary) -> dict[str, str]:
    """The predicates that bring a season further → the one of STAGES that they bring it to."""
    found = {each.id: each.state for each in vocabulary.predicates.values()}
    return {predicate: state for predicate, state in found.items() if state in STAGES}


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
    vocabulary: Vocabulary

    @property
    def stage(self) -> str:
        """The furthest it is known to have come: one of STAGES, empty = merely mentioned."""
        return self.facts.furthest(self.vocabulary)

    @property
    def premiered(self) -> bool:
        """Whether it is out."""
        return self.stage == "premiered"


class _Around:
    """The show and its seasons, fetched for one question when that needs them."""

    __slots__ = ("_facts", "_seasons", "_show", "_single", "_view")

    def __init__(self, facts: Snapshot, view: Viewpoint) -> None:
        self._facts = facts
        self._view = view
        self._show: Facts | None = None
        self._seasons: tuple[Season, ...] | None = None
        self._single: dict[int, tuple[Season, ...]] = {}  # fetched without the others

    @property
    def show(self) -> Facts:
        if self._show is None:
            self._show = Shelf(self._facts, self._view).member(self._facts.show)
        return self._show

    @property
    def seasons(self) -> tuple[Season, ...]:
        if self._seasons is None:
            self._seasons = self._folded(self._facts.of_kind(self._view, "season", "number"))
        return self._seasons

    def season(self, number: int) -> Season | None:
        known = self._seasons or self._single.get(number)
        if known is None:
            known = self._folded(self._facts.numbered(self._view, "season", number))
            self._single[number] = known
        return next((season for season in known if season.number == number), None)

    def _folded(self, numbers: Iterable[Claim]) -> tuple[Season, ...]:
        """The seasons that *numbers* are about, in order."""
        shelf, vocabulary = Shelf(self._facts, self._view), self._facts.vocabulary
        numbered: dict[EntityId, list[Claim]] = defaultdict(list)
        for claim in numbers:
            numbered[claim.subject].append(claim)
        members = [shelf.member(entity, claims) for entity, claims in numbered.items()]
        known = [(number, own) for own in members if (number := own.best("number"))]
        found = [Season(int(str(number.value)), own, vocabulary) for number, own in known]
        return tuple(sorted(found, key=lambda season: season.number))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be answered: the store, the Viewpoint and what is always needed."""

    facts: Snapshot
    view: Viewpoint
    query: Query
    _around: _Around

    @classmethod
    def prepare(cls, query: Query, facts: Snapshot, view: Viewpoint) -> Asked:
        """Say which season "the last" and "the next" are; all else is fetched when needed."""
        asked = cls(facts, view, query, _Around(facts, view))
        resolved = asked._resolved()
        return asked if resolved is query else replace(asked, query=resolved)

    @property
    def show(self) -> Facts:
        """What is known of the show."""
        return self._around.show

    @property
    def seasons(self) -> tuple[Season, ...]:
        """The seasons that the Viewpoint knows, in order."""
        return self._around.seasons

    def about(self, entity: EntityId) -> Facts:
        """What is known of *entity*, fetched one predicate at a time."""
        return Shelf(self.facts, self.view).member(entity)

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
        return None if number is None else self._around.season(number)

    def numbers_of(self, seasons: Iterable[EntityId]) -> dict[EntityId, int]:
        """The numbers of *seasons*, of those that the Viewpoint knows."""
        found = self.facts.about(self.view, *seasons, under=("number",))
        known = [(own.entity, own.best("number")) for own in group(found).values()]
        return {entity: int(str(number.value)) for entity, number in known if number}

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
