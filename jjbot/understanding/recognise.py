"""Compare what a question says with the intents' example sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import product

from jjbot.model import ClaimId, EntityId, Query, Reading
from jjbot.understanding.another import Filled, in_order, is_another, more_is_said
from jjbot.understanding.items import PRONOUN, Item, Named, Number, When
from jjbot.understanding.phrases import LIGHT, SLOT, Phrase, Phrases
from jjbot.understanding.said import Said, Span

ACCEPT = 0.78  # below this a reading is a guess
_MOST_WAYS = 12  # in which a question may be a phrase, by what its names may be
_CANDIDATES = 24  # phrases looked at closely; the others share too little weight
_PLENTY = 150  # phrases that have a word beyond which it may be passed over
_SPARE = 0.35  # of the question's weight that may be passed over so
_TOO_LITTLE = 0.45  # of the weight that the best shares; what shares less is passed over
_PROMISING = 120  # phrases for which what was passed over is looked up
_HOPELESS = 0.2  # so much less likely than what fits already that it cannot fit as well
_MOST_READINGS = 8  # phrases whose readings are worth telling
_MOST_SPANS = 12  # named things of a question; what names more is none
_MEANINGS = 4  # entities one span may mean before it is too vague to ask about
_ORDER = 0.06  # how much of the score is the order of the words
_IGNORED = 0.7  # a name, number, date or strange word left out makes it another question
_WEAK_NAME = 0.5  # an everyday word read as a name counts for half
_AKIN = 0.4  # a word that only other phrases of the intent have counts for this much
_SOMEBODY = frozenset({"character", "person"})
_AS_SHOW = 0.3  # what may be the show's name, taken for somebody's, counts for so much less


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a phrase fits: which span fills which slot, and the score from 0 to 1."""

    phrase: Phrase
    score: float
    covered: float
    filled: Filled
    taken: Filled  # slots that only the intent has
    ignored: tuple[int, ...]
    stranger: str = ""  # the slot that a name nobody bears fills


def recognise(items: Sequence[Item], phrases: Phrases) -> list[Reading]:
    """Every reading of *items* worth considering, best first; the order is total."""
    said = Said.of(items, phrases)
    if len(said.spans) > _MOST_SPANS:
        return []
    fits = _exactly(said, phrases) or _nearly(said, phrases)
    # Of two that fit equally well, the one that accounts for more of the question is meant.
    fits.sort(key=lambda f: (-f.score, -f.covered, f.phrase.intent.id, f.phrase.text))
    readings: dict[Query, Reading] = {}
    for fit in fits[:_MOST_READINGS]:
        for query in _queries(fit, said):
            if query not in readings:
                evidence = _evidence(fit, said, phrases)
                readings[query] = Reading(query, fit.score, fit.phrase.text, evidence)
    return list(readings.values())


def _exactly(said: Said, phrases: Phrases) -> list[_Fit]:
    """The phrases that are the question word for word, if there are any that it fits."""
    spans = [
        [f"{{{slot}}}" for slot in slots] if not _is_word(item) else []
        for item, slots in said.spans
    ]
    parts = [[part] if isinstance(part, str) else spans[part] for part in said.parts]
    if math.prod(map(len, parts)) > _MOST_WAYS:
        return []
    orders = {phrases.bare(order) for order in product(*parts)}
    numbers = sorted(n for order in orders for n in phrases.by_order.get(order, ()))
    fits = [_fit(phrases.all[number], said, phrases) for number in numbers]
    return fits if any(fit.score >= ACCEPT for fit in fits) else []


def _nearly(said: Said, phrases: Phrases) -> list[_Fit]:
    """The phrases that share most with the question, as long as there may be a better one."""
    fits: list[_Fit] = []
    best = 0.0
    for likely, number in _near(said, phrases):
        if best >= ACCEPT and likely < best - _HOPELESS:
            break
        fits.append(_fit(phrases.all[number], said, phrases))
        best = max(best, fits[-1].score)
    return fits


