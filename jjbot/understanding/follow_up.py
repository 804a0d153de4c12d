"""Questions that lean on the one before: "and season 2?", "why?", "who directed it"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jjbot.model import Query, Reading, Topic, Viewpoint, Vocabulary
from jjbot.understanding.instead import Instead, day_in
from jjbot.understanding.items import PRONOUN, Item, Named, Number, When, Word
from jjbot.understanding.lexicon import Lexicon
from jjbot.understanding.phrases import Phrases
from jjbot.understanding.recognise import ACCEPT, recognise
from jjbot.understanding.referring import placed, references, refers, things

_DECLINED = ACCEPT - 0.01  # still good enough to be offered
_CLOSE = 0.04  # readings that fit almost equally well
_WHOLE = 0.95  # a question that needs nothing from the one before
_HELP = "help"  # the shape of what is about the bot
_EVIDENCE = ("follow-up",)


@dataclass(frozen=True, slots=True)
class Followed:
    """How a question reads after the last one; as_of: the day it inherits or names."""

    readings: list[Reading]
    as_of: date | None


class FollowUps:
    """What makes a question of what is none without the last one."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, phrases: Phrases) -> None:
        """Prepare the bare questions of *vocabulary*, and what its intents can be about."""
        self._language = vocabulary.language
        self._lexicon = lexicon
        self._phrases = phrases
        self._filler = frozenset(vocabulary.language.filler)
        self._starters = sorted(vocabulary.language.follow_ups, key=len, reverse=True)
        self._first = {starter.split()[0] for starter in self._starters}
        self._bare = {
            self._telling(text.split()): key for text, key in vocabulary.language.bare.items()
        }
        self._apart = {one.id for one in vocabulary.intents.values() if one.shape == _HELP}
        self._instead = Instead(vocabulary, lexicon)

    def read(
        self,
        items: Sequence[Item],
        topic: Topic | None,
        viewpoint: Viewpoint,
        as_of: date | None,
    ) -> Followed:
        """Every reading of *items* after *topic*, best first; *as_of*: the day they name."""
        found = self._leaning(items, topic, viewpoint, as_of)
        if found is not None:
            return found
        readings = recognise(items, self._phrases)
        if topic is not None:
            opened = self._opened(items)
            if as_of is None and opened and not any(isinstance(item, When) for item in items):
                as_of = topic.as_of  # "and how many episodes" is asked of the same day
            readings = self._full(items, readings, topic, viewpoint)
            if self._is_part(items[opened:] if opened else ()):
                readings = _only_offered(readings)
            if work := _work_of(topic, self._lexicon, viewpoint):
                readings = self._about_work(items, readings, work)
        readings = self._not_of_several(items, readings)
        if as_of is None and _says(items, self._language.that_time):
            as_of = topic.as_of if topic else None
            readings = readings if as_of else _only_offered(readings)
        if any(isinstance(item, Named) and item.rule == PRONOUN for item in items):
            readings = _of_one_kind(_about_whom(items, readings, topic))
        return Followed(readings, as_of)

    # what is no question by itself ---------------------------------------------------------

    def _leaning(
        self,
        items: Sequence[Item],
        topic: Topic | None,
        viewpoint: Viewpoint,
        as_of: date | None,
    ) -> Followed | None:
        """*items* as less than a question; None if they are a whole one."""
        words = [item.text for item in items if isinstance(item, Word)]
        bare = len(words) == len(items)
        if bare and " ".join(words) in self._language.once_more:
            return Followed(
                [_reading(topic.query)] if topic else [], topic.as_of if topic else None
            )
        key = self._bare.get(self._telling(words)) if bare else None
        if key is not None:
            return self._bare_question(items, key, topic, viewpoint)
        rest = self._narrowing(items, topic)
        if rest is None:
            return None
        if topic is None:
            return self._alone(items, as_of)
        day = as_of or day_in(rest, topic) or topic.as_of
        queries = list(self._instead.queries(topic, rest))
        if (
            not queries
            and day not in (None, topic.as_of)
            and not any(isinstance(item, Named | Number) for item in rest)
        ):
            queries = [topic.query]
        if not queries:
            return self._alone(items, as_of)
        # "And season 4?" may be answered with no, whatever was asked before.
        return Followed([_reading(replace(query, asks=False)) for query in queries], day)

    def _alone(self, items: Sequence[Item], as_of: date | None) -> Followed:
        """*items* read alone, and only offered: what they lean on is missing, or does not fit."""
        return Followed(_only_offered(recognise(items, self._phrases), self._starters), as_of)

    def _telling(self, words: Sequence[str]) -> tuple[str, ...]:
        """*words* as phrases are compared, without those that carry nothing."""
        return tuple(word for word in self._phrases.words(list(words)) if word not in self._filler)

    def _narrowing(self, items: Sequence[Item], topic: Topic | None) -> list[Item] | None:
        """What *items* put in place of something of the last question; None if they ask anew."""
        opened = self._opened(items)
        rest = list(items[opened:])
        if not items:
            return None
        if topic is not None:
            rest = placed(rest, topic, self._language, alone=self._is_place(rest))
        words = {item.text for item in rest if isinstance(item, Word)}
        if words - self._filler - {*self._language.within, *self._language.ones}:
            return None
        if opened:
            return rest
        # Without "and" it must say in so many words that it is but a part: "in season 2?"
        within = isinstance(rest[0], Word) and rest[0].text in self._language.within
        part = within or rest != list(items) or (topic is not None and topic.open)
        named = any(not isinstance(item, Word) for item in rest)
        return rest if topic is not None and named and part else None

    def _is_place(self, items: Sequence[Item]) -> bool:
        """Whether *items* are but "the second"."""
        told = [item.text for item in items if item.text not in self._filler]
        language = self._language
        places = [word for word in told if word in language.ordinals or word in language.steps]
        return len(places) == 1 and set(told) <= {*places, *language.ones}

    def _opened(self, items: Sequence[Item]) -> int:
        """How many words at the beginning only say that it goes on: "ok and what about"."""
        words: list[str] = []
        for item in items:
            if not isinstance(item, Word):
                break
            words.append(item.text)
        skipped = 0
        while skipped < len(words) and words[skipped] in self._filler - self._first:
            skipped += 1
        spoken = " ".join(words[skipped:])
        starter = next(
            (s for s in self._starters if spoken == s or spoken.startswith(f"{s} ")), None
        )
        return skipped + len(starter.split()) if starter else 0

    def _bare_question(
        self, items: Sequence[Item], key: str, topic: Topic | None, viewpoint: Viewpoint
    ) -> Followed:
        """ "Why?" as the question that it is after an answer of that intent."""
        if topic is None:
            return Followed(_only_offered(recognise(items, self._phrases)), None)
        intent = self._instead.leads_to(topic, key)
        query = self._instead.carried(topic, intent, viewpoint) if intent else None
        if query is not None:
            return Followed([_reading(replace(query, asks=False))], topic.as_of)
        # "When was that?" of what has no day of its own is not to be guessed.
        return Followed(_only_offered(recognise(items, self._phrases)), None)

    # whole questions with "it" in them -------------------------------------------------------

    def _full(
        self, items: Sequence[Item], readings: list[Reading], topic: Topic, viewpoint: Viewpoint
    ) -> list[Reading]:
        """*readings* of *items*, or better ones with what was spoken of for "it"."""
        if refers(items, self._language) or placed(items, topic, self._language) != list(items):
            meant = self._meant(items, readings[:1], topic, viewpoint)
            if meant:
                return meant
            sole = any(thing.sole for thing in things(topic, self._lexicon, viewpoint))
            if sole and not _names_another(items):
                return _only_offered(readings)
            return self._inheriting(items, readings, topic)
        opened = self._opened(items)
        if not opened:
            return readings
        if not _accepted(readings) or (topic.episode is not None and readings[0].score < _WHOLE):
            for spoken in (*self._spoken_of(topic, viewpoint), ()):
                widened = recognise((*spoken, *items[opened:]), self._phrases)
                if _accepted(widened):
                    return widened
        return self._inheriting(items, readings, topic)

    def _is_part(self, items: Sequence[Item]) -> bool:
        """Whether *items* but narrow something down: "in the comics"."""
        words = [item.text for item in items if isinstance(item, Word)]
        language = self._language
        asks = {*language.asking, *language.things, *language.opening}
        return len(words) == len(items) > 0 and words[0] in language.within and not asks & {*words}

    def _about_work(
        self, items: Sequence[Item], readings: list[Reading], work: Named
    ) -> list[Reading]:
        """*readings* of *items* after another *work*: of it, and of the show only if named."""
        words = {item.text for item in items if isinstance(item, Word)}
        named = any(isinstance(item, Named) and item.kinds != {"company"} for item in items)
        called = words.intersection(self._language.itself) - set(self._language.referring)
        if named or called:
            return readings
        entity = work.names[0].entity
        own = [
            one
            for one in readings
            if ("work", entity) in one.query.entities or one.query.intent in self._apart
        ]
        if _accepted(own):
            return own
        opened = self._opened(items)
        for variant in ((*items[opened:], work), (work, *items[opened:])):
            read = recognise(variant, self._phrases)
            if _accepted(read):
                return read
        return _only_offered(readings)

    def _not_of_several(self, items: Sequence[Item], readings: list[Reading]) -> list[Reading]:
        """*readings* of "are they alive" without those that take them for the show."""
        said = [words.split() for words in self._language.plural if _says(items, (words,))]
        itself = set(self._language.itself).difference(item.text for item in items)
        fitting = list(readings)
        for *verb, several in said:
            # "Who killed them" is not "who do they kill", either.
            fitting = [
                reading
                for reading in fitting
                for words in [set(reading.phrase.split())]
                if several in words or (verb and not words & itself)
            ]
        return [*fitting, *_only_offered(one for one in readings if one not in fitting)]

    def _spoken_of(self, topic: Topic, viewpoint: Viewpoint) -> Iterator[tuple[Item, ...]]:
        """What a question can be about that does not say it: "and the real name?"."""
        for thing in things(topic, self._lexicon, viewpoint):
            yield thing.items
        for _, entity in topic.query.entities:
            yield (Named("", self._lexicon.names_of(entity, viewpoint)[:1], PRONOUN),)

    def _meant(
        self, items: Sequence[Item], plain: Sequence[Reading], topic: Topic, viewpoint: Viewpoint
    ) -> list[Reading]:
        """The readings with what was spoken of for "it", if there are any that fit.

        plain: the best one without.  "Was it cancelled?" asks of the show also after a season.
        """
        language = self._language
        place = tuple(placed(items, topic, language))
        both = place != tuple(items) and refers(items, language)
        # "Was that the last one?" asks of what was spoken of; no other is meant.
        versions = dict.fromkeys([tuple(items)] if both else [place, tuple(items)])
        for thing in (*things(topic, self._lexicon, viewpoint), None):
            variants = {
                variant: None
                for version in versions
                for variant in (references(version, language, thing) if thing else (version,))
                if variant != tuple(items)
            }
            read = [recognise(variant, self._phrases) for variant in variants]
            found = max(filter(None, read), key=lambda readings: readings[0].score, default=[])
            # Of an episode much is asked as of the show: what fits it as well is meant of it.
            close = bool(found) and _accepted(plain) and found[0].score >= plain[0].score - _CLOSE
            apart = thing is not None and (thing.sole or (thing.kind == "episode" and close))
            same = not (_accepted(plain) and found) or bool(_intents(found) & _intents(plain))
            if thing and thing.kind == "season" and topic.episode is None:
                same = same or found[0].score > plain[0].score + _CLOSE
            if both and topic.episode is not None and thing and thing.kind == "season":
                return []
            if _accepted(found) and (apart or same):
                return [_in_season(reading, topic) for reading in found]
        return []

    def _inheriting(
        self, items: Sequence[Item], readings: list[Reading], topic: Topic
    ) -> list[Reading]:
        """*readings*, the best of the season spoken of, where it can be about one."""
        best = readings[0] if readings else None
        if best is None or not _accepted(readings) or _names_another(items):
            return readings
        query = best.query
        if topic.season is None or query.season is not None:
            return readings
        if not self._phrases.takes(query.intent, "season"):
            return readings
        query = replace(query, season=topic.season)
        if topic.episode is not None and self._instead.can(query.intent, "episode"):
            query = replace(query, episode=topic.episode)
        return [replace(best, query=query)]


