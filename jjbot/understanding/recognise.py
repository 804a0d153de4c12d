"""Compare what a question says with the intents' example sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import pairwise, product

from jjbot.model import ClaimId, EntityId, Query, Reading
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.phrases import LIGHT, SLOT, Phrase, Phrases

Span = Named | Number | When
ACCEPT = 0.78  # below this a reading is a guess
_CANDIDATES = 16  # phrases looked at closely; the others share too little weight
_PLENTY = 400  # candidates beyond which words that many phrases have bring no more
_TOO_LITTLE = 0.4  # of the weight that the best shares; what shares less is not looked at
_HOPELESS = 0.2  # so much less likely than what fits already that it cannot fit as well
_MEANINGS = 4  # entities one span may mean before it is too vague to ask about
_ORDER = 0.06  # how much of the score is the order of the words
_IGNORED = 0.7  # a name, number, date or strange word left out makes it another question
_WEAK_NAME = 0.5  # an everyday word read as a name counts for half
_AKIN = 0.4  # a word that only other phrases of the intent have counts for this much
_NUMBERED = frozenset({"season", "episode", "date", "number"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A question as phrases are compared with it, worked out once for all of them.

    parts: words and, for each named thing, its number; spans: the named things and what each may
    be; words: word → how often, what it weighs, what it weighs besides if a phrase has it not;
    asking: those that ask for something; idle: words that may stand anywhere.
    """

    parts: tuple[str | int, ...]
    spans: tuple[tuple[Span, tuple[str, ...]], ...]
    words: dict[str, tuple[int, float, float]]
    asking: frozenset[str]
    idle: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a phrase fits: which span fills which slot, and the score from 0 to 1."""

    phrase: Phrase
    score: float
    covered: float
    filled: tuple[tuple[str, int], ...]  # slot of the phrase, number of the span
    taken: tuple[tuple[str, int], ...]  # the same, of slots that only the intent has
    ignored: tuple[int, ...]


def recognise(items: Sequence[Item], phrases: Phrases) -> list[Reading]:
    """Every reading of *items* worth considering, best first; the order is total."""
    said = _said(items, phrases)
    fits: list[_Fit] = []
    best = 0.0
    for likely, number in _near(said, phrases):
        if best >= ACCEPT and likely < best - _HOPELESS:
            break
        fits.append(_fit(phrases.all[number], said, phrases))
        best = max(best, fits[-1].score)
    # Of two that fit equally well, the one that accounts for more of the question is meant.
    fits.sort(key=lambda f: (-f.score, -f.covered, f.phrase.intent.id, f.phrase.text))
    readings: dict[Query, Reading] = {}
    for fit in fits:
        for query in _queries(fit, said):
            if query not in readings:
                evidence = _evidence(fit, said, phrases)
                readings[query] = Reading(query, fit.score, fit.phrase.text, evidence)
    return list(readings.values())


def _said(items: Sequence[Item], phrases: Phrases) -> _Said:
    """The question as phrases are written: words merged, each named thing one part."""
    parts: list[str | int] = []
    spans: list[tuple[Span, tuple[str, ...]]] = []
    run: list[str] = []
    for item in items:
        if isinstance(item, Word):
            run.append(item.text)
            continue
        parts.extend(phrases.words(run))
        run = []
        parts.append(len(spans))
        spans.append((item, _slots(item)))
    parts.extend(phrases.words(run))
    counts = Counter(part for part in parts if isinstance(part, str))
    words = {
        word: (count, phrases.weight(word), phrases.telling(word)) for word, count in counts.items()
    }
    return _Said(
        tuple(parts), tuple(spans), words, phrases.asking.intersection(words), phrases.idle
    )


def _slots(item: Span) -> tuple[str, ...]:
    """What *item* may fill, in a fixed order."""
    match item:
        case Named():
            return tuple(sorted(item.kinds))
        case Number():
            return (item.slot,)
        case When():
            return ("date",)


def _near(said: _Said, phrases: Phrases) -> list[tuple[float, int]]:
    """The phrases that share most weight with the question: how likely, and their numbers."""
    keys = {f"{{{slot}}}" for _, slots in said.spans for slot in slots}.union(said.words)
    posted = sorted((len(phrases.by_key[key]), key) for key in keys if key in phrases.by_key)
    shared: dict[int, float] = {}
    for size, key in posted:
        if len(shared) > _PLENTY and size > _PLENTY:
            break
        weight = phrases.weight(key)
        for number in phrases.by_key[key]:
            shared[number] = shared.get(number, 0.0) + weight
    enough = max(shared.values(), default=0.0) * _TOO_LITTLE
    everything = phrases.all
    likely = [
        (2 * weight / (everything[number].weight + weight), -number)
        for number, weight in shared.items()
        if weight >= enough
    ]
    return [(score, -number) for score, number in nlargest(_CANDIDATES, likely)]


def _fit(phrase: Phrase, said: _Said, phrases: Phrases) -> _Fit:
    """Lay *phrase* over the question: shared weight over all weight, and the order."""
    filled, taken, ignored = _fill(phrase, said)
    covered = 0.0
    weak = 0.0
    for slot, number in filled:
        item = said.spans[number][0]
        covered += LIGHT if slot == "show" else SLOT
        if isinstance(item, Named) and item.weak:
            weak += _WEAK_NAME * SLOT
    whole = phrase.weight
    strange = False
    akin = phrases.words_of[phrase.intent.id]
    for word, (count, weight, telling) in said.words.items():
        missing = count - phrase.words.get(word, 0)
        covered += weight * (count - max(missing, 0))
        if missing > 0:
            # What another phrase of the same intent says makes it no other question.
            whole += (weight * _AKIN if word in akin else weight + telling) * missing
            strange = strange or not phrases.says(word)
    for word, count in phrase.words.items():
        unsaid = count - (said.words[word][0] if word in said.words else 0)
        if unsaid > 0:
            whole += phrases.telling(word) * unsaid
    named = False
    for number in ignored:
        item = said.spans[number][0]
        if isinstance(item, Named) and item.weak:
            whole += phrases.weight(item.text)
        else:
            whole += SLOT
            named = True
    whole += covered
    score = (2 * covered - weak) / whole if whole else 0.0
    unfilled = len(filled) < len(phrase.slots)
    another = strange or unfilled or named or _asks_otherwise(phrase, said, phrases)
    if another or _swapped(filled) or (phrase.faint and _more_is_said(phrase, said)):
        score *= _IGNORED
    if score > (ACCEPT - _ORDER) / 2:  # below that the order of the words saves nothing
        score = (1 - _ORDER) * score + _ORDER * _in_order(phrase, said, filled)
    return _Fit(phrase, score, covered, filled, taken, ignored)


def _asks_otherwise(phrase: Phrase, said: _Said, phrases: Phrases) -> bool:
    """Whether the question asks for another thing than *phrase*: when, and not where or whether."""
    if not said.asking:
        return False
    meant = phrases.asking.intersection(phrase.words)
    return bool(said.asking - meant) if meant else phrase.whether


def _more_is_said(phrase: Phrase, said: _Said) -> bool:
    """Whether there is more to the question than *phrase*, of which no word tells anything.

    "Is it on" is one question and "is it her" none; a name alone asks for a card, "lol" and a
    name does not; "is there" may be said in other words, but not in none.
    """
    unsaid = sum(word not in said.words for word in phrase.words)
    if phrase.words and phrase.slots:
        return 2 * unsaid > len(phrase.words)
    return unsaid > 0 or any(
        word not in phrase.words and word not in said.idle for word in said.words
    )


Filled = tuple[tuple[str, int], ...]


def _fill(phrase: Phrase, said: _Said) -> tuple[Filled, Filled, tuple[int, ...]]:
    """Which spans fill the slots of *phrase*, which its intent takes besides, which neither."""
    if not said.spans:
        return (), (), ()
    left = list(range(len(said.spans)))
    filled: list[tuple[str, int]] = []
    # A span that can be only one thing is taken before one that may be several.
    for slot in phrase.slots:
        fitting = [number for number in left if slot in said.spans[number][1]]
        if fitting:
            best = min(fitting, key=lambda number: len(said.spans[number][1]))
            filled.append((slot, best))
            left.remove(best)
    taken: list[tuple[str, int]] = []
    ignored: list[int] = []
    used = set(phrase.slots)
    for number in left:
        item, slots = said.spans[number]
        takes = next((s for s in slots if s in phrase.intent.takes and s not in used), None)
        if takes is not None:
            used.add(takes)
            taken.append((takes, number))
        elif not (isinstance(item, Named) and (item.idle or "show" in item.kinds)):
            ignored.append(number)
    return tuple(filled), tuple(taken), tuple(ignored)


def _swapped(filled: Filled) -> bool:
    """Whether two named things stand the other way round than in the phrase.

    "Is X in Y" is not "is Y in X"; a season may stand on either side of what it limits.
    """
    places = [number for slot, number in filled if slot not in _NUMBERED]
    return any(one > other for one, other in pairwise(places))


def _in_order(phrase: Phrase, said: _Said, filled: Filled) -> float:
    """Which share of the phrase's neighbours are neighbours in the question, 0 to 1."""
    if not phrase.pairs:
        return 1.0
    slot_of = {number: f"{{{slot}}}" for slot, number in filled}
    words = (slot_of.get(part) if isinstance(part, int) else part for part in said.parts)
    return len(phrase.pairs.intersection(pairwise(filter(None, words)))) / len(phrase.pairs)


