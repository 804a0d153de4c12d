"""Example sentences with alternatives."""

from __future__ import annotations

import pytest

from jjbot.model.patterns import MOST_SENTENCES, sentences


def test_alternatives_and_what_may_be_left_out():
    """One pattern stands for all its sentences, each once, in a fixed order."""
    assert sentences("when (did|does) {season} [officially] start") == (
        "when did {season} officially start",
        "when did {season} start",
        "when does {season} officially start",
        "when does {season} start",
    )
    assert sentences("a plain sentence") == ("a plain sentence",)
    assert sentences("[a|b]c[]") == ("ac", "bc", "c")


def test_choices_may_lie_in_choices():
    """ "[on (the day|that day)]" is how authors write."""
    found = sentences("start [on (the|that) day]")
    assert sorted(found) == ["start", "start on that day", "start on the day"]


@pytest.mark.parametrize("pattern", ["when (did", "when did)", "[a|b", "a|b", "a]"])
def test_a_bracket_without_its_partner_is_refused(pattern):
    """It would silently be a phrase that nobody says."""
    with pytest.raises(ValueError, match="partner"):
        sentences(pattern)


def test_a_pattern_that_stands_for_too_much_is_refused():
    """A handful of brackets could make a million sentences and stop the build."""
    with pytest.raises(ValueError, match=str(MOST_SENTENCES)):
        sentences("(a|b|c|d|e)" * 12)
