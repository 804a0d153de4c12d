"""The screen: pleasant on a terminal, plain in a pipe, and nothing lost in either."""

from __future__ import annotations

import io
from datetime import date

import pytest

from jjbot.faces.console.screen import Screen, age_lines, source_line
from jjbot.model import (
    Answer,
    Certainty,
    Claim,
    ClaimId,
    EntityId,
    Explanation,
    Link,
    Outcome,
    PartialDate,
    Query,
    Reading,
    Source,
    SourceId,
    Span,
    Suggestion,
    sentence,
)

LONG = "https://gazette.example/" + "a" * 200
SOURCE = Source(
    SourceId("s"), "The Gazette", "More [bold]lights[/]", LONG, PartialDate(2016), False
)


class Terminal(io.StringIO):
    """Something to write to that says it is a terminal."""

    def isatty(self):
        """Return True."""
        return True


def claim(value, **more):
    """Return a claim about the second season."""
    kept = {"known_on": None, "predicate": "premiere_announced"} | more
    return Claim(id=ClaimId(f"c-{value}"), subject=EntityId("season-2"), value=value, **kept)


@pytest.fixture
def answer():
    """Return an answer with everything an answer can have."""
    secret = Span("she was the keeper", (claim("keeper", spoils=2003),))
    return Answer(
        outcome=Outcome.ANSWERED,
        lines=(
            sentence("Yes. " + "word " * 60 + "end [/] :smile: \\o/"),
            sentence("In the end ", secret, "."),
        ),
        sources=(SOURCE,),
        suggestions=(Suggestion("And season 3?", Query(intent="x")),),
        as_of=date(2016, 4, 13),
        checked_on=date(2026, 5, 12),
    )


def shown(out, answer):
    """Return what the screen writes to *out*."""
    Screen(out).show(answer)
    return out.getvalue()


def test_a_pipe_gets_the_text_as_it_is(answer, monkeypatch):
    """A script would find colours, boxes or line ends in the middle of an answer."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = shown(io.StringIO(), answer)
    assert text.startswith(f"{answer.text}\n\nSources:\n")
    assert "\x1b" not in text
    assert LONG in text


def test_a_terminal_marks_what_gives_something_away(answer):
    """Somebody would read a spoiler before seeing that it is one."""
    text = shown(Terminal(), answer)
    assert "[spoiler: she was the keeper]" in " ".join(text.split())


def test_a_terminal_does_not_cut_an_address(answer, monkeypatch):
    """The address of a source could not be clicked."""
    monkeypatch.setenv("COLUMNS", "40")
    assert LONG in shown(Terminal(), answer)


def test_an_answer_says_how_old_it_is_and_what_else_can_be_asked(answer):
    """An as-of answer would be taken for today's."""
    lines = shown(io.StringIO(), answer).splitlines()
    assert "As known on April 13, 2016." in lines
    assert "News checked up to May 12, 2026." in lines
    assert lines[-1] == "- And season 3?"


def test_what_the_text_says_of_its_age_is_not_said_again():
    """Every answer about a status would end with the same sentence twice."""
    text = "No. News checked up to May 12, 2026."
    answer = Answer(outcome=Outcome.ANSWERED, lines=(sentence(text),), checked_on=date(2026, 5, 12))
    assert shown(io.StringIO(), answer) == f"{text}\n"


def test_an_answer_without_sources_shows_no_empty_list():
    """There would be a heading with nothing below it."""
    assert (
        shown(io.StringIO(), Answer(outcome=Outcome.UNKNOWN, lines=(sentence("No."),))) == "No.\n"
    )
    assert list(age_lines(Answer(outcome=Outcome.UNKNOWN, lines=()))) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (SOURCE, f'The Gazette, "More [bold]lights[/]", 2016, {LONG}'),
        (
            Source(SourceId("s"), "Herald", "T", None, PartialDate(2016, 1), True),
            'Herald, "T", about January 2016, no public address',
        ),
        (Source(SourceId("s"), "Herald", "T", None, None, False), 'Herald, "T", no public address'),
    ],
)
def test_a_source_says_where_it_can_be_checked(source, expected):
    """A guessed date would look like a known one, a missing address like a mistake."""
    assert source_line(source) == expected


def test_an_explanation_shows_reading_claims_and_which_rival_won(answer):
    """Somebody who doubts an answer could not see why it came out so."""
    won = claim(PartialDate(2018, 3, 8), known_on=date(2017, 12, 9), certainty=Certainty.OFFICIAL)
    lost = claim(PartialDate(2018), sources=(SourceId("s"),))
    reading = Reading(
        Query(intent="premiere", entities=(("show", EntityId("lights")),), season=2),
        0.912,
        "when is {season}",
        ("2 of 2 words",),
    )
    out = io.StringIO()
    Screen(out).explain(
        Explanation(
            "when is season 2",
            (Link("season 2", ("season-2",), "number"),),
            (reading,),
            answer,
            ((won, lost),),
        )
    )
    lines = out.getvalue().splitlines()
    assert lines[0] == "Normalised: when is season 2"
    assert "- season 2: season-2 (number)" in lines
    assert (
        '- 0.91 premiere; show = lights, season = 2; like "when is {season}"; 2 of 2 words' in lines
    )
    assert "Answer (answered)" in lines
    place = "season-2.premiere_announced"
    assert f"- won: {place}: 2018-03-08 (official, known on 2017-12-09; no source)" in lines
    assert f"- lost: {place}: 2018 (reported, known on no dated day; s)" in lines
    assert "- The surest wins, then the latest known, then by id." in lines


def test_an_explanation_of_nothing_says_so():
    """Empty headings would look like a fault of the program."""
    out = io.StringIO()
    answer = Answer(outcome=Outcome.NOT_UNDERSTOOD, lines=(sentence("Hm."),))
    Screen(out).explain(Explanation("x", (), (), answer))
    assert out.getvalue().count("- none") == 4
