"""From what somebody typed to a Query, or to a reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from jjbot.model import Claim, EntityId, Link, Outcome, Query, Reading, Topic, Viewpoint, Vocabulary
from jjbot.understanding.as_of import SURE, Then, leans, thens
from jjbot.understanding.clauses import Clause, clauses, members, strengthened
from jjbot.understanding.follow_up import Followed, FollowUps
from jjbot.understanding.items import PRONOUN, Item, Named, Number, When, Word
from jjbot.understanding.kin import RULE as RELATION
from jjbot.understanding.kin import Kin
from jjbot.understanding.lexicon import Lexicon
from jjbot.understanding.link import link
from jjbot.understanding.moments import Moments
from jjbot.understanding.normalise import respell, tokenise
from jjbot.understanding.phrases import LIGHT, Phrases
from jjbot.understanding.recognise import ACCEPT
from jjbot.understanding.referring import still_known, who_is_meant
from jjbot.understanding.remarks import hushes, remarks
from jjbot.understanding.spelling import Speller
from jjbot.understanding.times import with_dates, without_slashes
from jjbot.understanding.unreal import Seasons

NEAR = 0.45  # below this it is not even worth suggesting
GAP = 0.015  # two readings closer than this are asked back
_MOST_CHOICES = 3
_MOST_DAYS = 3  # ways to read one question as one about an earlier day
_LIKELY = 0.6  # a reading that is nearly one: what is asked is about the show
_STATUS = "season_status"  # the intent that asks whether there is a season
_NOBODY = EntityId("")


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

    def __init__(
        self,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        *,
        show: EntityId = _NOBODY,
        happenings: Iterable[Claim] = (),
        seasons: Mapping[EntityId, int] | None = None,
        relations: Iterable[Claim] = (),
        numbers: Iterable[Claim] = (),
    ) -> None:
        """Prepare the phrases of *vocabulary* and the names of *lexicon*.

        happenings: the dated claims of the *show*, its seasons and other works; seasons: the
        number of each; relations: what characters are to each other; numbers: the claims
        that number the seasons.
        """
        self.phrases = _phrases(vocabulary)
        self.lexicon = lexicon
        self.seasons = Seasons(numbers)
        self._status = _STATUS if _STATUS in vocabulary.intents else ""
        self.kin = Kin(relations, vocabulary, lexicon)
        self.moments = Moments(happenings, vocabulary, show, seasons or {}, self.phrases.words)
        self.follow_ups = FollowUps(vocabulary, lexicon, self.phrases)
        self.speller = Speller(
            self.phrases.telling_words, lexicon.language.sounds, names=lexicon.words
        )

    def understand(self, text: str, viewpoint: Viewpoint, conversation: Topic | None) -> Understood:
        """Read *text* as asked from *viewpoint*, after *conversation*.

        Pure and without I/O: the same question is read the same way every time.
        """
        ways = clauses(text, self.lexicon.language)
        sentences = ways[0]
        asks = any(clause.asks for way in ways for clause in way)
        question = (asks or not remarks(text, self.phrases, self.lexicon.language)) and not any(
            hushes(clause.text, self.phrases, self.lexicon.language) for clause in sentences
        )
        if not question:
            items, normalised = self._items(text, viewpoint)
            return self._decide(items, [], None, normalised, None)
        if sum(clause.asks for clause in sentences) > 1:
            # Each sentence asks for itself, whatever all of them would be together.
            found, rest = self._several(sentences, viewpoint, conversation)
            if len(found) > 1 and not rest:
                return _together(found, found[0], rest=False)
        items, whole = self._one(text, viewpoint, conversation)
        if whole.query is not None or whole.outcome is Outcome.AMBIGUOUS or whole.empty:
            return whole
        language = self.lexicon.language
        view = viewpoint.narrowed(whole.as_of)
        asked_from = viewpoint if view != viewpoint else None
        each = [
            self._read(one, view, conversation, whole.normalised, asked_from=asked_from)
            for one in members(items, language)
        ]
        if each and all(one.query and one.query.intent == _intent(each[0]) for one in each):
            return _together(each, whole, rest=False)
        for way in (way for way in dict.fromkeys(ways) if len(way) > 1):
            found, rest = self._several(way, viewpoint, conversation)
            if way not in ways[:2]:  # cut where nothing but the words says so
                found = [one for one in found if _names(one)]
            if found:
                return _together(found, whole, rest=rest)
        return self._unreal(items, whole, viewpoint) if asks else whole

    def _unreal(self, items: Sequence[Item], whole: Understood, viewpoint: Viewpoint) -> Understood:
        """A question about a season that does not exist as one whether it does."""
        view = viewpoint.narrowed(whole.as_of)
        best = whole.readings[0].score if whole.readings else 0.0
        doubtful = best < _LIKELY or self._strange(items)
        number = self.seasons.missing(items, view, doubtful=doubtful)
        if number is None or not self._status:
            return whole
        query = Query(intent=self._status, season=number)
        reading = Reading(query, ACCEPT, "{season}", ("no such season",))
        readings = (reading, *whole.readings)
        return replace(whole, outcome=Outcome.ANSWERED, query=query, readings=readings, choices=())

    def _one(
        self,
        text: str,
        viewpoint: Viewpoint,
        conversation: Topic | None,
        spoken_of: tuple[EntityId, ...] | None = None,
    ) -> tuple[list[Item], Understood]:
        """*text* as one question, its names and numbers those of the day it speaks of."""
        items, normalised = self._items(text, viewpoint)
        read = self._read(items, viewpoint, conversation, normalised, spoken_of=spoken_of)
        if read.query is None and read.outcome is not Outcome.AMBIGUOUS:
            topic = still_known(conversation, self.lexicon, viewpoint)
            meant = who_is_meant(items, topic, self.lexicon, viewpoint, spoken_of)
            kin = self.kin.joined(meant, viewpoint)
            if kin is not None:
                other = self._read(kin, viewpoint, conversation, normalised, spoken_of=spoken_of)
                if other.query is not None or other.outcome is Outcome.AMBIGUOUS:
                    items, read = kin, other
        view = viewpoint.narrowed(read.as_of)
        if view != viewpoint:
            items, normalised = self._items(text, view)
            read = self._read(
                items, view, conversation, normalised, spoken_of=spoken_of, asked_from=viewpoint
            )
        return items, read

    def _several(
        self, way: Sequence[Clause], viewpoint: Viewpoint, conversation: Topic | None
    ) -> tuple[list[Understood], bool]:
        """The questions among the clauses of *way*, each after the one before.

        And whether there is one that is not understood.
        """
        rest = False
        strange = False  # something else is spoken of, before or behind
        found: list[Understood] = []
        spoken_of: list[EntityId] = []
        day: date | None = None  # of which the clauses before spoke; those behind do, too
        for clause in way:
            query = found[-1].query if found else None
            last = Topic.of(query, found[-1].as_of) if query else conversation
            # Behind other words "she" is who they named, and never just the title character.
            earlier = tuple(spoken_of) if clause is not way[0] else None
            items, one = self._one(clause.text, viewpoint.narrowed(day), last, earlier)
            day = one.as_of or day
            spoken_of[:0] = [
                n.entity for item in items if isinstance(item, Named) for n in item.names
            ]
            if one.query is None or not clause.asks:
                strange = strange or self._strange(items)
            if not clause.asks:
                continue
            bare = clause is not way[0] and not found and self._leans(one)
            if one.query is None or bare:
                rest = rest or not one.empty
            elif one.query not in [other.query for other in found]:
                found.append(replace(one, as_of=day))
        if strange and not spoken_of:
            # "Is it based on a book, The Something": "it" need not be the show.
            found = [one for one in found if _names(one)]
        return found, rest

    def _leans(self, one: Understood) -> bool:
        """Whether a question makes sense only behind what was said before: "where was it?"."""
        if one.query is None or _names(one):
            return False
        return self.phrases.is_faint(one.readings[0])

    def _strange(self, items: Sequence[Item]) -> bool:
        """Whether *items* have words that no question about the show has."""
        words = self.phrases.words([item.text for item in items if isinstance(item, Word)])
        return any(not self.phrases.says(word) for word in words)

    def _items(self, text: str, viewpoint: Viewpoint) -> tuple[list[Item], str]:
        """What *text* is made of, and how it was read."""
        lexicon = self.lexicon
        tokens = respell(tokenise(without_slashes(text)), lexicon.language.spellings)
        tokens = with_dates(tokens, lexicon.language)
        items = link(tokens, lexicon, viewpoint, self.phrases.known, self.speller)
        return strengthened(items, lexicon.language), " ".join(tokens)

    def _read(
        self,
        items: Sequence[Item],
        viewpoint: Viewpoint,
        conversation: Topic | None,
        normalised: str,
        *,
        spoken_of: tuple[EntityId, ...] | None = None,
        asked_from: Viewpoint | None = None,
    ) -> Understood:
        """*items* as one question.

        spoken_of: whom the message named before it, the last first; None if it is all of it.
        asked_from: where it is asked, if *viewpoint* is that of the day of which it speaks.
        """
        language = self.lexicon.language
        found = thens(list(items), language, self.moments, asked_from or viewpoint)
        earlier = list(islice(found, _MOST_DAYS))
        topic = still_known(conversation, self.lexicon, viewpoint)
        said, followed = self._readings(items, viewpoint, topic, spoken_of, None)
        readings = followed.readings
        then: Then | None = None
        if asked_from is not None:
            earlier = [one for one in earlier if one.day == viewpoint.as_of]
        for one in earlier:
            other, after = self._readings(one.items, viewpoint, topic, spoken_of, one.day)
            read = after.readings
            if topic and leans(one.items, language):
                read = [Reading(topic.query, 1.0, "…", ("follow-up",))]
            settled = then is None and asked_from is not None
            if settled or _better(one, then, read, readings):
                then, said, readings = one, other, read
        as_of = then.day if then else followed.as_of
        # Who share a pronoun or are the same to somebody are asked back about, also where one
        # has the show's name.
        meant = any(isinstance(item, Named) and item.rule in (PRONOUN, RELATION) for item in said)
        lead = None if meant else self.lexicon.lead(viewpoint)
        return self._decide(said, readings, as_of, normalised, lead)

    def _readings(
        self,
        items: Sequence[Item],
        viewpoint: Viewpoint,
        topic: Topic | None,
        spoken_of: tuple[EntityId, ...] | None,
        as_of: date | None,
    ) -> tuple[list[Item], Followed]:
        """*items* with their pronouns resolved, and what they may ask after *topic*."""
        said = who_is_meant(items, topic, self.lexicon, viewpoint, spoken_of)
        return said, self.follow_ups.read(said, topic, viewpoint, as_of)

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


def _better(
    one: Then, other: Then | None, read: Sequence[Reading], readings: Sequence[Reading]
) -> bool:
    """Whether a question is meant as *one*, about an earlier day, and not as the *other* way.

    By how well each fits; other: None if that is as a question of today.
    """
    score = read[0].score if read else 0.0
    best = readings[0].score if readings else 0.0
    if score < ACCEPT:
        # What names a day for sure is not even declined with what came later.
        return one.needs == SURE and other is None and best < ACCEPT
    if other is not None and readings and read[0].query.intent == readings[0].query.intent:
        return False
    return best < ACCEPT or score - best > (one.needs if other is None else GAP)


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


def _names(one: Understood) -> bool:
    """Whether a question names what it is about."""
    return one.query is not None and bool(one.query.entities)


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
