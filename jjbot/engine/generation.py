"""A snapshot with what is needed to read questions against it; swapped as one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jjbot.answers import SHAPES
from jjbot.errors import QuestionError, StoreError
from jjbot.model import EVERYTHING, Choice, Claim, Viewpoint, Vocabulary, season_of
from jjbot.store import Snapshot
from jjbot.understanding import Lexicon, Understanding, tokenise

_MOST_CHOICES = 25


@dataclass(slots=True)
class Generation:
    """A snapshot, its lexicon and intents.  An answer uses one from beginning to end.

    seasons: the number and name claims of every season, for autocomplete; show: what it is called.
    leases: how many answers are using it at this moment.
    """

    snapshot: Snapshot
    understanding: Understanding
    seasons: tuple[tuple[Claim, Claim], ...]
    show: str
    leases: int = 0

    @classmethod
    def load(cls, path: Path) -> Generation:
        """Open the snapshot at *path* and index its names.  Raises StoreError."""
        snapshot = Snapshot.open(path)
        try:
            unknown = {one.shape for one in snapshot.vocabulary.intents.values()} - SHAPES.keys()
            if unknown:
                raise StoreError(
                    f"{path} asks for answers that this version of jjbot has not "
                    f"({', '.join(sorted(unknown))}); build again (jjbot build)"
                )
            # Claims are loaded with their clocks: each look-up passes its Viewpoint to them.
            everything = Viewpoint.unlimited(snapshot.checked_on)
            show = snapshot.about(everything, snapshot.show)
            lexicon = Lexicon(
                snapshot.names(),
                snapshot.kinds,
                snapshot.vocabulary,
                snapshot.season_word,
                leads=[claim for claim in show if claim.predicate == "title_character"],
                networks=[claim for claim in show if claim.predicate == "network"],
                pronouns=snapshot.with_predicate(everything, "pronoun"),
            )
            claims = snapshot.of_kind(everything, "season")
            understanding = Understanding(
                snapshot.vocabulary,
                lexicon,
                show=snapshot.show,
                happenings=snapshot.with_predicate(everything, *_telling(snapshot.vocabulary)),
                numbers=[claim for claim in claims if claim.predicate == "number"],
                relations=snapshot.with_predicate(everything, *_relations(snapshot.vocabulary)),
                seasons={c.subject: int(str(c.value)) for c in claims if c.predicate == "number"},
            )
        except BaseException:
            snapshot.close()
            raise
        title = show[0].subject_label if show else str(snapshot.show)
        return cls(snapshot, understanding, _seasons(claims), title)

    def refuse_beyond(self, viewpoint: Viewpoint) -> None:
        """Raise QuestionError if somebody says to have seen a season that was never made."""
        last = max((int(str(number.value)) for number, _ in self.seasons), default=0)
        asked = season_of(viewpoint.seen)
        if viewpoint.seen < EVERYTHING and asked > last:
            word = self.snapshot.season_word.casefold()
            raise QuestionError(f"there is no {word} {asked} to have seen; the last is {last}")

    def season_choices(self, typed: str, viewpoint: Viewpoint) -> tuple[Choice, ...]:
        """The visible seasons whose name or number has what was *typed* in it, in order."""
        wanted = " ".join(tokenise(typed))
        found = [
            Choice(str(name.value), str(number.value))
            for number, name in self.seasons
            if viewpoint.admits(number.known_on, number.revealed)
            and viewpoint.admits(name.known_on, name.revealed)
            and (wanted in " ".join(tokenise(str(name.value))) or wanted == str(number.value))
        ]
        return tuple(found[:_MOST_CHOICES])


def _telling(vocabulary: Vocabulary) -> list[str]:
    """The predicates that bring a state about."""
    return [each.id for each in vocabulary.predicates.values() if each.state]


def _relations(vocabulary: Vocabulary) -> list[str]:
    """The predicates that say what one character is to another."""
    return sorted(set(vocabulary.language.relations.values()))


def _seasons(claims: tuple[Claim, ...]) -> tuple[tuple[Claim, Claim], ...]:
    numbers = {c.subject: c for c in reversed(claims) if c.predicate == "number"}
    names = {c.subject: c for c in reversed(claims) if c.predicate == "name"}
    both = [(numbers[entity], names[entity]) for entity in numbers if entity in names]
    return tuple(sorted(both, key=lambda pair: int(str(pair[0].value))))
