"""From what somebody typed to a Query, or to a reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from jjbot.model import EntityId, Link, Outcome, Query, Reading, Topic, Viewpoint, Vocabulary
from jjbot.understanding.clauses import Clause, clauses, members
from jjbot.understanding.follow_up import FollowUps
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.lexicon import Lexicon
from jjbot.understanding.link import link
from jjbot.understanding.normalise import respell, tokenise
from jjbot.understanding.phrases import LIGHT, Phrases
from jjbot.understanding.recognise import ACCEPT
from jjbot.understanding.referring import RULE, spoken_of, who_is_meant
from jjbot.understanding.spelling import Speller
from jjbot.understanding.times import as_of_in

NEAR = 0.45  # below this it is not even worth suggesting
GAP = 0.015  # two readings closer than this are asked back
_MOST_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of a text.

    query: what is asked; None: see `outcome`.
    choices: the readings to ask back about (ambiguous) or to suggest (not understood).
    as_of: the day that the text itself asks about, None if it names none.
    more: the other questions of the same message, in order; rest: there is another that is
    not understood.
    """

    outcome: Outcome
    query: Query | None
    choices: tuple[Reading, ...]
    as_of: date | None
    normalised: str
    links: tuple[Link, ...]
    readings: tuple[Reading, ...]
    empty: bool  # nothing is asked: a greeting, or not even that
    more: tuple[Understood, ...] = ()
    rest: bool = False


@lru_cache(maxsize=2)
def _phrases(vocabulary: Vocabulary) -> Phrases:
    """The phrases of *vocabulary*; new facts with the same words need no new ones."""
    return Phrases(vocabulary)


