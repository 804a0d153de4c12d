"""One question from text to Answer, within one generation."""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjbot.answers import MOST_SUGGESTIONS, answer, decline, suggestion, together
from jjbot.engine.generation import Generation
from jjbot.model import (
    Answer,
    Claim,
    EntityId,
    Explanation,
    Outcome,
    Query,
    Reading,
    Receipt,
    Suggestion,
    Topic,
    Viewpoint,
    best_first,
)
from jjbot.store import Snapshot
from jjbot.understanding import Understood, tokenise

REMEMBERED_FOR = 300.0  # seconds after which a follow-up is a new question
_MOST_CONVERSATIONS = 1000
_RECEIPT = 12  # hexadecimal digits of a receipt's id
_HELP = "help"  # the shape of an answer that speaks of nothing but the bot


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as far as the engine must know.

    conversation: opaque key of the same person in the same place; None = nothing is remembered.
    """

    viewpoint: Viewpoint
    conversation: str | None = None


class Conversations:
    """What each conversation is about, for a few minutes, in memory; never a text.

    Whatever was understood is the new topic, also if it is not known.  A question out of scope
    ends the topic, so that what follows it is not read as following the one before; a remark,
    a greeting or what was not understood leaves it as it is.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """*clock* gives seconds."""
        self._clock = clock
        self._last: OrderedDict[str, tuple[float, Topic]] = OrderedDict()

    def last(self, key: str | None) -> Topic | None:
        """What was spoken of last under *key*, if that is not long ago."""
        said = self._last.get(key) if key is not None else None
        if said is None or self._clock() - said[0] > REMEMBERED_FOR:
            return None
        return said[1]

    def remember(self, key: str | None, topic: Topic | None) -> None:
        """Keep *topic* as what a follow-up under *key* follows."""
        if key is None or topic is None:
            return
        self._last[key] = (self._clock(), topic)
        self._last.move_to_end(key)
        if len(self._last) > _MOST_CONVERSATIONS:
            self._last.popitem(last=False)

    def forget(self, key: str | None) -> None:
        """Something else is spoken of under *key*, of which nothing is known."""
        if key is not None:
            self._last.pop(key, None)


def topic_of(
    answer: Answer, snapshot: Snapshot, view: Viewpoint, as_of: date | None
) -> Topic | None:
    """What *answer*, given from *view*, is about; *as_of*: the day the question named itself."""
    query = answer.query
    if query is None or snapshot.vocabulary.intents[query.intent].shape == _HELP:
        return None
    # Before the headline of a corrected answer may be what is wrong with the name.
    lines = answer.lines[: 2 if answer.outcome is Outcome.CORRECTED else 1]
    claims = [claim for line in lines for span in line for claim in span.claims]
    named = [claim for claim in claims if claim.predicate not in ("name", "alias")]
    told: dict[EntityId, None] = {}
    for claim in claims:
        told.setdefault(claim.subject)
        if snapshot.vocabulary.predicates[claim.predicate].type == "entity":
            told.setdefault(claim.entity)
    subjects = {claim.subject for claim in named}
    # Of somebody's fate it is the detail that says which episode it is in.
    spoken = answer.claims if query.entity("character") else claims
    season, episode = _place(query, spoken, snapshot, view)
    return Topic(
        query=query,
        told=tuple(entity for entity in told if entity != snapshot.show),
        subject=subjects.pop() if len(subjects) == 1 else None,
        said=tuple(dict.fromkeys(c.predicate for c in named if c.subject == snapshot.show)),
        season=season,
        episode=episode,
        as_of=as_of,
        open=answer.outcome is Outcome.AMBIGUOUS,
    )


