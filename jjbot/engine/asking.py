"""One question from text to Answer, within one generation."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jjbot.answers import MOST_SUGGESTIONS, answer, decline, suggestion, together
from jjbot.engine.generation import Generation
from jjbot.model import (
    Answer,
    Claim,
    Explanation,
    Outcome,
    Query,
    Reading,
    Suggestion,
    Viewpoint,
    best_first,
)
from jjbot.understanding import Understood

REMEMBERED_FOR = 300.0  # seconds after which a follow-up is a new question
_MOST_CONVERSATIONS = 1000


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as the engine must know.

    conversation: opaque key of the same person in the same place; None = nothing is remembered.
    """

    viewpoint: Viewpoint
    conversation: str | None = None


class Conversations:
    """The last Query of each conversation, for a few minutes, in memory; never a text."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """*clock* gives seconds."""
        self._clock = clock
        self._last: OrderedDict[str, tuple[float, Query]] = OrderedDict()

    def last(self, key: str | None) -> Query | None:
        """The query that was answered last under *key*, if that is not long ago."""
        said = self._last.get(key) if key is not None else None
        if said is None or self._clock() - said[0] > REMEMBERED_FOR:
            return None
        return said[1]

    def remember(self, key: str | None, query: Query | None) -> None:
        """Keep *query* as what a follow-up under *key* follows."""
        if key is None or query is None:
            return
        self._last[key] = (self._clock(), query)
        self._last.move_to_end(key)
        if len(self._last) > _MOST_CONVERSATIONS:
            self._last.popitem(last=False)


def ask(
    generation: Generation, text: str, asker: Asker, conversations: Conversations
) -> tuple[Answer, Understood]:
    """Answer *text*, and say how it was understood."""
    last = conversations.last(asker.conversation)
    understood = generation.understanding.understand(text, asker.viewpoint, last)
    if understood.query is not None:
        found = [_answered(each, generation, asker) for each in (understood, *understood.more)]
        conversations.remember(asker.conversation, found[-1].query)
        return together(found, rest=understood.rest), understood
    view = asker.viewpoint.narrowed(understood.as_of)
    return _decline(generation, understood, view), understood


def _answered(understood: Understood, generation: Generation, asker: Asker) -> Answer:
    """The answer to one question of a message, from the day that it names itself."""
    if understood.query is None:
        raise ValueError("only what is understood can be answered")
    view = asker.viewpoint.narrowed(understood.as_of)
    return answer(understood.query, generation.snapshot, view)


def _decline(generation: Generation, understood: Understood, view: Viewpoint) -> Answer:
    """Ask back, or decline with questions that would really be answered."""
    snapshot = generation.snapshot
    found = _answerable(understood.choices, generation, view)
    outcome = understood.outcome
    if outcome is Outcome.AMBIGUOUS and len(found) < 2:
        outcome = Outcome.NOT_UNDERSTOOD
    if outcome is Outcome.OUT_OF_SCOPE:
        found = []
    return decline(outcome, found, snapshot, view, empty=understood.empty)


def _answerable(
    choices: Sequence[Reading], generation: Generation, view: Viewpoint
) -> list[Suggestion]:
    found: dict[str, Suggestion] = {}
    for reading in choices:
        offered = suggestion(reading.query, generation.snapshot, view)
        if offered is None or offered.text in found:
            continue
        tried = answer(offered.query, generation.snapshot, view)
        if tried.outcome is Outcome.ANSWERED:
            found[offered.text] = offered
        if len(found) == MOST_SUGGESTIONS:
            break
    return list(found.values())


def explain(
    generation: Generation, text: str, asker: Asker, conversations: Conversations
) -> Explanation:
    """Answer *text* and say why it came out so."""
    found, understood = ask(generation, text, asker, conversations)
    view = asker.viewpoint.narrowed(understood.as_of)
    rivals = _rivals(generation, found, view)
    return Explanation(understood.normalised, understood.links, understood.readings, found, rivals)


def _rivals(
    generation: Generation, found: Answer, view: Viewpoint
) -> tuple[tuple[Claim, ...], ...]:
    """For each claim used, the visible claims that say otherwise: winner first."""
    snapshot = generation.snapshot
    rivals: dict[tuple[str, str], tuple[Claim, ...]] = {}
    for claim in found.claims:
        if snapshot.vocabulary.predicates[claim.predicate].many:
            continue
        same = [
            other
            for other in snapshot.about(view, claim.subject)
            if other.predicate == claim.predicate
        ]
        if len(same) > 1:
            rivals[claim.subject, claim.predicate] = tuple(best_first(same))
    return tuple(rivals.values())