def _work_of(topic: Topic, lexicon: Lexicon, viewpoint: Viewpoint) -> Named | None:
    """The other work that *topic* asked about, if it asked about nothing else."""
    asked = [entity for _, entity in topic.query.entities]
    names = [lexicon.names_of(entity, viewpoint)[:1] for entity in asked]
    if len(names) != 1 or topic.query.season is not None:
        return None
    return Named("", names[0], PRONOUN) if names[0] and names[0][0].kind == "work" else None


def _says(items: Sequence[Item], phrases: Iterable[str]) -> bool:
    """Whether any of *phrases* stands in *items*."""
    text = f" {' '.join(item.text for item in items)} "
    return any(f" {phrase} " in text for phrase in phrases)


def _reading(query: Query) -> Reading:
    return Reading(query, 1.0, "…", _EVIDENCE)


def _accepted(readings: Sequence[Reading]) -> bool:
    """Whether the best of *readings* is more than a guess."""
    return bool(readings) and readings[0].score >= ACCEPT


def _intents(readings: Sequence[Reading]) -> set[str]:
    """The intent of the best of *readings*."""
    return {reading.query.intent for reading in readings[:1]}


def _of_one_kind(readings: Sequence[Reading]) -> list[Reading]:
    """*readings* without those that take "she" for the part where others take the performer.

    Both are meant by the same word, and whoever asks for one is answered for both.
    """
    slots: dict[str, list[str]] = {}
    return [
        reading
        for reading in readings
        for own in [[slot for slot, _ in reading.query.entities]]
        if slots.setdefault(reading.query.intent, own) == own
    ]


