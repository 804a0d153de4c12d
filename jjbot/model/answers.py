"""Questions as the engine understands them, and what it says to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from jjbot.model.claims import Claim, ClaimId, EntityId, Source
from jjbot.model.dates import DateRange, PartialDate

# In place of a number: the last one released, and the one after the last known.
LAST, NEXT = -1, -2


class Outcome(Enum):
    """What became of a question; every face must have words for each."""

    ANSWERED = "answered"
    CORRECTED = "corrected"  # the question assumes something false; the answer says what is so
    AMBIGUOUS = "ambiguous"  # several readings fit: asks back
    UNKNOWN = "unknown"  # understood; nothing visible from the Viewpoint answers it
    NOT_UNDERSTOOD = "not_understood"  # about the show, but no reading fits
    OUT_OF_SCOPE = "out_of_scope"  # not the show's world

    @property
    def declined(self) -> bool:
        """Whether the bot gave no answer."""
        return self not in (Outcome.ANSWERED, Outcome.CORRECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question in the engine's terms, whether typed freely or filled in by a slash command.

    entities: slot of the intent → entity, in the order they were named.
    season, episode: numbers as asked, which need not exist, or LAST or NEXT.
    seasons: all of them, in the order of the question, where it compares two or more.
    number: a bare number, as in "are there 4 seasons".
    date: a day, month or year that the question mentions.
    names: the names, deprecated or giving something away, by which the question calls it.
    whether: it is asked to be answered with yes or no; asks: it opens with what, who, when …,
      which changes how it is answered and not what is asked.
    strangers: slots filled by a name that nobody visible bears; they have no entity.
    """

    intent: str
    entities: tuple[tuple[str, EntityId], ...] = ()
    season: int | None = None
    episode: int | None = None
    number: int | None = None
    date: PartialDate | DateRange | None = None
    names: tuple[ClaimId, ...] = ()
    seasons: tuple[int, ...] = ()
    strangers: tuple[str, ...] = ()
    whether: bool = False
    asks: bool = field(default=False, compare=False)

    def named(self, slot: str) -> tuple[EntityId, ...]:
        """Every entity in *slot*, in the order they were named: "how did X kill Y" has two."""
        return tuple(entity for own, entity in self.entities if own == slot)

    def entity(self, *slots: str) -> EntityId | None:
        """The entity in the first of *slots* that is filled."""
        filled = dict(self.entities)
        return next((filled[slot] for slot in slots if slot in filled), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What somebody was last told about, for a follow-up to lean on; never a text.

    query: what was asked.  told: whatever the headline speaks of, in its order; subject: the one
    thing that it is about, if it is one; said: what of the show, by predicates.  season, episode:
    the numbers of what was spoken of.  as_of: the day that the question itself named.  open: the
    answer asked back, so that what comes next may be the missing piece.
    """

    query: Query
    told: tuple[EntityId, ...] = ()
    subject: EntityId | None = None
    said: tuple[str, ...] = ()
    season: int | None = None
    episode: int | None = None
    as_of: date | None = None
    open: bool = False

    @classmethod
    def of(cls, query: Query, as_of: date | None = None) -> Topic:
        """What is spoken of once *query* is asked, before it is answered."""
        return cls(query=query, season=query.season, episode=query.episode, as_of=as_of)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with the claims it rests on; no text of an answer is without its claims."""

    text: str
    claims: tuple[Claim, ...] = ()

    @property
    def spoils(self) -> int:
        """The position before which this text gives something away; 0 = harmless."""
        return max((claim.spoils for claim in self.claims), default=0)


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that would really be answered, and the Query it stands for."""

    text: str
    query: Query


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why an answer is the one it is, without a word of what was typed.

    id: 12 hexadecimal digits, the same for the same query, viewpoint, day and facts;
    phrase: the example sentence that the question was read as; score: how well it fitted, 0 to 1.
    """

    id: str
    phrase: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the engine says; plain text, no markup.

    lines: the first is the answer itself, the others are detail, spoilers last.
    title: a harmless heading.
    as_of: the day the answer speaks from, None = now.
    checked_on: for a status, a "no" or a "not announced": up to when news was looked through.
    digest: of the snapshot it was answered from; receipt: of a question in somebody's own words.
    """

    outcome: Outcome
    lines: tuple[Line, ...]
    title: str = ""
    intent: str | None = None
    query: Query | None = None
    sources: tuple[Source, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    as_of: date | None = None
    checked_on: date | None = None
    digest: str = ""
    receipt: Receipt | None = None

    @property
    def text(self) -> str:
        """What a fan reads, without markup and without the list of sources."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims the text rests on, each once, in the order of the text."""
        used: dict[ClaimId, Claim] = {}
        for line in self.lines:
            for span in line:
                for claim in span.claims:
                    used.setdefault(claim.id, claim)
        return tuple(used.values())

    @property
    def spoilers(self) -> tuple[tuple[int, int], ...]:
        """Ranges ``[start, end)`` of `text` that give something of the plot away, merged."""
        ranges: list[tuple[int, int]] = []
        at = 0
        for line in self.lines:
            for span in line:
                end = at + len(span.text)
                if span.spoils and span.text:
                    if ranges and ranges[-1][1] == at:
                        ranges[-1] = (ranges[-1][0], end)
                    else:
                        ranges.append((at, end))
                at = end
            at += 1
        return tuple(ranges)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of an autocomplete list: what is shown, and what is sent back."""

    name: str
    value: str


def sentence(*parts: str | Span | Iterable[Span]) -> Line:
    """One line from texts, spans and lines."""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            spans.append(Span(part))
        elif isinstance(part, Span):
            spans.append(part)
        else:
            spans.extend(part)
    return tuple(spans)


def spoilers_last(lines: Iterable[Line]) -> tuple[Line, ...]:
    """*lines* with those that give something away moved behind the harmless ones."""
    return tuple(sorted(lines, key=lambda spans: any(span.spoils for span in spans)))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: an intent with its slots, and how well it fits."""

    query: Query
    score: float
    phrase: str  # the example sentence that fitted
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A name found in a question, with the entities it may mean."""

    text: str
    meanings: tuple[str, ...]
    rule: str  # exact, nearly, number, ordinal, date, pronoun


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer came out as it did; what `explain` shows."""

    normalised: str
    links: tuple[Link, ...]
    readings: tuple[Reading, ...]
    answer: Answer
    rivals: tuple[tuple[Claim, ...], ...] = field(default=())
