"""The names a snapshot knows, with their clocks, ready to be found in a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jjbot.model import Claim, ClaimId, EntityId, Viewpoint, Vocabulary
from jjbot.understanding.normalise import respell, tokenise

_PERSON = "person"
_SHORTEST_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entity; `visible` is the gate that its claim passes in the store.

    short: a single word of the full name; weak: an everyday word, never a name without support.
    """

    words: tuple[str, ...]
    entity: EntityId
    kind: str
    known_on: date | None
    revealed: int
    short: bool
    weak: bool
    claim: ClaimId | None = None  # of a name that is deprecated or gives something away

    def visible(self, viewpoint: Viewpoint) -> bool:
        """Whether this name may be known at *viewpoint*."""
        return viewpoint.admits(self.known_on, self.revealed)


class Lexicon:
    """Names by their words.  What a viewpoint may not know is left out before any comparison."""

    def __init__(
        self,
        names: Iterable[Claim],
        kinds: Mapping[EntityId, str],
        vocabulary: Vocabulary,
        season_word: str,
        *,
        leads: Iterable[Claim] = (),
        networks: Iterable[Claim] = (),
        pronouns: Iterable[Claim] = (),
    ) -> None:
        """Index the name and alias claims *names*.

        season_word: what the show calls its seasons.  Claims, each with its clocks: leads: whom
        "she" or a bare first name means; networks: whose name beside the show's says nothing
        more; pronouns: she, he or they.
        """
        self.language = vocabulary.language
        self._leads = tuple(leads)
        self._networks = tuple(networks)
        self._pronouns = {claim.subject: claim for claim in pronouns}
        self.season_words = frozenset({"season", *tokenise(season_word)})
        self._common = frozenset(vocabulary.language.common)
        language = vocabulary.language
        # As a single word, what questions are made of ("won", "plays") names nobody.
        self._no_name = frozenset((*language.filler, *language.light, *language.same))
        self._named_people: set[EntityId] = set()
        found: dict[str, list[Name]] = defaultdict(list)
        for claim in names:
            kind = vocabulary.kinds[kinds[claim.subject]]
            if kind.short_names:
                self._named_people.add(claim.subject)
            if kind.id != "season":  # a season is found by its number, existing or not
                # Only a name is taken apart: a word of an alias ("Ada's brother") may be another's.
                short = kind.short_names and claim.predicate == "name"
                for name in self._forms(claim, kind.id, short_names=short):
                    if name not in found[" ".join(name.words)]:
                        found[" ".join(name.words)].append(name)
        self._names = {
            key: tuple(sorted(names, key=lambda name: (name.short, name.kind, name.entity)))
            for key, names in found.items()
        }
        self._index()

    def _index(self) -> None:
        """Prepare the ways to find a name: by first word, by any word, as one word, by owner."""
        self.longest_from: dict[str, int] = {}
        self._having: dict[str, list[str]] = defaultdict(list)
        self._glued: dict[str, str] = {}
        owned: dict[EntityId, list[Name]] = defaultdict(list)
        for key, names in self._names.items():
            words = key.split()
            self.longest_from[words[0]] = max(len(words), self.longest_from.get(words[0], 0))
            if len(words) > 1:
                self._glued.setdefault("".join(words), key)
            for word in words:
                self._having[word].append(key)
            for name in names:
                owned[name.entity].append(name)
        self._owned = {
            entity: tuple(sorted(names, key=lambda name: name.short))
            for entity, names in owned.items()
        }
        self.words = frozenset(self._having)

    def _forms(self, claim: Claim, kind: str, *, short_names: bool) -> Iterator[Name]:
        """The names that *claim* gives: the whole, and single words of it."""
        words = tuple(respell(tokenise(str(claim.value)), {}))
        if not words:
            return
        keys = {words: False}
        if short_names and len(words) > 1:
            for word in words:
                if len(word) >= _SHORTEST_SHORT_NAME and word not in self._no_name:
                    keys.setdefault((word,), True)
        for key, short in keys.items():
            yield Name(
                key,
                claim.subject,
                kind,
                claim.known_on,
                claim.revealed,
                short=short,
                weak=len(key) == 1 and key[0] in self._common,
                claim=claim.id if claim.deprecated or claim.revealed else None,
            )

    def find(self, key: str, viewpoint: Viewpoint) -> tuple[Name, ...]:
        """The visible names written exactly *key*, full names before words of names."""
        return tuple(name for name in self._names.get(key, ()) if name.visible(viewpoint))

    def lead(self, viewpoint: Viewpoint) -> EntityId | None:
        """The title character, as far as that may be known at *viewpoint*."""
        return _first(self._leads, viewpoint)

    def network(self, viewpoint: Viewpoint) -> EntityId | None:
        """The network the show was made for, as far as that may be known at *viewpoint*."""
        return _first(self._networks, viewpoint)

    def names_of(self, entity: EntityId, viewpoint: Viewpoint) -> tuple[Name, ...]:
        """Every visible name of *entity*, whole ones before words of names."""
        return tuple(name for name in self._owned.get(entity, ()) if name.visible(viewpoint))

    def is_person(self, entity: EntityId) -> bool:
        """Whether *entity* is somebody, whom a pronoun can mean."""
        return entity in self._named_people

    def pronoun_of(self, entity: EntityId, viewpoint: Viewpoint) -> str:
        """She, he or they, as far as that may be known; else empty."""
        claim = self._pronouns.get(entity)
        if claim is None or not viewpoint.admits(claim.known_on, claim.revealed):
            return ""
        return str(claim.value)

    def is_word(self, word: str, viewpoint: Viewpoint) -> bool:
        """Whether *word* is part of a name that may be known."""
        return any(self.find(key, viewpoint) for key in self._having.get(word, ()))

    def owners(self, word: str, viewpoint: Viewpoint) -> frozenset[EntityId]:
        """Whose visible names *word* is part of."""
        keys = self._having.get(word, ())
        return frozenset(name.entity for key in keys for name in self.find(key, viewpoint))

    def people(self, word: str, viewpoint: Viewpoint) -> frozenset[EntityId]:
        """Whose visible names *word* is part of, if all of them are real people."""
        names = [n for key in self._having.get(word, ()) for n in self.find(key, viewpoint)]
        real = all(name.kind == _PERSON for name in names)
        return frozenset(name.entity for name in names) if real else frozenset()

    def alike(self, key: str, other: str) -> bool:
        """Whether two names are of the same entities."""
        one, two = self._names.get(key, ()), self._names.get(other, ())
        return {name.entity for name in one} == {name.entity for name in two}

    def glued(self, text: str, viewpoint: Viewpoint) -> str | None:
        """The name of several words that is *text* when they are written as one."""
        key = self._glued.get(text)
        return key if key is not None and self.find(key, viewpoint) else None

    def sharing(self, words: Iterable[str], viewpoint: Viewpoint) -> list[str]:
        """The visible names of as many words as *words* that have the rarest of them."""
        size = len(wanted := tuple(words))
        known = [self._having[word] for word in wanted if word in self._having]
        keys = [key for key in min(known, key=len, default=()) if key.count(" ") == size - 1]
        return [key for key in keys if self.find(key, viewpoint)]


def _first(claims: Iterable[Claim], viewpoint: Viewpoint) -> EntityId | None:
    """The value of the first of *claims* that may be known at *viewpoint*."""
    visible = (c.entity for c in claims if viewpoint.admits(c.known_on, c.revealed))
    return next(visible, None)
