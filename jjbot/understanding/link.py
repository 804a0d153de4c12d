"""Find what a question names: entities, seasons, episodes, dates."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from jjbot.model import LAST, Language, Viewpoint
from jjbot.understanding.items import Item, Named, Number, Word
from jjbot.understanding.lexicon import Lexicon, Name
from jjbot.understanding.spelling import Speller
from jjbot.understanding.times import date_at

_NEARLY = 84.0  # rapidfuzz ratio, 0 to 100: one letter off in six
_EACH_NEARLY = 65.0  # the same of each word of a longer name
_MARGIN = 4.0
_SHORTEST_SLIP = 4  # letters of a word in a longer name that may be misspelt
_SHORTEST_PART = 3  # letters of a word that may be half of an unknown name
_SHORTEST_NEARLY = 5  # letters of a misspelt name
_SLIPPED = 60.0  # what each word of a name must have in common with the one meant
_LONG_NAME = 6  # letters of a single word that may be somebody's misspelt
_MOST_SLIPS = 8  # strange words of a question that are looked at; with more it is none
_LONGEST_RELATION = 2  # words of what somebody is to another: "best friend"
_MOST_LISTED = 99  # the highest number in a list of seasons or episodes


def link(
    tokens: Sequence[str],
    lexicon: Lexicon,
    viewpoint: Viewpoint,
    known: Callable[[str], bool],
    speller: Speller,
) -> list[Item]:
    """*tokens* with everything named in them recognised, in order.

    known: whether a word belongs to the language the intents are written in, so that it is
    never taken for a misspelt one.
    """
    spelt, mended = _spelt(tokens, lexicon, viewpoint, known, speller)
    items: list[Item] = []
    at = 0
    while at < len(spelt):
        found, size = _span_at(spelt, at, mended, lexicon, viewpoint)
        items.extend(found)
        at += size
    items = _one_season(_nearly(items, lexicon, viewpoint, known))
    return _idle_beside_the_show(_no_mixed_names(items, lexicon.language, known))


def _span_at(
    words: Sequence[str], at: int, mended: set[int], lexicon: Lexicon, viewpoint: Viewpoint
) -> tuple[list[Item], int]:
    """What begins at *at*, a word that is nothing else at least, and of how many words it is."""
    named = _name_at(words, at, lexicon, viewpoint)
    if named:
        item, size = named
        nearly = not mended.isdisjoint(range(at, at + size))
        return [replace(item, rule="nearly") if nearly else item], size
    numbers = _numbers_at(words, at, lexicon)
    if numbers:
        return numbers
    found = date_at(words, at) or _bare_number_at(words, at, lexicon)
    if found:
        return [found[0]], found[1]
    return [Word(_own_word(words[at], lexicon))], 1


def _spelt(
    tokens: Sequence[str],
    lexicon: Lexicon,
    viewpoint: Viewpoint,
    known: Callable[[str], bool],
    speller: Speller,
) -> tuple[list[str], set[int]]:
    """*tokens* with misspelt words put right where only one can be meant, and where that was."""
    spelt: list[str] = []
    mended: set[int] = set()

    def fits(word: str) -> bool:
        seasons = _own_word(word, lexicon) != word
        return seasons or known(word) or lexicon.is_word(word, viewpoint)

    slips = 0
    for at, token in enumerate(tokens):
        if slips == _MOST_SLIPS or fits(token) or not token.isalpha():
            spelt.append(token)
            continue
        slips += 1
        before = spelt[-1] if spelt else ""
        if joined := lexicon.glued(token, viewpoint):
            meant = joined.split()
        elif before.isalpha() and at and lexicon.is_word(before + token, viewpoint):
            meant = [spelt.pop() + token]
        elif token.endswith("s") and lexicon.is_word(token[:-1], viewpoint):
            meant = [token[:-1]]
        else:
            meant = _meant(token, lexicon, viewpoint, speller)
            beside = [*spelt[-1:], *tokens[at + 1 : at + 2]]
            owners = lexicon.people(meant[0], viewpoint) if meant else frozenset()
            hinted = any(
                not fits(word) or owners & lexicon.people(word, viewpoint) for word in beside
            )
            if owners and not hinted and not _surely(token, meant[0], speller):
                meant = []
        if meant:
            mended.update(range(len(spelt), len(spelt) + len(meant)))
        spelt.extend(meant or [token])
    return spelt, mended


def _meant(token: str, lexicon: Lexicon, viewpoint: Viewpoint, speller: Speller) -> list[str]:
    """The one word that *token* is a slip of; empty if there is none, or several.

    Words of the names of one and the same are not several.
    """
    # A hidden name's word is allowed only if it is a plain word, too.
    words = speller.plain
    candidates = speller.meant(token, lambda w: w in words or lexicon.is_word(w, viewpoint))
    if len(candidates) > 1:
        owners = {lexicon.owners(word, viewpoint) for word in candidates}
        if len(owners) == 1 and all(owners):
            return candidates[-1:]
        # Letters are left out more often than put in.
        candidates = [word for word in candidates if len(word) > len(token)]
        return candidates if len(candidates) == 1 else []
    return candidates


def _surely(token: str, name: str, speller: Speller) -> bool:
    """Whether *token* is *name*, a single word of somebody's, but for one letter not heard.

    One first name is often near to another, and both are right.
    """
    alike = speller.sound(token) == speller.sound(name)
    return alike and len(name) >= _LONG_NAME and OSA.distance(token, name, score_cutoff=1) <= 1


def _own_word(word: str, lexicon: Lexicon) -> str:
    """ "parts" as the phrases have it, where that is what the show calls its seasons.

    Only the plural: "part" alone may as well be a role.
    """
    return "seasons" if word.endswith("s") and word[:-1] in lexicon.season_words else word


def _no_mixed_names(
    items: list[Item], language: Language, known: Callable[[str], bool]
) -> list[Item]:
    """*items* with two words of different people's names side by side as just words.

    "Ada Miller", where the pack has an Ada Finch and a Tom Miller, is neither of them, and "Eva
    Miller" is not, either; "Ada Tom and Cleo" is a list, and "Ada Tom's boss" are two.
    """
    mixed: set[int] = set()
    for at, (one, other) in enumerate(pairwise(items)):
        if _half_known(one, other, known) or _half_known(other, one, known):
            mixed |= {at, at + 1}
        if isinstance(one, Named) and isinstance(other, Named) and one.short and other.short:
            shared = {name.entity for name in one.names} & {name.entity for name in other.names}
            two = _goes_on(items, at + 2, language.joining) or _related(items, at + 2, language)
            if not shared and not two:
                mixed |= {at, at + 1}
    return [Word(item.text) if at in mixed else item for at, item in enumerate(items)]


def _half_known(one: Item, other: Item, known: Callable[[str], bool]) -> bool:
    """Whether *one* is a single word of a name and *other* a word that nobody knows."""
    if not (isinstance(one, Named) and one.short and isinstance(other, Word)):
        return False
    return len(other.text) >= _SHORTEST_PART and other.text.isalpha() and not known(other.text)


def _goes_on(items: Sequence[Item], at: int, joining: Container[str]) -> bool:
    """Whether more names follow, or "and" and a name: then what stands before *at* is a list."""
    rest = list(items[at : at + 2])
    while rest and isinstance(rest[0], Word) and rest[0].text in joining:
        del rest[0]
    return bool(rest) and isinstance(rest[0], Named)


def _related(items: Sequence[Item], at: int, language: Language) -> bool:
    """Whether a word for what somebody is to another begins at *at*."""
    words = [item.text for item in items[at : at + _LONGEST_RELATION] if isinstance(item, Word)]
    return any(" ".join(words[:size]) in language.relations for size in range(1, len(words) + 1))


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
) -> tuple[Named, int] | None:
    longest = lexicon.longest_from.get(tokens[at], 0)
    for size in range(min(longest, len(tokens) - at), 0, -1):
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
    if any(not name.short and lexicon.is_person(name.entity) for name in names):
        # The whole name of a character is not a word of an actor's, nor the other way round.
        names = tuple(n for n in names if not n.short or not lexicon.is_person(n.entity))
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


def _numbers_at(tokens: Sequence[str], at: int, lexicon: Lexicon) -> tuple[list[Item], int] | None:
    """Seasons or episodes by number or place: "season 2", "seasons 1, 2 and 3", "last episode"."""
    language = lexicon.language
    here = tokens[at]
    slot = _slot(here, lexicon)
    if slot:
        return _counted(tokens, at, slot, lexicon)
    if here in language.ordinals:
        return _placed(tokens, at, lexicon)
    if here in language.finales:
        return [Number("episode", LAST, here, "ordinal")], 1
    return None


def _counted(
    tokens: Sequence[str], at: int, slot: str, lexicon: Lexicon
) -> tuple[list[Item], int] | None:
    """The numbers behind a word for seasons or episodes: "season 2", "seasons 1 2 and 3"."""
    language = lexicon.language
    found: list[Item] = []
    end = at + 1
    while end < len(tokens):
        step = 1 if found and tokens[end] in language.joining else 0
        if end + step >= len(tokens):
            break
        number = _number(tokens[end + step], language.numbers)
        beyond = tokens[end + step + 1] if end + step + 1 < len(tokens) else ""
        # "Season 2 13 episodes": what stands before a unit of its own is no season's number.
        if number is None or (found and (number > _MOST_LISTED or _slot(beyond, lexicon))):
            break
        end += step + 1
        found.append(Number(slot, number, f"{tokens[at]} {tokens[end - 1]}", "number"))
    return (found, end - at) if found else None


def _placed(tokens: Sequence[str], at: int, lexicon: Lexicon) -> tuple[list[Item], int] | None:
    """What stands in a place: "second season", "the first and the last episode"."""
    language = lexicon.language
    places = [tokens[at]]
    end = at + 1
    while end < len(tokens) and tokens[end] in language.joining:
        end += 1
        if end < len(tokens) and tokens[end] in language.ordinals:
            places.append(tokens[end])
            end += 1
    slot = _slot(tokens[end], lexicon) if end < len(tokens) else ""
    if not slot or (len(places) == 1 and end > at + 1):
        return None
    items: list[Item] = [
        Number(slot, language.ordinals[place], f"{place} {tokens[end]}", "ordinal")
        for place in places
    ]
    return items, end + 1 - at


def _bare_number_at(tokens: Sequence[str], at: int, lexicon: Lexicon) -> tuple[Item, int] | None:
    """A number that counts something: "13", "four"; never a word that may be none ("one", "i")."""
    language, word = lexicon.language, tokens[at]
    if word in language.light or word in language.filler or (len(word) == 1 and word.isalpha()):
        return None
    number = _number(word, language.numbers)
    return (Number("number", number, word, "number"), 1) if number is not None else None


def _slot(word: str, lexicon: Lexicon) -> str:
    word = _own_word(word, lexicon)
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
    """*items* with longer names found of which one word is still strange: "Zoe Ada Alvarez"."""
    strange = {
        at
        for at, item in enumerate(items)
        if isinstance(item, Word)
        and len(item.text) >= _SHORTEST_SLIP
        and not known(item.text)
        and item.text.isalpha()
    }
    if not strange or len(strange) > _MOST_SLIPS:
        return items
    result: list[Item] = []
    at = 0
    while at < len(items):
        best = _best_window(items, at, strange, lexicon, viewpoint)
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
    items: list[Item], at: int, strange: set[int], lexicon: Lexicon, viewpoint: Viewpoint
) -> tuple[str, str, int] | None:
    """The longest run of words from *at* that is nearly one name: (text, name, words)."""
    for size in (3, 2):
        window = items[at : at + size]
        if len(window) < size or strange.isdisjoint(range(at, at + size)):
            continue
        texts = [item.text for item in window if isinstance(item, Word | Named)]
        words = " ".join(texts).split()
        if len(texts) < size or len(text := " ".join(words)) < _SHORTEST_NEARLY:
            continue
        key = nearest(text, lexicon.sharing(words, viewpoint), lexicon.alike)
        if key and all(
            fuzz.ratio(*pair) >= _SLIPPED for pair in zip(words, key.split(), strict=True)
        ):
            return text, key, size
    return None


def nearest(text: str, keys: list[str], one_owner: Callable[[str, str], bool]) -> str | None:
    """The one of *keys* that *text* is a misspelling of; None if two are too close to call.

    one_owner: whether two names are of the same.
    """
    ranked = process.extract(text, keys, scorer=fuzz.ratio, score_cutoff=_NEARLY, limit=2)
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        best, other = (key for key, *_ in ranked)
        if not one_owner(best, other):
            return None
    best = ranked[0][0]
    # The first letter is rarely mistyped, and "batman" must not become a name that ends alike;
    # nor is "Ada Hart" a slip of "Ada Finch", however much of it is "Ada".
    each = zip(text.split(), best.split(), strict=False)
    alike = all(fuzz.ratio(one, other) >= _EACH_NEARLY for one, other in each)
    return best if best[0] == text[0] and alike else None