def _evidence(fit: _Fit, said: _Said, phrases: Phrases) -> tuple[str, ...]:
    """What speaks for a reading, and what it leaves unexplained."""
    words = fit.phrase.words
    missing = sorted(word for word, (count, *_) in said.words.items() if count > words.get(word, 0))
    return (
        *sorted(words.keys() & said.words.keys()),
        *(f"{slot}={said.spans[number][0].text}" for slot, number in (*fit.filled, *fit.taken)),
        *(f"unexplained: {word}" for word in missing if phrases.weight(word) > LIGHT),
        *(f"unexplained: {said.spans[number][0].text}" for number in fit.ignored),
    )


def _queries(fit: _Fit, said: _Said) -> list[Query]:
    """The queries that *fit* stands for: one for each thing an ambiguous name may mean."""
    entities: list[list[tuple[str, EntityId]]] = []
    called: list[ClaimId] = []
    seasons: list[int] = []
    number = episode = when = None
    for slot, at in (*fit.filled, *fit.taken):
        match said.spans[at][0]:
            case Named() if slot == "show":
                continue  # a snapshot has one show; naming it says nothing more
            case Named() as item:
                names = [name for name in item.names if name.kind == slot]
                meanings = dict.fromkeys(name.entity for name in names)
                entities.append([(slot, entity) for entity in meanings][:_MEANINGS])
                called.extend(name.claim for name in names if name.claim)
            case Number(slot="season") as item:
                seasons.append(item.number)
            case Number(slot="number") as item:
                number = item.number
            case Number() as item:
                episode = item.number
            case When() as item:
                when = item.date
    query = Query(
        intent=fit.phrase.intent.id,
        season=seasons[0] if seasons else None,
        episode=episode,
        number=number,
        date=when,
        names=tuple(called),
    )
    several: Iterable[Query] = [query]
    if entities:
        several = [replace(query, entities=each) for each in product(*entities)]
    return [query for query in several if _allowed(query, fit.phrase.intent.only)]


def _allowed(query: Query, only: Sequence[str]) -> bool:
    """Whether all that *query* names is among what its intent is *only* about."""
    if not only:
        return True
    numbered = query.season is None or f"S{query.season}" in only
    return numbered and all(entity in only for _, entity in query.entities)
