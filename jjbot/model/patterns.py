"""Example sentences with alternatives: "when (did|does) {season} [officially] start"."""

from __future__ import annotations

import re

MOST_SENTENCES = 96  # that one pattern may stand for

_CHOICE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")


def sentences(pattern: str) -> tuple[str, ...]:
    """Every sentence that *pattern* stands for, in order, each once.

    ``(a|b)`` is one of these, ``[a|b]`` one of these or nothing; both may be nested.  Raises
    ValueError for a bracket without its partner, and for more than `MOST_SENTENCES`.
    """
    found = [pattern]
    while any(_CHOICE.search(each) for each in found):
        found = [longer for each in found for longer in _once(each)]
        if len(found) > MOST_SENTENCES:
            raise ValueError(f"it stands for more than {MOST_SENTENCES} sentences; divide it")
    if any(char in each for each in found for char in "()[]|"):
        raise ValueError("a bracket or bar has no partner")
    return tuple(dict.fromkeys(" ".join(each.split()) for each in found))


def _once(pattern: str) -> list[str]:
    """*pattern* with its first innermost choice made in every way."""
    choice = _CHOICE.search(pattern)
    if choice is None:
        return [pattern]
    one_of, perhaps = choice[1], choice[2]
    parts = one_of.split("|") if one_of is not None else [*perhaps.split("|"), ""]
    return [pattern[: choice.start()] + part + pattern[choice.end() :] for part in parts]
