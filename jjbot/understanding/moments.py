"""When something happened: "before filming started", "when it got canceled"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jjbot.model import (
    Certainty,
    Claim,
    EntityId,
    Viewpoint,
    Vocabulary,
    best_first,
)
from jjbot.understanding.items import Item, Named, Number, Word

_ANNOUNCES = "dated"  # the state whose claims happen when they become known
_OPENS = "opened"  # the state of what is named for itself: "before the convention"
_DATED = ("work", "occasion")  # kinds that happen on their own
_BEGINS = "premiered"  # the state that the show shares with its first season
_LONGEST = 10  # items of a happening


Days = tuple[date, date]  # the first and the last it can have been


@dataclass(frozen=True, slots=True)
class Clause:
    """A happening told within a question.

    first, last: the days it can have been; end: where it ends among the items; season: the one of
    which it is told.
    """

    first: date
    last: date
    end: int
    season: Number | None


class Moments:
    """The dated happenings of show, seasons and works, each gated by its claim's clocks."""

    def __init__(
        self,
        claims: Iterable[Claim],
        vocabulary: Vocabulary,
        show: EntityId,
        numbers: Mapping[EntityId, int],
        words: Callable[[list[str]], list[str]],
    ) -> None:
        """Index those of *claims* whose predicate brings a state about.

        numbers: the season that an entity is; words: merges synonyms as the phrases do.
        """
        language = vocabulary.language
        self._words = words
        self._light = frozenset(language.light)
        self._asking = frozenset(language.told)
        self._idle = frozenset((*language.filler, *language.light))
        self._show = show
        self._seasons = {number: entity for entity, number in numbers.items()}
        self._by: dict[tuple[EntityId, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            state = vocabulary.predicates[claim.predicate].state
            if state and not claim.deprecated and claim.certainty >= Certainty.REPORTED:
                self._by[claim.subject, state].append(claim)
        self._told: dict[tuple[str, ...], str] = {}
        for wording, state in language.moments.items():
            self._told.setdefault(self._telling(wording.split()), state)

    def _telling(self, words: list[str]) -> tuple[str, ...]:
        """The words that say what happened, merged."""
        return tuple(word for word in self._words(words) if word not in self._idle)

    def asks(self, items: Sequence[Item]) -> bool:
        """Whether *items* still ask something, without a happening that was told there."""
        if any(not isinstance(item, Word) for item in items):
            return True
        return bool(self._telling([item.text for item in items if isinstance(item, Word)]))

    def clause(self, items: Sequence[Item], at: int, viewpoint: Viewpoint) -> Clause | None:
        """The happening told from *at* on, the longest there is.

        What follows and carries nothing belongs to it if nothing else follows.
        """
        opener = items[at - 1] if at else None
        asking = isinstance(opener, Word) and opener.text in self._asking
        for end in range(min(len(items), at + _LONGEST), at, -1):
            last = items[end - 1]
            if isinstance(last, Word) and self._idle_word(last):
                continue
            told = self._told_in(items[at:end])
            # "Before season 2" says enough; "when season 2" is a question cut short.
            if told is None or (asking and end - at == 1):
                continue
            state, subject = told
            days = self._days(state, subject, [*items[:at], *items[end:]], viewpoint)
            if days is None:
                continue
            idle = all(isinstance(item, Word) and self._idle_word(item) for item in items[end:])
            season = subject if isinstance(subject, Number) else None
            return Clause(*days, len(items) if idle else end, season)
        return None

    def _idle_word(self, item: Word) -> bool:
        return all(word in self._idle for word in self._words([item.text]))

    def _told_in(self, items: Sequence[Item]) -> tuple[str, Number | Named | None] | None:
        """The state that *items* tell of, and of what; None if they tell of nothing else."""
        subjects = [item for item in items if isinstance(item, Number | Named)]
        words = [item.text for item in items if isinstance(item, Word)]
        if len(subjects) > 1 or len(subjects) + len(words) < len(items):
            return None
        verbs = [word for word in words if word in self._light]
        if len(set(verbs)) < len(verbs):
            return None  # "it was announced was there": that is two sentences
        subject = subjects[0] if subjects else None
        telling = self._telling(words)
        if not telling and isinstance(subject, Number):
            return _BEGINS, subject
        if not telling and isinstance(subject, Named) and "occasion" in subject.kinds:
            return _OPENS, subject
        state = self._told.get(telling)
        return None if state is None else (state, subject)

    def _days(
        self,
        state: str,
        subject: Number | Named | None,
        others: Sequence[Item],
        viewpoint: Viewpoint,
    ) -> Days | None:
        """The day on which *subject*, else what the question is about, came into *state*."""
        match subject:
            case Number(slot="season", number=number) if number > 0:
                return self._of(self._seasons.get(number), state, viewpoint)
            case Named():
                for name in subject.names:
                    if name.kind in _DATED:
                        return self._of(name.entity, state, viewpoint)
                    if name.kind == "show":
                        return self._of_show(state, viewpoint)
                return None
            case None:
                season = self._only_season(others)
                if season is None:
                    return self._of_show(state, viewpoint)
                # What is not known of that season is not told of another.
                own = self._of(self._seasons.get(season), state, viewpoint)
                return own or self._of(self._show, state, viewpoint)
        return None

    @staticmethod
    def _only_season(items: Sequence[Item]) -> int | None:
        """The season that *items* name, if it is one."""
        named = {i.number for i in items if isinstance(i, Number) and i.slot == "season"}
        return named.pop() if len(named) == 1 else None

    def _of_show(self, state: str, viewpoint: Viewpoint) -> Days | None:
        """The day of the show itself; of its seasons only where it can be but one."""
        own = self._of(self._show, state, viewpoint)
        if own is not None:
            return own
        days = [
            day
            for _, entity in sorted(self._seasons.items())
            if (day := self._of(entity, state, viewpoint)) is not None
        ]
        return days[0] if days and (len(days) == 1 or state == _BEGINS) else None

    def _of(self, entity: EntityId | None, state: str, viewpoint: Viewpoint) -> Days | None:
        claims = [
            claim
            for claim in self._by.get((entity, state), ())
            if viewpoint.admits(claim.known_on, claim.revealed)
        ] if entity else []  # fmt: skip
        if not claims:
            return None
        if state == _ANNOUNCES:
            # The first that named a day, else the first: what counts is when it was said.
            said = sorted(
                (not claim.date.to_the_day, claim.known_on) for claim in claims if claim.known_on
            )
            return (said[0][1], said[0][1]) if said else None
        best = best_first(claims)[0]
        return best.date.first_day, best.date.last_day
