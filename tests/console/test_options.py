"""The command line: options mean what the manual says, and wrong ones are refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from jjbot.errors import QuestionError
from jjbot.faces.console.options import build_parser, viewpoint
from jjbot.model import EVERYTHING, NOTHING, Viewpoint, position


def test_without_options_everything_is_known_and_seen():
    """Somebody at a terminal would get less than the bot knows."""
    here = viewpoint(None, None, "2026-05-01")
    assert here == Viewpoint.unlimited(date(2026, 5, 1))


def test_today_is_the_day_in_utc_if_nobody_says_otherwise():
    """The age of the news would depend on the machine's time zone."""
    days = {datetime.now(UTC).date()}
    today = viewpoint(None, None, None).today
    assert today in days | {datetime.now(UTC).date()}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016", date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 29)),
        ("2016-04-13", date(2016, 4, 13)),
    ],
)
def test_a_coarse_as_of_is_its_last_day(written, expected):
    """``--as-of 2016`` would forget what became known during the year."""
    assert viewpoint(written, None, None).as_of == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("none", NOTHING),
        ("S2", position(2)),
        ("s2e5", position(2, 5)),
        ("all", EVERYTHING),
    ],
)
def test_seen_is_a_position_in_the_show(written, expected):
    """Somebody who has watched a part would be told the rest."""
    assert viewpoint(None, written, None).seen == expected


@pytest.mark.parametrize(
    ("as_of", "seen", "today"),
    [
        ("", None, None),
        ("2016-13", None, None),
        ("13.4.2016", None, None),
        ("0000", None, None),
        (None, "", None),
        (None, "S0", None),
        (None, "season 2", None),
        (None, None, ""),
        (None, None, "2016-04"),
        (None, None, "2016-02-30"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused_with_its_value(as_of, seen, today):
    """A mistyped option would silently be the default."""
    with pytest.raises(QuestionError) as caught:
        viewpoint(as_of, seen, today)
    written = next(value for value in (as_of, seen, today) if value is not None)
    assert repr(written) in str(caught.value)


def test_a_question_needs_no_quotes():
    """``jjbot ask who made it`` would be a usage error."""
    args = build_parser().parse_args(["ask", "who", "made", "it?", "--seen", "S1", "--json"])
    assert args.question == ["who", "made", "it?"]
    assert args.seen == "S1"
    assert args.json


def test_without_a_command_nothing_else_is_assumed():
    """The default command would be decided in two places."""
    assert build_parser().parse_args([]).command is None


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize(
    "argv", [["check"], ["schema", "--out"], ["schema", "--pack"], ["schema", "--reference"]]
)
def test_an_empty_path_is_refused(argv, blank, capsys):
    """A variable that is not set would mean the current folder, and files be written there."""
    with pytest.raises(SystemExit, match="2"):
        build_parser().parse_args([*argv, blank])
    assert "is empty; write a path" in capsys.readouterr().err
