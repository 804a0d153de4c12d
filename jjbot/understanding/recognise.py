"""Compare what a question says with the intents' example sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from jjbot.model import ClaimId, EntityId, Query, Reading
from jjbot.understanding.items import Item, Named, Number, When, Word
from jjbot.understanding.phrases import LIGHT, SLOT, Phrase, Phrases

Span = Named | Number | When
ACCEPT = 0.78  # below this a reading is a guess
_CANDIDATES = 40  # phrases looked at closely; the others share too little weight
_MEANINGS = 4  # entities one span may mean before it is too vague to ask about
_ORDER = 0.06  # how much of the score is the order of the words
_TELLING = 0.5  # a word that says what is asked, said on one side only, counts for more
_IGNORED = 0.7  # a name, number, date or strange word left out makes it another question
_WEAK_NAME = 0.5  # an everyday word read as a name counts for half


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a phrase fits: which item fills which slot, and the score from 0 to 1."""

    phrase: Phrase
    score: float
    covered: float
    filled: tuple[tuple[str, Item], ...]
    evidence: tuple[str, ...]


def recognise(items: Sequence[Item], phrases: Phrases) -> list[Reading]:
    """Every reading of *items* worth considering, best first; the order is total."""
    words = _words(items, phrases)
    fits = [_fit(phrases.all[number], items, words, phrases) for number in _near(items, phrases)]
    readings: dict[Query, Reading] = {}
    # Of two that fit equally well, the one that accounts for more of the question is meant.
    for fit in sorted(
        fits, key=lambda f: (-f.score, -f.covered, f.phrase.intent.id, f.phrase.text)
    ):
        for query in _queries(fit):
            readings.setdefault(query, Reading(query, fit.score, fit.phrase.text, fit.evidence))
    return list(readings.values())


def _words(items: Sequence[Item], phrases: Phrases) -> list[str]:
    """The question as phrases are written: words merged, each named thing one part."""
    merged: list[str] = []
    run: list[str] = []
    for number, item in enumerate([*items, None]):
        if isinstance(item, Word):
            run.append(item.text)
            continue
        merged.extend(phrases.words(run))
        run = []
        if item is not None:
            merged.append(f"#{number}")
    return merged


def _near(items: Sequence[Item], phrases: Phrases) -> list[int]:
    """The numbers of the phrases that share most weight with the question."""
    shared: dict[int, float] = defaultdict(float)
    for key in {*_words(items, phrases), *(key for item in items for key in _slot_keys(item))}:
        for number in phrases.by_key.get(key, ()):
            shared[number] += phrases.weight(key)
    ranked = sorted(shared, key=lambda n: (-2 * shared[n] / (phrases.all[n].weight + shared[n]), n))
    return ranked[:_CANDIDATES]


def _slot_keys(item: Item) -> Iterator[str]:
    match item:
        case Named():
            yield from (f"{{{kind}}}" for kind in item.kinds)
        case Number():
            yield f"{{{item.slot}}}"
        case When():
            yield "{date}"


def _fit(phrase: Phrase, items: Sequence[Item], words: Sequence[str], phrases: Phrases) -> _Fit:
    """Lay *phrase* over the question: shared weight over all weight, and the order."""
    filled, left = _fill(phrase, items)
    shared = sum(phrases.weight(f"{{{slot}}}") for slot, _ in filled)
    common = Counter(word for word in words if not word.startswith("#")) & phrase.words
    shared += sum(phrases.weight(word) * count for word, count in common.items())
    taken, unexplained = _leftovers(phrase, left)
    asked = shared
    missing = Counter(word for word in words if not word.startswith("#")) - phrase.words
    asked += sum(phrases.weight(word) * count for word, count in missing.items())
    asked += sum(_telling(word, phrases) * count for word, count in missing.items())
    asked += sum(_span_weight(item, phrases) for item in unexplained)
    weak = sum(_WEAK_NAME * SLOT for _, item in filled if isinstance(item, Named) and item.weak)
    unsaid = phrase.words - Counter(words)
    extra = sum(_telling(word, phrases) * count for word, count in unsaid.items())
    whole = asked + phrase.weight + extra
    score = (2 * shared - weak) / whole if whole else 0.0
    strange = any(not phrases.says(word) for word in missing)
    unfilled = len(filled) < len(phrase.slots)
    named = any(not (isinstance(item, Named) and item.weak) for item in unexplained)
    asked_for, meant = phrases.asking & set(words), phrases.asking & set(phrase.words)
    otherwise = bool(asked_for and not asked_for & meant)
    if strange or unfilled or named or otherwise or _swapped(phrase, items, filled):
        score *= _IGNORED
    order = _in_order(phrase, words, items, filled)
    evidence = (
        *(f"{word}" for word in sorted(common)),
        *(f"{slot}={getattr(item, 'text', '')}" for slot, item in (*filled, *taken)),
        *(f"unexplained: {word}" for word in sorted(missing) if phrases.weight(word) > LIGHT),
        *(f"unexplained: {item.text}" for item in unexplained),
    )
    score = (1 - _ORDER) * score + _ORDER * order
    return _Fit(phrase, score, shared, (*filled, *taken), evidence)


