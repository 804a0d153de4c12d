"""Find what a question names: entities, seasons, episodes, dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz, process

from jjbot.model import LAST, Viewpoint
from jjbot.understanding.items import Item, Named, Number, Word
from jjbot.understanding.lexicon import Lexicon, Name
from jjbot.understanding.times import date_at

_NEARLY = 84.0  # rapidfuzz ratio, 0 to 100: one letter off in six
_MARGIN = 4.0
_SHORTEST_NEARLY = 5  # letters of a misspelt name of one word, and of a word in a longer name
_SHORTEST_PART = 3


def link(
    tokens: Sequence[str], lexicon: Lexicon, viewpoint: Viewpoint, known: Callable[[str], bool]
) -> list[Item]:
    """*tokens* with everything named in them recognised, in order.

    known: whether a word belongs to the language the intents are written in, so that it is
    never taken for a misspelt name.
    """
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        found = (
            _name_at(tokens, at, lexicon, viewpoint)
            or _number_at(tokens, at, lexicon)
            or date_at(tokens, at)
            or _bare_number_at(tokens, at, lexicon)
        )
        if found:
            item, size = found
            items.append(item)
            at += size
        else:
            items.append(Word(_own_word(tokens[at], lexicon)))
            at += 1
    items = _nearly(_one_season(items), lexicon, viewpoint, known)
    return _idle_beside_the_show(_no_mixed_names(items))


def _own_word(word: str, lexicon: Lexicon) -> str:
    """ "parts" as the phrases have it, where that is what the show calls its seasons.

    Only the plural: "part" alone may as well be a role.
    """
    return "seasons" if word.endswith("s") and word[:-1] in lexicon.season_words else word


def _no_mixed_names(items: list[Item]) -> list[Item]:
    """*items* with two words of different people's names side by side as just words.

    "Ada Miller", where the pack has an Ada Finch and a Tom Miller, is neither of them.
    """
    mixed: set[int] = set()
    for at, (one, other) in enumerate(pairwise(items)):
        if isinstance(one, Named) and isinstance(other, Named) and one.short and other.short:
            shared = {name.entity for name in one.names} & {name.entity for name in other.names}
            if not shared:
                mixed |= {at, at + 1}
    return [Word(item.text) if at in mixed else item for at, item in enumerate(items)]


def _idle_beside_the_show(items: list[Item]) -> list[Item]:
    """*items* in which the network says nothing more only where the show alone is named, too."""
    named = [item for item in items if isinstance(item, Named)]
    companies = sum("company" in item.kinds for item in named)
    if companies == 1 and any("show" in item.kinds for item in named):
        return items
    return [replace(item, idle=False) if isinstance(item, Named) else item for item in items]


def _one_season(items: list[Item]) -> list[Item]:
    """*items* with "the last season" as words where the question names a season by number.

    "Is season 3 the last season?" is about one season, not two.
    """
    seasons = [item for item in items if isinstance(item, Number) and item.slot == "season"]
    if not any(item.number >= 0 for item in seasons):
        return items
    split: list[Item] = []
    for item in items:
        if isinstance(item, Number) and item.slot == "season" and item.number == LAST:
            split.extend([Word(item.text.split()[0]), Word("season")])
        else:
            split.append(item)
    return split


def _name_at(
    tokens: Sequence[str], at: int, lexicon: Lexicon, viewpoint: Viewpoint
) -> tuple[Item, int] | None:
    for size in range(min(lexicon.longest, len(tokens) - at), 0, -1):
        text = " ".join(tokens[at : at + size])
        names = lexicon.find(text, viewpoint)
        if names:
            return _named(text, names, "exact", lexicon, viewpoint), size
    return None


def _named(
    text: str, names: tuple[Name, ...], rule: str, lexicon: Lexicon, viewpoint: Viewpoint
) -> Named:
    """*names* as one item: a full name beats a word of a name, and the lead beats its namesakes."""
    best: list[Name] = []
    chief = lexicon.lead(viewpoint)
    if any(name.entity == chief for name in names):
        # Who shares a word of their name with the title character is meant by the whole name.
        names = tuple(name for name in names if name.entity == chief or not name.short)
    for kind in dict.fromkeys(name.kind for name in names):
        of_kind = [name for name in names if name.kind == kind]
        full = [name for name in of_kind if not name.short] or of_kind
        lead = [name for name in full if name.entity == chief]
        best.extend(lead or full)
    weak = all(name.weak for name in best)
    idle = any(name.kind == "show" or name.entity == lexicon.network(viewpoint) for name in best)
    short = all(name.short for name in best)
    return Named(text, tuple(best), rule, weak=weak, idle=idle, short=short)


def _number_at(tokens: Sequence[str], at: int, lexicon: Lexicon) -> tuple[Item, int] | None:
    """A season or episode by number or place: "season 2", "second season", "the last episode"."""
    language = lexicon.language
    here, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else ""
    slot = _slot(here, lexicon)
    if slot and after:
        number = _number(after, language.numbers)
        if number is not None:
            return Number(slot, number, f"{here} {after}", "number"), 2
    slot = _slot(after, lexicon)
    if slot and here in language.ordinals:
        number = language.ordinals[here]
        return Number(slot, number, f"{here} {after}", "ordinal"), 2
    if here in ("finale", "finales"):
        return Number("episode", LAST, here, "ordinal"), 1
    return None


def _bare_number_at(tokens: Sequence[str], at: int, lexicon: Lexicon) -> tuple[Item, int] | None:
    """A number that counts something: "13", "four"; never a word that may be none ("one", "i")."""
    language, word = lexicon.language, tokens[at]
    if word in language.light or word in language.filler or (len(word) == 1 and word.isalpha()):
        return None
    number = _number(word, language.numbers)
    return (Number("number", number, word, "number"), 1) if number is not None else None


def _slot(word: str, lexicon: Lexicon) -> str:
    word = lexicon.language.same.get(word, word)
    if word in lexicon.season_words:
        return "season"
    return "episode" if word == "episode" else ""


def _number(word: str, numbers: object) -> int | None:
    """A whole number as people write it; None for anything that is no season's number."""
    if isinstance(numbers, dict) and word in numbers:
        return int(numbers[word])
    if word.isascii() and word.isdecimal() and len(word) <= 9:
        return int(word)
    return None


