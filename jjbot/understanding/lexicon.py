"""The names a snapshot knows, with their clocks, ready to be found in a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from jjbot.model import Claim, ClaimId, EntityId, Viewpoint, Vocabulary
from jjbot.understanding.normalise import respell, tokenise

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
        self._names: dict[str, list[Name]] = defaultdict(list)
        for claim in names:
            kind = vocabulary.kinds[kinds[claim.subject]]
            if kind.short_names:
                self._named_people.add(claim.subject)
            if kind.id != "season":  # a season is found by its number, existing or not
                # Only a name is taken apart: a word of an alias ("Ada's brother") may be another's.
                self._add(
                    claim, kind.id, short_names=kind.short_names and claim.predicate == "name"
                )
        self.longest = max((len(key.split()) for key in self._names), default=1)

    def _add(self, claim: Claim, kind: str, *, short_names: bool) -> None:
        words = tuple(respell(tokenise(str(claim.value)), {}))
        if not words:
            return
        keys = {words: False}
        if short_names and len(words) > 1:
            for word in words:
                if len(word) >= _SHORTEST_SHORT_NAME and word not in self._no_name:
                    keys.setdefault((word,), True)
        for key, short in keys.items():
            name = Name(
                key,
                claim.subject,
                kind,
                claim.known_on,
                claim.revealed,
                short=short,
                weak=len(key) == 1 and key[0] in self._common,
                claim=claim.id if claim.deprecated or claim.revealed else None,
            )
            if name not in self._names[" ".join(key)]:
                self._names[" ".join(key)].append(name)

    def find(self, key: str, viewpoint: Viewpoint) -> tuple[Name, ...]:
        """The visible names written exactly *key*, full names before words of names."""
        found = [name for name in self._names.get(key, ()) if name.visible(viewpoint)]
        return tuple(sorted(found, key=lambda name: (name.short, name.kind, name.entity)))

    def lead(self, viewpoint: Viewpoint) -> EntityId | None:
        """The title character, as far as that may be known at *viewpoint*."""
        return _first(self._leads, viewpoint)

    def network(self, viewpoint: Viewpoint) -> EntityId | None:
        """The network the show was made for, as far as that may be known at *viewpoint*."""
        return _first(self._networks, viewpoint)

    def _pronoun(self, entity: EntityId, viewpoint: Viewpoint) -> str:
        claim = self._pronouns.get(entity)
        if claim is None or not viewpoint.admits(claim.known_on, claim.revealed):
            return ""
        return str(claim.value)

    def meant_by(
        self, pronoun: str, viewpoint: Viewpoint, spoken_of: Iterable[EntityId]
    ) -> Name | None:
        """Whom *pronoun* means: somebody just *spoken_of*, else the title character.

        None if nobody visible fits, or if somebody was spoken of whose pronoun is not known.
        """
        recent = [one for one in spoken_of if one in self._named_people]
        if not all(self._pronoun(one, viewpoint) for one in recent):
            return None
        lead = self.lead(viewpoint)
        candidates = recent if lead is None else [*recent, lead]
        fitting = [one for one in candidates if self._pronoun(one, viewpoint) == pronoun]
        found = (
            name
            for entity in fitting
            for names in self._names.values()
            for name in names
            if name.entity == entity and not name.short and name.visible(viewpoint)
        )
        name = next(found, None)
        # A pronoun calls nobody by a wrong or telling name.
        return None if name is None else replace(name, claim=None)

    def keys(self, viewpoint: Viewpoint) -> list[str]:
        """Every key under which something visible can be found."""
        return [
            key
            for key, names in self._names.items()
            if any(name.visible(viewpoint) for name in names)
        ]


def _first(claims: Iterable[Claim], viewpoint: Viewpoint) -> EntityId | None:
    """The value of the first of *claims* that may be known at *viewpoint*."""
    visible = (c.entity for c in claims if viewpoint.admits(c.known_on, c.revealed))
    return next(visible, None)