def _about_whom(
    items: Sequence[Item], readings: Sequence[Reading], topic: Topic | None
) -> list[Reading]:
    """*readings*, those first that are about whom a pronoun means.

    After a *topic* no other is more than a guess: "does he die?" is not "who dies?".
    """
    meant = {
        name.entity
        for item in items
        if isinstance(item, Named) and item.rule == PRONOUN
        for name in item.names
    }
    about = [one for one in readings if meant & {entity for _, entity in one.query.entities}]
    others = [one for one in readings if one not in about]
    if not _accepted(about) and topic is None:
        return list(readings)
    return [*about, *_only_offered(others)]


def _only_offered(readings: Iterable[Reading], but: Sequence[str] = ()) -> list[Reading]:
    """*readings* as guesses; not those of a phrase that itself begins with one of *but*."""
    return [
        reading
        if any(reading.phrase.startswith(f"{starter} ") for starter in but)
        else replace(reading, score=min(reading.score, _DECLINED))
        for reading in readings
    ]


def _names_another(items: Iterable[Item]) -> bool:
    """Whether *items* themselves name whom or what they are about."""
    return any(
        isinstance(item, Number)
        or (
            isinstance(item, Named)
            and item.rule != PRONOUN
            and bool(item.kinds - {"show", "company"})
        )
        for item in items
    )


def _in_season(reading: Reading, topic: Topic) -> Reading:
    """*reading* with the season of its episode, where only the episode was said."""
    query = reading.query
    if query.episode is None or query.season is not None or topic.season is None:
        return reading
    return replace(reading, query=replace(query, season=topic.season))