def _near(said: Said, phrases: Phrases) -> list[tuple[float, int]]:
    """The phrases that share most weight with the question: how likely, and their numbers.

    What has in common with the question only words that many phrases have, and that together
    weigh less than what no reading may leave out, is not even a candidate.
    """
    keys = {f"{{{slot}}}" for _, slots in said.spans for slot in slots}.union(said.words)
    if said.stranger:
        keys.add("{company}" if phrases.is_service(said.stranger) else "{person}")
    posted = [(len(phrases.by_key[key]), key) for key in keys if key in phrases.by_key]
    posted.sort(reverse=True)
    spare = _SPARE * sum(phrases.weight(key) for _, key in posted)
    shared: dict[int, float] = {}
    passed: list[str] = []
    for size, key in posted:
        weight = phrases.weight(key)
        if size > _PLENTY and weight <= spare:
            spare -= weight
            passed.append(key)
            continue
        for number in phrases.by_key[key]:
            shared[number] = shared.get(number, 0.0) + weight
    everything, heavy = phrases.all, phrases.heavy
    enough = _TOO_LITTLE * max(shared.values(), default=0.0)
    promising = nlargest(
        _PROMISING,
        [(2 * w / (heavy[n] + w), -n) for n, w in shared.items() if w >= enough],
    )
    counts = Counter(f"{{{slot}}}" for _, slots in said.spans for slot in slots)
    doubled = [key for key, count in counts.items() if count > 1]
    likely: list[tuple[float, int]] = []
    for _, number in promising:
        phrase = everything[-number]
        weight = shared[-number]
        weight += sum(phrases.weight(key) for key in passed if key in phrase.order)
        weight += sum(SLOT for key in doubled if phrase.order.count(key) > 1)
        likely.append((2 * weight / (phrase.weight + weight), number))
    return [(score, -number) for score, number in nlargest(_CANDIDATES, likely)]


def _fit(phrase: Phrase, said: Said, phrases: Phrases) -> _Fit:
    """Lay *phrase* over the question: shared weight over all weight, and the order."""
    filled, taken, ignored = _fill(phrase, said)
    stranger = _nobodys(phrase, said, filled, phrases)
    covered, missing, strange = _words_weighed(phrase, said, phrases, named=bool(stranger))
    covered += SLOT if stranger else 0.0
    weak = 0.0
    several = [slot for slot, _ in filled if slot in _SOMEBODY]
    for slot, number in filled:
        item = said.spans[number][0]
        covered += LIGHT if slot == "show" else SLOT
        weak += _WEAK_NAME * SLOT if _is_weak(item) else 0.0
        # Of two who are named one is not the show: "did X kill Y".
        if slot != "show" and len(several) < 2 and isinstance(item, Named) and "show" in item.kinds:
            weak += _AS_SHOW * SLOT
    left = [said.spans[number][0] for number in ignored]
    weights = [phrases.weight(item.text) if _is_weak(item) else SLOT for item in left]
    whole = phrase.weight + covered + missing + sum(weights)
    score = (2 * covered - weak) / whole if whole else 0.0
    unfilled = len(filled) + bool(stranger) < len(phrase.slots)
    named = any(not _is_weak(item) for item in left)
    another = strange or unfilled or named or is_another(phrase, said, filled, phrases)
    if another or (phrase.faint and more_is_said(phrase, said, phrases)):
        score *= _IGNORED
    if score > (ACCEPT - _ORDER) / 2:  # below that the order of the words saves nothing
        score = (1 - _ORDER) * score + _ORDER * in_order(phrase, said, filled)
    return _Fit(phrase, score, covered, filled, taken, ignored, stranger)


