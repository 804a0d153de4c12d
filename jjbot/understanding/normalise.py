"""The one form in which questions, names and phrases are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# A question is cut before anything is done with it and once more after NFKC, which can make
# eighteen characters out of one.
LONGEST_RAW = 1000
LONGEST = 600

_APOSTROPHES = dict.fromkeys(
    map(ord, "\u2018\u2019\u201a\u201b\u02bc\u02b9\u0060\u00b4\uff07"), "'"
)
_DASHES = dict.fromkeys(range(0x2010, 0x2016), "-")
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}", re.ASCII)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|t:|/)[^<>]{0,80}>")
_TOKEN = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])|(?<!\S)-[0-9]+|\w+(?:'\w+)?")
# "Season 2.0" is season 2, and "season 1.5" is no season: a word that nothing is called by.
_WHOLE = re.compile(r"(?<=season )([0-9]{1,2})\.0(?![\w.])")
_PART = re.compile(r"(?<=season )([0-9]{1,2})\.([0-9])(?![\w.])")
_SHORT_FORMS = (
    (re.compile(r"s([0-9]{1,3})e([0-9]{1,3})"), r"season \1 episode \2"),
    (re.compile(r"([0-9]{1,2})x([0-9]{1,3})"), r"season \1 episode \2"),
    (re.compile(r"(?:s|season|szn)([0-9]{1,4})"), r"season \1"),
    (re.compile(r"(?:e|ep|eps|episode)([0-9]{1,3})"), r"episode \1"),
)
_IS_AFTER = frozenset(
    [
        "who",
        "what",
        "when",
        "where",
        "why",
        "how",
        "that",
        "there",
        "it",
        "he",
        "she",
        "here",
        "which",
        "everything",
        "season",
    ]
)


def clean(text: str) -> str:
    """*text* without case, accents, marks, invisible and control characters, cut to length."""
    text = _MENTION.sub(" ", text[:LONGEST_RAW])
    text = unicodedata.normalize("NFKD", text)[: LONGEST * 2].casefold()
    text = text.translate(_APOSTROPHES).translate(_DASHES)
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category[0] == "M" or category in ("Cf", "Cs", "Co"):
            continue
        kept.append(" " if category[0] in "CZ" else char)
    return " ".join("".join(kept)[:LONGEST].split())


def tokenise(text: str) -> list[str]:
    """The words of *text* in the form that names are compared in: no possessives, no dots."""
    text = _INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found[0]) + " ", clean(text))
    text = _WHOLE.sub(r"\1", text)
    text = _PART.sub(r"\1point\2", text)
    text = re.sub(r"(?<=\w)\+", " plus ", text).replace("&", " and ").replace("_", " ")
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        tokens.extend(_without_apostrophe(token))
    return tokens


def _without_apostrophe(token: str) -> list[str]:
    """*token* in words: ``who's`` → who is, ``isn't`` → is not, ``mara's`` → mara."""
    stem, apostrophe, rest = token.partition("'")
    if not apostrophe:
        return [token]
    if rest == "t" and stem.endswith("n"):
        return [{"wo": "will", "ca": "can", "sha": "shall"}.get(stem[:-1], stem[:-1]), "not"]
    if rest == "s":
        return [stem, "is"] if stem in _IS_AFTER else [stem]
    ending = {"re": "are", "ll": "will", "ve": "have", "d": "would", "m": "am"}.get(rest)
    if ending:
        return [stem, ending]
    return [stem + rest]


def respell(tokens: list[str], spellings: Mapping[str, str]) -> list[str]:
    """*tokens* with chat forms written out: ``s02e05``, ``2x05``, ``szn``, ``whos``."""
    written: list[str] = []
    for token in tokens:
        if token in spellings:
            written.extend(spellings[token].split())
            continue
        for pattern, instead in _SHORT_FORMS:
            found = pattern.fullmatch(token)
            if found:
                written.extend(
                    str(int(part)) if part.isdecimal() else part
                    for part in found.expand(instead).split()
                )
                break
        else:
            written.append(token)
    return written


def merge(tokens: list[str], same: Mapping[str, str], longest: Mapping[str, int]) -> list[str]:
    """*tokens* with every variant replaced by the word for them all.

    longest: how many words the longest variant has that begins with a word.
    """
    merged: list[str] = []
    at = 0
    while at < len(tokens):
        for size in range(min(longest.get(tokens[at], 0), len(tokens) - at), 0, -1):
            word = same.get(" ".join(tokens[at : at + size]))
            if word is not None:
                merged.extend(word.split())
                at += size
                break
        else:
            merged.append(tokens[at])
            at += 1
    return merged
