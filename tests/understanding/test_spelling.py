"""Misspelt words."""

from __future__ import annotations

import pytest

from jjbot.understanding.spelling import Speller

WORDS = [
    "season",
    "episode",
    "premiere",
    "filmed",
    "cancel",
    "alvarez",
    "delacroix",
    "walker",
    "krista",
    "rose",
    "kitchen",
]
SOUNDS = {"ph": "f", "ck": "k", "c": "k", "z": "s", "y": "i"}


def anything(word):
    """Every word may be known."""
    return True


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("seaosn", "season"),
        ("epsiode", "episode"),
        ("preimere", "premiere"),
        ("flimed", "filmed"),
        ("cancle", "cancel"),
        ("alvares", "alvarez"),
        ("dellacroix", "delacroix"),
        ("crista", "krista"),
        ("kichen", "kitchen"),
    ],
)
def test_letters_doubled_dropped_swapped_and_spelt_as_they_sound(typed, meant):
    """Half of all questions are typed on a telephone."""
    assert Speller(WORDS, SOUNDS).meant(typed, anything) == [meant]


@pytest.mark.parametrize("typed", ["walter", "bose", "seasoning", "kit", "batman", "", "4you", "å"])
def test_another_word_is_no_slip(typed):
    """ "Who plays Walter" must not be answered with Walker."""
    assert Speller(WORDS, SOUNDS).meant(typed, anything) == []


def test_what_may_not_be_known_is_not_meant():
    """A hidden name must not be found through a misspelling, nor hide one that may be found."""
    speller = Speller(["delacroix", "delacrois"], {})
    assert speller.meant("delacroi", lambda word: word != "delacroix") == ["delacrois"]


def test_several_as_near_are_all_named():
    """Who asks decides what to do with a slip of two words."""
    assert Speller(["lyon", "lyonne"], {}).meant("lyone", anything) == ["lyon", "lyonne"]
