"""Who is meant by what they are to somebody: "her mom", "Will's boss", "the brother of Rose"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jjbot.model import Claim, EntityId, Viewpoint, Vocabulary
from jjbot.understanding.items import Item, Named, Word
from jjbot.understanding.lexicon import Lexicon, Name

RULE = "relation"
_LONGEST = 2  # words of a relation: "best friend"


class Kin:
    """Relations between characters by their words, with the clocks of the claims behind them."""

    def __init__(self, claims: Iterable[Claim], vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        """Index the relation *claims*, all of them."""
        self._lexicon = lexicon
        self._words = vocabulary.language.relations
        self._linking = frozenset(vocabulary.language.date_links)
        self._claims: dict[tuple[EntityId, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            wider = vocabulary.predicates[claim.predicate].wider
            for predicate in filter(None, (claim.predicate, wider)):
                self._claims[claim.subject, predicate].append(claim)

    def joined(self, items: Sequence[Item], viewpoint: Viewpoint) -> list[Item] | None:
        """*items* with each relation and its owner as whom they mean; None if there is none."""
        found: list[Item] = []
        at = 0
        while at < len(items):
            kin, size = self._at(items, at, viewpoint)
            item = kin or items[at]
            before = found[-1] if found else None
            if isinstance(before, Named) and isinstance(item, Named) and _same(before, item):
                found.pop()  # "her sister Ada" is one
            found.append(item)
            at += size
        return found if len(found) < len(items) else None

    def _at(self, items: Sequence[Item], at: int, viewpoint: Viewpoint) -> tuple[Named | None, int]:
        """Who is meant by what begins at *at*, if anybody, and how many items that is."""
        here = items[at]
        if isinstance(here, Named):
            for size in range(_LONGEST, 0, -1):
                words = _words(items[at + 1 : at + 1 + size])
                # "Rose's ex wife" is no wife of her ex.
                if _words(items[at + 1 + size : at + 2 + size]) in self._words:
                    continue
                if words and (kin := self._of(here, words, viewpoint)):
                    return kin, 1 + size
        for size in range(_LONGEST, 0, -1):
            words, rest = _words(items[at : at + size]), items[at + size : at + size + 2]
            owner = rest[-1] if len(rest) == 2 else None
            linked = owner and isinstance(rest[0], Word) and rest[0].text in self._linking
            if words and linked and isinstance(owner, Named):
                kin = self._of(owner, words, viewpoint)
                if kin:
                    return kin, size + 2
        return None, 1

    def _of(self, owner: Named, words: str, viewpoint: Viewpoint) -> Named | None:
        """Who is *words* to *owner*, as far as that may be known."""
        predicate = self._words.get(words)
        if predicate is None:
            return None
        names: dict[EntityId, Name] = {}
        for entity in dict.fromkeys(name.entity for name in owner.names):
            for claim in self._claims.get((entity, predicate), ()):
                called = self._lexicon.names_of(claim.entity, viewpoint)
                if called and viewpoint.admits(claim.known_on, claim.revealed):
                    telling = claim.id if claim.revealed else None
                    names.setdefault(claim.entity, replace(called[0], claim=telling))
        return Named(f"{owner.text} {words}", tuple(names.values()), RULE) if names else None


def _words(items: Sequence[Item]) -> str:
    """The text of *items* if they are only words; else empty."""
    words = [item.text for item in items if isinstance(item, Word)]
    return " ".join(words) if len(words) == len(items) else ""


def _same(one: Named, other: Named) -> bool:
    """Whether both mean the same."""
    return bool({name.entity for name in one.names} & {name.entity for name in other.names})
