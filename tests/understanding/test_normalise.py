"""Questions and names meet in one form, whatever is typed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjbot.understanding.normalise import LONGEST, clean, merge, respell, tokenise

SPELLINGS = {"whos": "who is", "szn": "season"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Who's Zoë Álvarez?", "who is zoe alvarez"),
        ("who’s the café’s owner", "who is the cafe owner"),
        ("isn't it", "is not it"),
        ("won't they", "will not they"),
        ("J. R. Ramirez", "jr ramirez"),
        ("A.K.A. Somebody", "aka somebody"),
        ("Carrie-Anne", "carrie anne"),
        ("Lanterna+", "lanterna plus"),
        ("as of 2016-04-13!", "as of 2016-04-13"),
        ("ＦＵＬＬ width", "full width"),
        ("zero\u200bwidth", "zerowidth"),
        ("<@123456> hello", "hello"),
        ("season -1", "season -1"),
        ("🤔", ""),
        ("", ""),
    ],
)
def test_one_form_for_what_people_type(typed, words):
    """Otherwise an accent, a quote or a mention decides whether a fan is understood."""
    assert " ".join(tokenise(typed)) == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("s04", "season 4"),
        ("s02e05", "season 2 episode 5"),
        ("2x05", "season 2 episode 5"),
        ("szn2", "season 2"),
        ("ep12", "episode 12"),
        ("whos", "who is"),
        ("szn 3", "season 3"),
    ],
)
def test_chat_forms_are_written_out(typed, words):
    """Fans type s4, not season four."""
    assert " ".join(respell(tokenise(typed), SPELLINGS)) == words


def test_the_longest_synonym_wins():
    """ "come out" must not become "come" and a stray word."""
    same = {"come out": "premiere", "come": "arrive"}
    assert merge(["come", "out", "now"], same, {"come": 2}) == ["premiere", "now"]


@given(st.text(max_size=3000))
def test_any_text_is_cleaned_short_and_without_invisible_signs(text):
    """Control and format characters would hide words from matching, or garble a log."""
    cleaned = clean(text)
    assert len(cleaned) <= LONGEST
    assert not any(char in cleaned for char in "\u200b\u202e\x00\n\r")
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "text", ["\ufdfa" * 2000, "e" + "\u0301" * 6000, " " * 6000, "a " * 3000, "s" * 6000]
)
def test_evil_texts_cost_no_more_than_many_plain_ones(text):
    """A text that NFKC blows up, or a wall of marks, must not stop the bot."""
    start = time.perf_counter()
    for _ in range(50):
        tokenise("who plays the waitress in part two of the show " * 20)
    plain = time.perf_counter() - start
    start = time.perf_counter()
    tokenise(text)
    assert time.perf_counter() - start < plain