def _place(
    query: Query, spoken: Iterable[Claim], snapshot: Snapshot, view: Viewpoint
) -> tuple[int | None, int | None]:
    """The numbers of the season and the episode that are spoken of, as far as there are such."""
    asked = query.entity("episode")
    told = {
        entity
        for claim in spoken
        for entity in (claim.subject, EntityId(str(claim.value)))
        if snapshot.kinds.get(entity) == "episode"
    }
    episodes = sorted(told)
    numbers = None not in (query.season, query.episode) and (query.episode or 0) > 0
    one = asked or (episodes[0] if len(episodes) == 1 and not numbers else None)
    if one is None:
        return query.season, query.episode if (query.episode or 0) > 0 else None
    claims = {claim.predicate: claim for claim in reversed(snapshot.about(view, one))}
    season = claims.get("season")
    inside = {c.predicate: c for c in snapshot.about(view, season.entity)} if season else {}
    found = [inside.get("number"), claims.get("number")]
    if not all(found):
        return query.season, None
    first, second = (int(str(claim.value)) for claim in found if claim)
    return first, second


def ask(
    generation: Generation, text: str, asker: Asker, conversations: Conversations
) -> tuple[Answer, Understood]:
    """Answer *text*, and say how it was understood."""
    last = conversations.last(asker.conversation)
    understood = generation.understanding.understand(text, asker.viewpoint, last)
    if understood.query is not None:
        found = _right([_answered(each, generation, asker) for each in _all(understood)])
        as_of = _all(understood)[-1].as_of
        view = asker.viewpoint.narrowed(as_of)
        topic = topic_of(found[-1], generation.snapshot, view, as_of)
        conversations.remember(asker.conversation, topic)
        return together(found, rest=understood.rest), understood
    view = asker.viewpoint.narrowed(understood.as_of)
    if understood.outcome is Outcome.OUT_OF_SCOPE and _asks(text, generation):
        conversations.forget(asker.conversation)
    return _decline(generation, understood, view), understood


def _all(understood: Understood) -> tuple[Understood, ...]:
    """Every question of a message."""
    return understood, *understood.more


def _right(found: list[Answer]) -> list[Answer]:
    """*found*, of one question put with several dates ("in 2018 or 2019?") the right ones."""
    asked = [(one, replace(one.query, date=None)) for one in found if one.query and one.query.date]
    if len(asked) < len(found) or len({str(query) for _, query in asked}) > 1:
        return found
    return [one for one in found if one.outcome is Outcome.ANSWERED] or found


def _asks(text: str, generation: Generation) -> bool:
    """Whether *text* is put as a question, and is not just a remark."""
    opening = generation.snapshot.vocabulary.language.opening
    return "?" in text or any(word in opening for word in tokenise(text)[:1])


def _answered(understood: Understood, generation: Generation, asker: Asker) -> Answer:
    """The answer to one question of a message, from the day that it names itself."""
    if understood.query is None:
        raise ValueError("only what is understood can be answered")
    view = asker.viewpoint.narrowed(understood.as_of)
    found = answer(understood.query, generation.snapshot, view)
    reading = understood.readings[0]
    whole = f"{found.digest} {understood.query} {view}"
    id = hashlib.sha256(whole.encode()).hexdigest()[:_RECEIPT]
    return replace(found, receipt=Receipt(id, reading.phrase, round(reading.score, 3)))


def _decline(generation: Generation, understood: Understood, view: Viewpoint) -> Answer:
    """Ask back, or decline with questions that would really be answered."""
    snapshot = generation.snapshot
    found = _answerable(understood.choices, generation, view)
    outcome = understood.outcome
    if outcome is Outcome.AMBIGUOUS and len(found) < 2:
        outcome = Outcome.NOT_UNDERSTOOD
    if outcome is Outcome.OUT_OF_SCOPE:
        found = []
    return decline(
        outcome, found, snapshot, view, empty=understood.empty, work=_other_show(understood)
    )


def _other_show(understood: Understood) -> EntityId | None:
    """The other work that a question names, and that it can only mean."""
    for link in understood.links:
        if len(link.meanings) == 1 and link.meanings[0].startswith("work "):
            return EntityId(link.meanings[0].removeprefix("work "))
    return None


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