def _fill(phrase: Phrase, items: Sequence[Item]) -> tuple[list[tuple[str, Item]], list[Span]]:
    """The slots of *phrase* filled from left to right, and the named items that are left."""
    left = [item for item in items if not isinstance(item, Word)]
    filled: list[tuple[str, Item]] = []
    # A span that can be only one thing is taken before one that may be several.
    for slot in phrase.slots:
        fitting = [item for item in left if f"{{{slot}}}" in set(_slot_keys(item))]
        if fitting:
            best = min(fitting, key=lambda item: len(set(_slot_keys(item))))
            filled.append((slot, best))
            left = [item for item in left if item is not best]
    return filled, left


def _leftovers(phrase: Phrase, left: Sequence[Span]) -> tuple[list[tuple[str, Item]], list[Span]]:
    """The items that the intent takes though the phrase has no slot for them, and the rest."""
    taken: list[tuple[str, Item]] = []
    rest: list[Span] = []
    used = set(phrase.slots)
    for item in left:
        slots = [key[1:-1] for key in _slot_keys(item)]
        slot = next((s for s in slots if s in phrase.intent.takes and s not in used), None)
        if slot is not None:
            used.add(slot)
            taken.append((slot, item))
        elif not (isinstance(item, Named) and item.idle):
            rest.append(item)
    return taken, rest


def _telling(word: str, phrases: Phrases) -> float:
    """What a word counts for besides its weight when only one of question and phrase has it."""
    weight = phrases.weight(word)
    return weight * _TELLING if weight > LIGHT else 0.0


def _span_weight(item: Span, phrases: Phrases) -> float:
    if isinstance(item, Named) and item.weak:
        return phrases.weight(item.text)
    return SLOT


def _swapped(phrase: Phrase, items: Sequence[Item], filled: list[tuple[str, Item]]) -> bool:
    """Whether two named things stand the other way round than in the phrase.

    "Is X in Y" is not "is Y in X"; a season may stand on either side of what it limits.
    """
    numbered = ("season", "episode", "date", "number")
    places = [
        next(place for place, one in enumerate(items) if one is item)
        for slot, item in filled
        if slot in phrase.slots and slot not in numbered
    ]
    return places != sorted(places)


def _in_order(
    phrase: Phrase, words: Sequence[str], items: Sequence[Item], filled: list[tuple[str, Item]]
) -> float:
    """Which share of the phrase's neighbours are neighbours in the question, 0 to 1."""
    slot_of = {id(item): f"{{{slot}}}" for slot, item in filled}
    said = [
        slot_of.get(id(items[int(word[1:])]), "") if word.startswith("#") else word
        for word in words
    ]
    said = [word for word in said if word]
    pairs = set(pairwise(phrase.order))
    if not pairs:
        return 1.0
    return len(pairs & set(pairwise(said))) / len(pairs)


def _queries(fit: _Fit) -> list[Query]:
    """The queries that *fit* stands for: one for each thing an ambiguous name may mean."""
    entities: list[list[tuple[str, EntityId]]] = []
    called: list[ClaimId] = []
    query = Query(intent=fit.phrase.intent.id)
    for slot, item in fit.filled:
        match item:
            case Named() if slot == "show":
                continue  # a snapshot has one show; naming it says nothing more
            case Named():
                names = [name for name in item.names if name.kind == slot]
                meanings = dict.fromkeys(name.entity for name in names)
                entities.append([(slot, entity) for entity in meanings][:_MEANINGS])
                called.extend(name.claim for name in names if name.claim)
            case Number() if slot == "season":
                query = replace(query, season=item.number)
            case Number() if slot == "number":
                query = replace(query, number=item.number)
            case Number():
                query = replace(query, episode=item.number)
            case When():
                query = replace(query, date=item.date)
    query = replace(query, names=tuple(called))
    several = [replace(query, entities=combination) for combination in product(*entities)]
    return [query for query in several if _allowed(query, fit.phrase.intent.only)]


def _allowed(query: Query, only: Sequence[str]) -> bool:
    """Whether all that *query* names is among what its intent is *only* about."""
    if not only:
        return True
    numbered = query.season is None or f"S{query.season}" in only
    return numbered and all(entity in only for _, entity in query.entities)
