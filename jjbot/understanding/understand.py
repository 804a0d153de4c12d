"""From what somebody typed to a Query, or to a reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from jjbot.model import Claim, EntityId, Link, Outcome, Query, Reading, Viewpoint, Vocabulary
from jjbot.understanding.as_of import SURE, Then, leans, thens
from jjbot.understanding.follow_up import follow_up
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.lexicon import Lexicon
from jjbot.understanding.link import link
from jjbot.understanding.moments import Moments
from jjbot.understanding.normalise import respell, tokenise
from jjbot.understanding.phrases import LIGHT, Phrases
from jjbot.understanding.recognise import ACCEPT, recognise
from jjbot.understanding.times import with_dates, without_slashes

NEAR = 0.45  # below this it is not even worth suggesting
GAP = 0.015  # two readings closer than this are asked back
_MOST_CHOICES = 3
_NOBODY = EntityId("")


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of a text.

    query: what is asked; None: see `outcome`.
    choices: the readings to ask back about (ambiguous) or to suggest (not understood).
    as_of: the day that the text itself asks about, None if it names none.
    """

    outcome: Outcome
    query: Query | None
    choices: tuple[Reading, ...]
    as_of: date | None
    normalised: str
    links: tuple[Link, ...]
    readings: tuple[Reading, ...]
    empty: bool  # nothing is asked: a greeting, or not even that


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
    ) -> None:
        """Prepare the phrases of *vocabulary* and the names of *lexicon*.

        happenings: the dated claims of the *show*, its seasons and other works; seasons: the
        number of each.
        """
        self.phrases = _phrases(vocabulary)
        self.lexicon = lexicon
        self.moments = Moments(happenings, vocabulary, show, seasons or {}, self.phrases.words)

    def understand(
        self,
        text: str,
        viewpoint: Viewpoint,
        conversation: Query | None,
        asked_from: Viewpoint | None = None,
    ) -> Understood:
        """Read *text* as asked from *viewpoint*, after *conversation* (the last query).

        asked_from: where it really is asked, if *viewpoint* is already that of the day of which
        the question itself speaks: whoever asks knows when that was.
        Pure and without I/O: the same question is read the same way every time.
        """
        lexicon = self.lexicon
        tokens = respell(tokenise(without_slashes(text)), lexicon.language.spellings)
        tokens = with_dates(tokens, lexicon.language)
        items = link(tokens, lexicon, viewpoint, self.phrases.known)
        earlier = list(thens(items, lexicon.language, self.moments, asked_from or viewpoint))
        items, readings = self._read(items, viewpoint, conversation)
        then: Then | None = None
        if asked_from is not None:
            earlier = [one for one in earlier if one.day == viewpoint.as_of]
        for one in earlier:
            other, read = self._read(one.items, viewpoint, conversation, one)
            settled = then is None and asked_from is not None
            if settled or _better(one, then, read, readings):
                then, items, readings = one, other, read
        as_of = then.day if then else None
        return self._decide(items, readings, as_of, " ".join(tokens), lexicon.lead(viewpoint))

    def _read(
        self,
        items: Sequence[Item],
        viewpoint: Viewpoint,
        conversation: Query | None,
        then: Then | None = None,
    ) -> tuple[list[Item], list[Reading]]:
        """*items* with their pronouns resolved, and what they may ask."""
        named = {n.entity for item in items if isinstance(item, Named) for n in item.names}
        said = [self._pronoun(item, viewpoint, conversation, named) for item in items]
        if then and conversation and leans(items, self.lexicon.language):
            return said, [Reading(conversation, 1.0, "…", ("follow-up",))]
        readings = recognise(said, self.phrases)
        followed = follow_up(
            said, readings, conversation, self.phrases, self.lexicon.language.follow_ups
        )
        return said, [followed] if followed else readings

    def _pronoun(
        self, item: Item, viewpoint: Viewpoint, last: Query | None, named: set[EntityId]
    ) -> Item:
        """ "she" as whoever was just spoken of, else as the title character.

        Of somebody who is *named* in the same question it is only a word.
        """
        pronoun = self.lexicon.language.pronouns.get(item.text) if isinstance(item, Word) else None
        if pronoun is None:
            return item
        spoken_of = [entity for _, entity in last.entities] if last else []
        name = self.lexicon.meant_by(pronoun, viewpoint, spoken_of)
        if name is None or name.entity in named:
            return item
        return Named(item.text, (name,), "pronoun", weak=True)

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
        return Understood(outcome, query, choices, as_of, normalised, links, tuple(readings), empty)

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