class Understanding:
    """All that is needed to read questions: one for each generation."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        """Prepare the phrases of *vocabulary* and the names of *lexicon*."""
        self.phrases = _phrases(vocabulary)
        self.lexicon = lexicon
        self.follow_ups = FollowUps(vocabulary, lexicon, self.phrases)
        self.speller = Speller(self.phrases.telling_words | lexicon.words, lexicon.language.sounds)

    def understand(self, text: str, viewpoint: Viewpoint, conversation: Topic | None) -> Understood:
        """Read *text* as asked from *viewpoint*, after *conversation*.

        Pure and without I/O: the same question is read the same way every time.
        """
        items, normalised = self._items(text, viewpoint)
        whole = self._read(items, viewpoint, conversation, normalised)
        if whole.query is not None or whole.outcome is Outcome.AMBIGUOUS or whole.empty:
            return whole
        language = self.lexicon.language
        each = [
            self._read(one, viewpoint, conversation, normalised) for one in members(items, language)
        ]
        if each and all(one.query and one.query.intent == _intent(each[0]) for one in each):
            return _together(each, whole, rest=False)
        for way in clauses(text, language):
            found = self._several(way, viewpoint, conversation)
            if found:
                asked = sum(clause.asks for clause in way)
                return _together(found, whole, rest=asked > len(found))
        return whole

    def _several(
        self, way: Sequence[Clause], viewpoint: Viewpoint, conversation: Topic | None
    ) -> list[Understood]:
        """The questions among the clauses of *way*, each after the one before."""
        found: list[Understood] = []
        for clause in way:
            if not clause.asks:
                continue
            items, normalised = self._items(clause.text, viewpoint)
            query = found[-1].query if found else None
            last = Topic.of(query, found[-1].as_of) if query else conversation
            one = self._read(items, viewpoint, last, normalised)
            if one.query is not None and one.query not in [other.query for other in found]:
                found.append(one)
        return found

    def _items(self, text: str, viewpoint: Viewpoint) -> tuple[list[Item], str]:
        """What *text* is made of, and how it was read."""
        lexicon = self.lexicon
        tokens = respell(tokenise(text), lexicon.language.spellings)
        items = link(tokens, lexicon, viewpoint, self.phrases.known, self.speller)
        return items, " ".join(tokens)

    def _read(
        self,
        items: Sequence[Item],
        viewpoint: Viewpoint,
        conversation: Topic | None,
        normalised: str,
    ) -> Understood:
        """*items* as one question."""
        rest, as_of = as_of_in(list(items))
        topic = spoken_of(conversation, self.lexicon, viewpoint)
        rest = who_is_meant(rest, topic, self.lexicon, viewpoint)
        read = self.follow_ups.read(rest, topic, viewpoint, as_of)
        # Who share a pronoun are asked back about, also where one has the show's name.
        meant = any(isinstance(item, Named) and item.rule == RULE for item in rest)
        lead = None if meant else self.lexicon.lead(viewpoint)
        return self._decide(rest, read.readings, read.as_of, normalised, lead)

    def _decide(
        self,
        items: Sequence[Item],
        readings: list[Reading],
        as_of: date | None,
        normalised: str,
        lead: EntityId | None,
    ) -> Understood:
        """Answer, ask back or decline, by score and by the gap to the next reading."""
        best = readings[0] if readings else None
        rivals = [r for r in readings if best and best.score - r.score < GAP]
        query: Query | None = None
        choices: tuple[Reading, ...] = ()
        if best and best.score >= ACCEPT:
            rivals = [r for r in rivals if r.query.intent == best.query.intent]
            rivals = [r for r in rivals if _about(lead, r)] or rivals
            if len(rivals) > 1:
                outcome, choices = Outcome.AMBIGUOUS, tuple(rivals[:_MOST_CHOICES])
            else:
                outcome, query = Outcome.ANSWERED, best.query
        else:
            outcome = self._why_not(items)
            choices = tuple(r for r in readings if r.score >= NEAR)
        links = tuple(_shown(item) for item in items if not isinstance(item, Word))
        empty = not self._telling(items)
        return Understood(
            outcome, query, choices, as_of, normalised, links, tuple(readings), empty=empty
        )

    def _telling(self, items: Sequence[Item]) -> bool:
        """Whether *items* hold anything but words that carry nothing."""
        words = self.phrases.words([item.text for item in items if isinstance(item, Word)])
        named = any(not isinstance(item, Word) for item in items)
        return named or any(self.phrases.weight(word) > LIGHT for word in words)

    def _why_not(self, items: Sequence[Item]) -> Outcome:
        """Out of scope if strange words are all there is, or another work is named."""
        kinds = {kind for item in items if isinstance(item, Named) for kind in item.kinds}
        if "work" in kinds and not kinds & {"show", "character", "person"}:
            return Outcome.OUT_OF_SCOPE
        named = any(isinstance(item, Named) and not item.weak for item in items)
        numbered = any(isinstance(item, Number) for item in items)
        words = self.phrases.words([item.text for item in items if isinstance(item, Word)])
        strange = any(not self.phrases.says(word) for word in words)
        return (
            Outcome.OUT_OF_SCOPE
            if strange and not named and not numbered
            else Outcome.NOT_UNDERSTOOD
        )


def _together(found: Sequence[Understood], whole: Understood, *, rest: bool) -> Understood:
    """The questions *found* in one message, which as a *whole* was none."""
    first, *more = found
    return replace(
        first,
        normalised=whole.normalised,
        links=whole.links,
        more=tuple(more),
        rest=rest,
    )


def _intent(understood: Understood) -> str | None:
    return understood.query.intent if understood.query else None


def _about(lead: EntityId | None, reading: Reading) -> bool:
    """Whether *reading* takes the show's name for its title character."""
    return any(entity == lead for _, entity in reading.query.entities)


def _shown(item: Named | Number | When) -> Link:
    match item:
        case Named():
            meanings = tuple(f"{name.kind} {name.entity}" for name in item.names)
            return Link(item.text, meanings, item.rule)
        case Number():
            return Link(item.text, (f"{item.slot} {item.number}",), item.rule)
        case When():
            return Link(item.text, (f"date {item.date}",), "date")
