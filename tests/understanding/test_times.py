"""Dates as fans write them."""

from __future__ import annotations

import pytest

from jjbot.pack import read_vocabulary
from jjbot.understanding import tokenise
from jjbot.understanding.times import date_at, with_dates, without_slashes

LANGUAGE = read_vocabulary().language


def dates_in(text):
    """The dates that are read in *text*, as they are written down."""
    tokens = with_dates(tokenise(without_slashes(text)), LANGUAGE)
    return [str(found[0].date) for at in range(len(tokens)) if (found := date_at(tokens, at))]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2016", "2016"),
        ("in the year 2016", "2016"),
        ("'16", "2016"),
        ("oct \u201917", "2017-10"),
        ("oct 2017", "2017-10"),
        ("Oct. 2017", "2017-10"),
        ("october of 2017", "2017-10"),
        ("October, 2017", "2017-10"),
        ("sept 2017", "2017-09"),
        ("10/2017", "2017-10"),
        ("2017/10", "2017-10"),
        ("2017-10", "2017-10"),
        ("april 13 2016", "2016-04-13"),
        ("April 13th, 2016", "2016-04-13"),
        ("13 april 2016", "2016-04-13"),
        ("the 13th of april 2016", "2016-04-13"),
        ("the 13th of april of the year 2016", "2016-04-13"),
        ("4/13/2016", "2016-04-13"),
        ("13/4/2016", "2016-04-13"),
        ("13.4.2016", "2016-04-13"),
        ("04-05-2016", "2016-04-05"),
        ("2016-04-13", "2016-04-13"),
        ("agust 2017", "2017-08"),
        ("feburary 2019", "2019-02"),
        ("octobr 5 2017", "2017-10-05"),
        ("may 2016", "2016-05"),
        ("early 2016", "2016-01..2016-04"),
        ("early in 2016", "2016-01..2016-04"),
        ("mid 2016", "2016-05..2016-08"),
        ("mid-2016", "2016-05..2016-08"),
        ("late '16", "2016-09..2016-12"),
        ("the beginning of 2016", "2016-01..2016-03"),
        ("the middle of 2016", "2016-05..2016-08"),
        ("the end of 2016", "2016-09..2016-12"),
        ("late april 2016", "2016-04-21..2016-04-30"),
        ("early february 2016", "2016-02-01..2016-02-10"),
        ("spring 2017", "2017-03..2017-05"),
        ("the summer of 2017", "2017-06..2017-08"),
        ("fall 2017", "2017-09..2017-11"),
        ("autumn of 2017", "2017-09..2017-11"),
        ("winter 2017", "2017-12..2018-02"),
        ("the first half of 2017", "2017-01..2017-06"),
        ("q3 2018", "2018-07..2018-09"),
    ],
)
def test_a_date_is_read_however_it_is_written(text, written):
    """A fan who asks about then would be told what is so now."""
    assert dates_in(text) == [written]
    assert dates_in(f"so as of {text} was there one") == [written]


@pytest.mark.parametrize(
    "text",
    [
        "99999",
        "the year 99999",
        "13/13",
        "4/5",
        "season 2 episode 10",
        "s2e10",
        "10 out of 10",
        "0/0/0",
        "march of the penguins",
        "may i ask",
        "9" * 400,
        "early bird",
        "q3",
        "2016-13",
        "2016-02-30",
        "-2016-",
    ],
)
def test_what_is_no_date_is_none(text):
    """A number or a word taken for a date makes another question of the one that was asked."""
    assert [found for found in dates_in(text) if found != "2016"] == []


@pytest.mark.parametrize(
    "text", ["february 30 2016", "30 february 2016", "2/30/2016", "april 99 2016", "99/99/2016"]
)
def test_a_day_that_never_was_is_not_made_into_another(text):
    """Nobody is answered for March 1 who asked about February 30."""
    assert {found for found in dates_in(text) if found != "2016"} <= {"2016-02", "2016-04"}
    assert "2016-02-29" not in dates_in(text)


@pytest.mark.parametrize("word", ["match 2016", "much 2016", "marsh 2016", "mary 2016"])
def test_an_everyday_word_is_no_misspelt_month(word):
    """ "Match 2016" would be March."""
    assert "2016-03" not in dates_in(word) or word == "marsh 2016"
    assert "2016-05" not in dates_in(word)


def test_a_range_covers_what_lies_within_it_and_nothing_else():
    """ "Did it come out in late 2018" would be confirmed for a release in March."""
    spring, late = dates_in("spring 2018")[0], dates_in("late 2018")[0]
    tokens = [spring, late]
    first, second = (date_at(tokens, at)[0].date for at in (0, 1))
    march = date_at(["2018-03-08"], 0)[0].date
    assert first.covers(march)
    assert not second.covers(march)
    assert (str(first.first_day), str(first.last_day)) == ("2018-03-01", "2018-05-31")