def _words_weighed(
    phrase: Phrase, said: Said, phrases: Phrases, *, named: bool
) -> tuple[float, float, bool]:
    """What the words weigh that both have, what those that only one has; whether one is strange.

    named: the strange words are a name, which *phrase* has a slot for.
    """
    shared = apart = 0.0
    strange = False
    akin = phrases.words_of[phrase.intent.id]
    for word, (count, weight, telling) in said.words.items():
        if named and word in said.stranger:
            continue
        missing = count - phrase.words.get(word, 0)
        shared += weight * (count - max(missing, 0))
        if missing > 0:
            # What another phrase of the same intent says makes it no other question.
            excused = word in akin and word not in phrase.words
            apart += (weight * _AKIN if excused else weight + telling) * missing
            # A pronoun that means nobody known is as good as an unknown name.
            strange = strange or not phrases.says(word) or word in phrases.pronouns
            # "After 2016" is not "in 2016".
            strange = strange or (said.placed and word in phrases.ordering)
    for word, count in phrase.words.items():
        unsaid = count - (said.words[word][0] if word in said.words else 0)
        if unsaid > 0:
            apart += phrases.telling(word) * unsaid
    return shared, apart, strange


def _is_word(item: Span) -> bool:
    """Whether *item* may as well be an everyday word; a pronoun is none."""
    return isinstance(item, Named) and item.weak and item.rule != PRONOUN


def _is_weak(item: Span) -> bool:
    return isinstance(item, Named) and item.weak


def _nobodys(phrase: Phrase, said: Said, filled: Filled, phrases: Phrases) -> str:
    """The slot of *phrase* that a name nobody bears stands in; empty if there is none.

    All else must be as the phrase has it, or any question about an unknown person would be
    answered with a known one.
    """
    # "Who …" of somebody unknown asks for what is not known, and assumes nothing.
    if not said.stranger or not phrase.intent.stranger or not said.asking <= phrases.assuming:
        return ""
    alike = said.asking == phrase.asking and said.whether == phrase.whether
    if not alike or not phrases.telling_in(phrase) <= said.words.keys():
        return ""
    left = Counter(phrase.slots) - Counter(slot for slot, _ in filled)
    slot = "company" if phrases.is_service(said.stranger) else "person"
    if phrase.faint and slot == "person":
        return ""
    return slot if left == {slot: 1} else ""


def _fill(phrase: Phrase, said: Said) -> tuple[Filled, Filled, tuple[int, ...]]:
    """Which spans fill the slots of *phrase*, which its intent takes besides, which neither."""
    if not said.spans:
        return (), (), ()
    left = list(range(len(said.spans)))
    filled: list[tuple[str, int]] = []
    # A span that can be only one thing is taken before one that may be several.
    for slot in phrase.slots:
        fitting = [number for number in left if slot in said.spans[number][1]]
        if fitting:
            # Of two of a sort the first is the first: "how did X kill Y" is not the other way.
            twice = phrase.slots.count(slot) > 1
            best = fitting[0] if twice else min(fitting, key=lambda n: len(said.spans[n][1]))
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


def _evidence(fit: _Fit, said: Said, phrases: Phrases) -> tuple[str, ...]:
    """What speaks for a reading, and what it leaves unexplained."""
    words = fit.phrase.words
    missing = sorted(word for word, (count, *_) in said.words.items() if count > words.get(word, 0))
    return (
        *sorted(words.keys() & said.words.keys()),
        *(f"{slot}={said.spans[number][0].text}" for slot, number in (*fit.filled, *fit.taken)),
        *(f"unexplained: {word}" for word in missing if phrases.weight(word) > LIGHT),
        *(f"unexplained: {said.spans[number][0].text}" for number in fit.ignored),
    )


def _queries(fit: _Fit, said: Said) -> list[Query]:
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
        seasons=tuple(seasons) if len(seasons) > 1 else (),
        strangers=(fit.stranger,) if fit.stranger else (),
        whether=said.whether,
        asks=said.asks,
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