def _nearly(
    items: list[Item], lexicon: Lexicon, viewpoint: Viewpoint, known: Callable[[str], bool]
) -> list[Item]:
    """*items* with misspelt names found among the words that the language does not know."""
    strange = {
        at
        for at, item in enumerate(items)
        if isinstance(item, Word)
        and len(item.text) >= _SHORTEST_PART
        and not known(item.text)
        and not item.text.isdecimal()
    }
    if not strange:
        return items
    keys = lexicon.keys(viewpoint)
    result: list[Item] = []
    at = 0
    while at < len(items):
        best = _best_window(items, at, strange, keys)
        if best:
            text, key, size = best
            names = lexicon.find(key, viewpoint)
            result.append(_named(text, names, "nearly", lexicon, viewpoint))
            at += size
        else:
            result.append(items[at])
            at += 1
    return result


def _best_window(
    items: list[Item], at: int, strange: set[int], keys: list[str]
) -> tuple[str, str, int] | None:
    """The longest run of words from *at* that is nearly one name: (text, name, words)."""
    for size in (3, 2, 1):
        window = items[at : at + size]
        texts = [item.text for item in window if isinstance(item, Word | Named)]
        if len(texts) < size or not strange & set(range(at, at + size)):
            continue
        text = " ".join(texts)
        if len(text) < _SHORTEST_NEARLY:
            continue
        key = nearest(text, [key for key in keys if len(key.split()) == size])
        if key:
            return text, key, size
    return None


def nearest(text: str, keys: list[str]) -> str | None:
    """The one of *keys* that *text* is a misspelling of; None if two are too close to call."""
    ranked = process.extract(text, keys, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN):
        return None
    # The first letter is rarely mistyped, and "batman" must not become a name that ends alike.
    return ranked[0][0] if ranked[0][0][0] == text[0] else None
