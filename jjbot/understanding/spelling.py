"""Misspelt words: which known word was meant, found without comparing with all of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz.distance import OSA

_SHORTEST = 4  # letters; a shorter word is too near to too many others
_LONG = 6  # letters from which on two slips are forgiven, and three where it sounds alike
_VERY_LONG = 9  # letters from which on two slips are forgiven that do not sound alike
_VOWELS = frozenset("aeiouyáéíóú")
_TWICE = re.compile(r"(.)\1+")


class Speller:
    """Words by the sound of their consonants.

    Two words are compared only if they sound alike, but for one consonant more, less or other:
    so the time does not grow with the number of words.
    """

    def __init__(
        self, words: Iterable[str], sounds: Mapping[str, str], names: Iterable[str] = ()
    ) -> None:
        """Index plain *words* and the words of *names*.

        sounds: letters → the letters that sound the same ("ph": "f").
        """
        self.plain = frozenset(words)
        self._sounds = tuple(sorted(sounds.items(), key=lambda pair: (-len(pair[0]), pair)))
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.plain.union(names)):
            if len(word) >= _SHORTEST and word.isalpha():
                for key in self._keys(self.sound(word)):
                    self._words[key].append(word)

    def sound(self, word: str) -> str:
        """*word* by its consonants: its first letter if a vowel, no others, nothing doubled."""
        for letters, alike in self._sounds:
            word = word.replace(letters, alike)
        word = _TWICE.sub(r"\1", word)
        first = "a" if word[:1] in _VOWELS else word[:1]
        return first + "".join(char for char in word[1:] if char not in _VOWELS)

    def meant(self, typed: str, allowed: Callable[[str], bool]) -> list[str]:
        """The *allowed* words that *typed* may be a slip of, the nearest alone or all as near."""
        if not _SHORTEST <= len(typed) <= 24 or not typed.isalpha():
            return []
        heard = self.sound(typed)
        near: dict[str, int] = {}
        for key in self._keys(heard):
            for word in self._words.get(key, ()):
                if word not in near and abs(len(word) - len(typed)) <= 2:
                    near[word] = self._slips(typed, heard, word)
        least = min((slips for word, slips in near.items() if allowed(word)), default=9)
        if least > 4:
            return []
        return sorted(word for word, slips in near.items() if slips == least and allowed(word))

    def _slips(self, typed: str, heard: str, word: str) -> int:
        """How far *typed* is from *word*: two for each slip, one less if they sound alike."""
        short = min(len(typed), len(word))
        alike = self.sound(word) == heard
        most = (2 if short >= _LONG else 1) + alike
        slips = OSA.distance(typed, word, score_cutoff=most)
        # Of a short word the first letter must be right, and of any its first sound.
        if slips > most or self.sound(word)[:1] != heard[:1]:
            return 9
        if (slips > 1 and not alike and short < _VERY_LONG) or slips * 3 > short + 2:
            return 9
        # "Walter" is no slip of "walker": another letter in a short word makes another word.
        other = len(typed) == len(word) and sorted(typed) != sorted(word)
        if short <= _LONG and not alike and other:
            return 9
        return 2 * slips - alike

    @staticmethod
    def _keys(sound: str) -> set[str]:
        """*sound*, and with any one of its letters but the first left out."""
        return {sound, *(sound[:at] + sound[at + 1 :] for at in range(1, len(sound)))}
