"""What counts as a right answer."""

from __future__ import annotations

import pytest

from jjbot.engine.scoring import MOST_CHARACTERS, Expectation, Verdict, flat, judge


def verdict(text, *groups, asked="?", none=(), order=(), declined=False):
    """Return what *text* is worth."""
    expected = Expectation(tuple(groups), tuple(none), tuple(order))
    return judge(asked, expected, text, declined=declined)[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It came out on **March 8, 2018**.", "march 8, 2018"),
        ("Inés Okafor", "Ines Okafor"),
        ("She won’t return.", "won't"),
        ("the 8th episode", "8 episode"),
        ("A.K.A. Smile", "AKA Smile"),
        ("Sept. 5, 2018", "September 5, 2018"),
        ("1990–1993", "1990-1993"),
        ("episode 13.", "13"),
        ("That is so: no.", "No"),
        ("<t:1520467200:D>", "March 8, 2018"),
        ("<t:1520467200>", "8 March 2018"),
        ("<t:1520467200:R>", "Thursday"),
        ("||Landlord||", "landlord"),
    ],
)
def test_a_right_answer_is_right_however_it_is_written(text, wanted):
    """An answer would be called wrong for its accents, markup or spelling."""
    assert verdict(text, (wanted,)) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("13 episodes", "3"),
        ("13 episodes", "1"),
        ("1.3 million", "3"),
        ("in 2018", "201"),
        ("1,013", "13"),
        ("Nobody knows", "No"),
        ("another", "not"),
        ("It is Norwegian", "no"),
        ("December 18, 2018", "December 1"),
    ],
)
def test_a_part_of_a_number_or_word_is_no_answer(text, wanted):
    """A wrong answer would count as right by chance."""
    assert verdict(text, (wanted,)) is Verdict.WRONG


def test_every_group_must_be_met_by_one_of_its_alternatives():
    """Half an answer would be a whole one."""
    assert verdict("Kit Vale and Bo Quist", ("Vale",), ("Quist", "Okafor")) is Verdict.RIGHT
    assert verdict("Kit Vale and Bo Quist", ("Vale",), ("Okafor",)) is Verdict.WRONG


def test_what_must_not_be_said_spoils_an_answer():
    """An answer that says the right thing and the wrong one would be right."""
    assert verdict("2018, or else 2019", ("2018",), none=["2019"]) is Verdict.WRONG


def test_the_order_counts_where_it_is_asked_for():
    """A list in the wrong order would be right."""
    assert verdict("Decaf, Mocha", order=["decaf", "mocha"]) is Verdict.RIGHT
    assert verdict("Mocha, Decaf", order=["decaf", "mocha"]) is Verdict.WRONG
    assert verdict("Decaf", order=["decaf", "mocha"]) is Verdict.WRONG


def test_repeating_the_question_earns_nothing():
    """A bot that says everything back would look clever."""
    asked = "Does Kit Vale play Will?"
    said = f"You asked: {asked} I cannot say."
    assert verdict(said, ("Kit Vale",), asked=asked) is Verdict.WRONG
    assert verdict(f"{said} Kit Vale does.", ("Kit Vale",), asked=asked) is Verdict.RIGHT
    assert verdict("Part 2", ("2",), asked="part 2") is Verdict.RIGHT


def test_whoever_says_everything_has_answered_nothing():
    """Pasting all facts would be the best bot."""
    assert verdict("13" + " " * (MOST_CHARACTERS - 2), ("13",)) is Verdict.RIGHT
    assert verdict("13" + " " * (MOST_CHARACTERS - 1), ("13",)) is Verdict.WRONG


def test_a_decline_is_a_miss_and_not_a_wrong_answer():
    """Silence would be no better than a wrong answer, and the bot would learn to guess."""
    assert verdict("13", ("13",), declined=True) is Verdict.DECLINED
    assert verdict(" \n", ("13",)) is Verdict.DECLINED


def test_where_only_a_decline_is_right_everything_else_is_a_false_answer():
    """A bot that answers what it cannot know would not be found out."""
    assert judge("?", None, "13", declined=False)[0] is Verdict.FALSE
    assert judge("?", None, "I don't know.", declined=True)[0] is Verdict.RIGHT
    assert judge("?", None, "", declined=False)[0] is Verdict.RIGHT


def test_it_is_said_what_is_wrong():
    """Somebody who looks into a failure would have to find out by himself."""
    expected = Expectation((("Vale", "Quist"),), ("Okafor",))
    assert judge("?", expected, "Hart", declined=False)[1] == 'says none of "Vale", "Quist"'
    assert judge("?", expected, "Vale, Okafor", declined=False)[1] == 'must not say "Okafor"'


@pytest.mark.parametrize("text", ["", "<t:9999999999999:D>", "<t:", "\N{COMBINING ACUTE ACCENT}"])
def test_nothing_that_an_answer_may_hold_is_an_error(text):
    """One strange answer would end an evaluation."""
    assert isinstance(flat(text), str)
