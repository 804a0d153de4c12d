"""The last question with something else in it: another season, somebody else, "why?"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from jjbot.model import EntityId, Query, Topic, Viewpoint, Vocabulary
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.lexicon import Lexicon

_SLOT = re.compile(r"\{([a-z_]+)\}")
_NUMBERED = ("season", "episode", "number", "date")
_MOST_MEANINGS = 4


class Instead:
    """What the intents can be about, and so what can be put in place of what."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        """Take the slots of the phrases of *vocabulary*."""
        self._then = vocabulary.language.leads_to
        self._intents = vocabulary.intents
        self._people = frozenset(k.id for k in vocabulary.kinds.values() if k.short_names)
        self._lexicon = lexicon
        self._takes = {intent.id: frozenset(intent.takes) for intent in vocabulary.intents.values()}
        self._forms = {
            intent.id: {frozenset(_SLOT.findall(text)) - {"show"} for text in intent.phrases}
            for intent in vocabulary.intents.values()
        }
        self._slots = {id: self._takes[id].union(*forms) for id, forms in self._forms.items()}

    def can(self, intent: str, slot: str) -> bool:
        """Whether a question of *intent* can name a *slot*."""
        return slot in self._slots[intent]

    def leads_to(self, topic: Topic, key: str) -> str | None:
        """The intent that a bare question asks for: by what was asked, else by what was said."""
        said = (predicate for predicate in topic.said if predicate not in self._forms)
        asked = self._intents[topic.query.intent]
        alike = (
            other.id
            for other in self._intents.values()
            if (other.shape, other.predicate) == (asked.shape, asked.predicate)
        )
        found = (self._then.get(of, {}).get(key) for of in (asked.id, *said, *alike))
        return next(filter(None, found), None)

    def carried(self, topic: Topic, intent: str, viewpoint: Viewpoint) -> Query | None:
        """*intent* asked of all that was spoken of and that it can be about."""
        form, takes = self._slots[intent], self._takes[intent]
        entities = [(slot, entity) for slot, entity in topic.query.entities if slot in form]
        query = replace(
            topic.query,
            intent=intent,
            season=topic.season if "season" in takes else None,
            episode=topic.episode if "episode" in takes else None,
            entities=tuple(entities),
            number=None,
            date=None,
            strangers=(),
        )
        if self._makes_sense(query):
            return query
        # What the question did not name the answer may have named.
        for slot, told in self._told(topic, viewpoint).items():
            if slot not in dict(entities) and slot in form and len(told) == 1:
                entities.append((slot, told[0]))
        query = replace(query, entities=tuple(entities))
        if not self._makes_sense(query) and "season" in form:
            query = replace(query, season=topic.season)
        return query if self._makes_sense(query) else None

    def _told(self, topic: Topic, viewpoint: Viewpoint) -> dict[str, list[EntityId]]:
        found: dict[str, list[EntityId]] = defaultdict(list)
        for entity in topic.told:
            name = next(iter(self._lexicon.names_of(entity, viewpoint)), None)
            if name is not None:
                found[name.kind].append(entity)
        return found

    def queries(self, topic: Topic, items: Sequence[Item]) -> Iterator[Query]:
        """The last query with its season, episode or entity replaced by what *items* name."""
        if self._intents[topic.query.intent].topic:
            return  # it explains one thing alone
        queries = [replace(topic.query, date=None, names=(), strangers=())]
        for item in items:
            if isinstance(item, Number):
                queries = [_numbered(query, item, topic) for query in queries]
            elif isinstance(item, Named):
                queries = [new for query in queries for new in self._about(query, item)]
            elif isinstance(item, When) and topic.query.date is not None:
                queries = [replace(query, date=item.date) for query in queries]
            elif isinstance(item, When) and topic.as_of is None:
                return
        if all(isinstance(item, Word) for item in items):
            return
        for query in dict.fromkeys(queries):
            sought = query if self._makes_sense(query) else self._sibling(query, topic)
            if sought is not None:
                yield sought

    def _about(self, query: Query, item: Named) -> Iterator[Query]:
        """*query* about what *item* names: in its own slot, or as a question of its kind."""
        slots = dict(query.entities)
        then = self._then.get(query.intent, {})
        kinds = [name.kind for name in item.names]
        slot = next((kind for kind in kinds if kind in slots), None)
        intent = query.intent
        if slot is None:
            slot = next((kind for kind in kinds if f"{{{kind}}}" in then), None)
            if slot is not None:
                intent = then[f"{{{slot}}}"]
                form = self._slots[intent]
                rivals = self._people if slot in self._people else frozenset()
                slots = {own: each for own, each in slots.items() if own in form - rivals}
        if slot is None:
            slot = self._other_slot(query, kinds)
            slots = {} if slot is None or len(slots) == 1 else slots
        if slot == "show" or (slot is None and item.idle):
            yield replace(query, intent=intent, entities=tuple(slots.items()))
        if slot is None or slot == "show":
            return
        names = {name.entity: name for name in item.names if name.kind == slot}
        for entity, name in list(names.items())[:_MOST_MEANINGS]:
            yield replace(
                query,
                intent=intent,
                entities=tuple((slots | {slot: entity}).items()),
                names=(name.claim,) if name.claim else (),
                season=query.season
                if intent == query.intent or self.can(intent, "season")
                else None,
                episode=query.episode if intent == query.intent else None,
                number=query.number if intent == query.intent else None,
            )

    def _other_slot(self, query: Query, kinds: Iterable[str]) -> str | None:
        """A slot that the same intent can have instead of the one entity asked about, or none."""
        if len(query.entities) > 1:
            return None
        return next((kind for kind in kinds if {kind} in self._forms[query.intent]), None)

    def _sibling(self, query: Query, topic: Topic) -> Query | None:
        """*query* as the question of another intent that can be about its season or episode."""
        then = self._then.get(query.intent, {})
        for slot in ("episode", "season"):
            intent = then.get(f"{{{slot}}}")
            if intent is not None and getattr(query, slot) != getattr(topic.query, slot):
                entities = tuple((s, e) for s, e in query.entities if self.can(intent, s))
                sought = replace(query, intent=intent, entities=entities, number=None)
                return sought if self._makes_sense(sought) else None
        return None

    def _makes_sense(self, query: Query) -> bool:
        """Whether some phrase of the intent can be about just what *query* names."""
        filled = {slot for slot, _ in query.entities}
        filled |= {slot for slot in _NUMBERED if getattr(query, slot) is not None}
        takes, only = self._takes[query.intent], self._intents[query.intent].only
        named = [entity for _, entity in query.entities]
        if query.season is not None:
            named.append(EntityId(f"S{query.season}"))
        if only and not set(named) <= set(only):
            return False
        return any(form <= filled and filled - form <= takes for form in self._forms[query.intent])


def day_in(items: Iterable[Item], topic: Topic) -> date | None:
    """The day that *items* name in place of the one that the last question spoke from."""
    if topic.as_of is None or topic.query.date is not None:
        return None
    return next((item.date.last_day for item in items if isinstance(item, When)), None)


def _numbered(query: Query, item: Number, topic: Topic) -> Query:
    """*query* with the number of *item* where it belongs."""
    if item.slot == "season":
        return replace(query, season=item.number)
    slot = item.slot
    if slot == "number" and query.number is None:
        # "And 3?" after a question about an episode, or a season.
        slot = "episode" if topic.episode is not None else "season"
    if slot == "number":
        return replace(query, number=item.number)
    if slot == "season":
        return replace(query, season=item.number)
    entities = tuple(pair for pair in query.entities if pair[0] != "episode")
    season = query.season if query.season is not None else topic.season
    return replace(query, episode=item.number, season=season, entities=entities)
