"""Where sources disagree: the value that was not shown, beside the one that was."""

from __future__ import annotations

from collections.abc import Iterable

from jjbot.answers.asked import Asked
from jjbot.answers.words import date_words
from jjbot.model import Certainty, Claim, Line, PartialDate, Span, sentence

_MEASURED = ("date", "integer")  # texts differ in their words, not in what they say


def disagreements(asked: Asked, shown: Iterable[Claim]) -> list[Line]:
    """One line for each dated or counted claim in *shown* that a rival contradicts.

    A rival that is merely older was overtaken and is not named; nor is talk.
    """
    lines: list[Line] = []
    predicates = asked.facts.vocabulary.predicates
    seen: set[tuple[str, str]] = set()
    for claim in shown:
        predicate = predicates[claim.predicate]
        key = (claim.subject, claim.predicate)
        if predicate.many or predicate.type not in _MEASURED or key in seen:
            continue
        seen.add(key)
        others = [
            other
            for other in asked.facts.about(asked.view, claim.subject, under=(claim.predicate,))
            if _contradicts(other, claim)
        ]
        lines.extend(_named(asked, claim, other) for other in others[:1])
    return lines


def _contradicts(other: Claim, shown: Claim) -> bool:
    """Whether *other*, stated as fact and not overtaken, has a value that cannot be as well."""
    if other.certainty < Certainty.REPORTED or other.known_on is None or shown.known_on is None:
        return False
    if other.known_on < shown.known_on or other.value == shown.value:
        return False
    if isinstance(other.value, PartialDate) and isinstance(shown.value, PartialDate):
        return not other.value.covers(shown.value) and not shown.value.covers(other.value)
    return True


def _named(asked: Asked, shown: Claim, other: Claim) -> Line:
    """ "Lantern has February 20, 2022 instead; the value above is official."."""
    who = asked.facts.sources[other.sources[0]].publisher if other.sources else "Another source"
    value = other.value
    words = date_words(value) if isinstance(value, PartialDate) else str(value)
    why = "; the value above is official" if shown.certainty > other.certainty else ""
    return sentence(Span(f"{who} has {words} instead{why}.", (other, shown)))
