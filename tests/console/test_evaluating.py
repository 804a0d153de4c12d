"""`eval`, from the argument list to the tables and the exit code."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest

from jjbot.engine import Tally
from jjbot.engine.baseline import read_baseline, write_baseline
from jjbot.faces import console
from jjbot.faces.console.evaluating import percent

LINES = (
    {"id": 1, "q": "when did part 2 come out?", "expect": {"any": [["February 18, 2022"]]}},
    {"id": 2, "q": "when was part 2 renewed", "expect": {"any": [["1999 [bold]x[/]"]]},
     "as_of": "2021", "intent": "premiere", "tags": ["typo"]},
    {"id": 3, "q": "how tall is the eiffel tower", "decline": True},
)  # fmt: skip


class Terminal(io.StringIO):
    """Something to write to that says it is a terminal."""

    def isatty(self):
        """Return True."""
        return True


@pytest.fixture(autouse=True)
def _surroundings(surroundings, monkeypatch):
    """A terminal of 80 columns, and nothing of the machine's own."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def run(capsys):
    """Return a function that runs `eval`: (exit code, standard output, standard error)."""

    def run(*argv):
        code = console.main(["eval", *map(str, argv)], serve=lambda _: 42)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def asked(tmp_path):
    """Return a function that writes the questions to a file of that name: its path."""

    def write(name, lines=LINES):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = (json.dumps({"kind": "sample", **line}) for line in lines)
        path.write_text("\n".join(rows), encoding="utf-8")
        return path

    return write


def table(out, title):
    """Return the rows below *title*, without the line of heads, as lists of words."""
    below = out.partition(f"\n{title}\n")[2]
    return [row.split() for row in below.split("\n\n")[0].splitlines()[1:]]


def test_all_numbers_and_failures_are_shown(run, asked):
    """Somebody who changes a phrase could not see what it does."""
    code, out, _ = run(asked("q.jsonl"))
    assert code == 0
    assert out.startswith("3 questions about ")
    assert ["in-scope", "accuracy", "50.0", "%", "1", "of", "2"] in table(out, "Overall")
    assert table(out, "By kind") == [["sample", "3", "2", "1", "0", "66.7", "%"]]
    assert table(out, "By tag") == [["typo", "1", "0", "1", "0", "0.0", "%"]]
    assert table(out, "Taken for another intent") == [["premiere", "renewal", "1"]]
    assert table(out, "What wrong and false answers were read as") == [["renewal", "1", "0"]]
    assert [row[2] for row in table(out, "Time")] == ["Query", "Answer"]
    failure = out.partition("\nFailures\n")[2]
    assert "2 [sample] " in failure
    assert "asked:    when was part 2 renewed (as of 2021-12-31)" in failure
    assert 'expected: "1999 [bold]x[/]"' in failure
    assert 'wrong (answered): says none of "1999 [bold]x[/]"' in failure
    assert "> " in failure
    assert re.search(r'- \d\.\d\d renewal; season = 2; like "', failure)


def test_a_pipe_gets_plain_text_and_a_terminal_what_fits(run, asked, monkeypatch):
    """A script would find colours, or an author's screen run over."""
    path = asked("q.jsonl")
    assert "\x1b" not in run(path)[1]
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    assert run(path)[0] == 0
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert "in-scope accuracy" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_machines_get_one_object(run, asked):
    """A script could not read the numbers."""
    code, out, _ = run(asked("q.jsonl"), "--json")
    row = json.loads(out)
    assert code == 0
    assert row["questions"] == 3
    assert row["measures"]["in_scope_accuracy"] == {"share": 0.5, "part": 1, "whole": 2}
    assert row["kinds"]["sample"]["wrong"] == 1
    assert row["confusions"] == [{"intent": "premiere", "read_as": "renewal", "n": 1}]
    assert set(row["ms"]["text_to_query"]) == {"p50", "p95", "p99"}
    (failure,) = row["failures"]
    assert (failure["id"], failure["verdict"]) == ("2", "wrong")
    assert failure["readings"][0]["intent"] == "renewal"
    assert row["changes"] is None


def test_as_many_failures_are_listed_as_are_wanted(run, asked):
    """Hundreds of failures would hide the numbers."""
    path = asked("q.jsonl")
    out = run(path, "--show", "0")[1]
    assert "\nFailures\n" not in out
    assert "1 more failures; --show N lists N." in out
    assert json.loads(run(path, "--show", "0", "--json")[1])["failures"] == []


def test_failures_of_unseen_questions_are_listed_only_to_reveal_them(run, asked):
    """Questions that are to tell whether somebody tunes to questions would be tuned to."""
    path = asked("unseen/q.jsonl")
    for options in ((), ("--json",), ("--show", "500")):
        code, out, _ = run(path, *options)
        assert code == 0
        assert "renewed" not in out
        assert "1999" not in out
    assert "1 failures of unseen questions are not listed" in out
    assert "renewed" in run(path, "--reveal")[1]


def test_several_files_are_counted_apart_too(run, asked):
    """The part that is only scored could not be compared with the other."""
    other = [line | {"id": f"b{line['id']}"} for line in LINES]
    _, out, _ = run(asked("a.jsonl"), asked("b.jsonl", other))
    assert [row[1:3] for row in table(out, "By file or folder")] == [["3", "2"], ["3", "2"]]


def test_worse_than_the_baseline_is_a_failure_that_names_the_kind(run, asked, tmp_path):
    """A change that costs answers would be taken."""
    path, baseline = asked("q.jsonl"), tmp_path / "baseline.json"
    code, _, err = run(path, "--write-baseline", baseline)
    assert code == 0
    assert f"wrote {baseline}" in err
    assert read_baseline(baseline) == {"sample": Tally(3, 2, 1, 0)}
    code, out, _ = run(path, "--baseline", baseline)
    assert code == 0
    assert "Neither better nor worse than " in out
    write_baseline(baseline, {"sample": Tally(3, 3, 0, 0)})
    code, out, err = run(path, "--baseline", baseline)
    assert code == 1
    assert "sample got worse: right were 3 of 3, are now 2 of 3" in err
    assert "sample got worse: wrong were 0 of 3, are now 1 of 3" in err
    assert table(out, f"Against {baseline}")[0] == [
        "sample", "right", "3", "of", "3", "2", "of", "3", "worse",
    ]  # fmt: skip
    row = json.loads(run(path, "--baseline", baseline, "--json")[1])
    assert [change["worse"] for change in row["changes"]] == [True, True]


def test_better_than_the_baseline_is_no_failure(run, asked, tmp_path):
    """Nobody could improve anything."""
    baseline = tmp_path / "baseline.json"
    write_baseline(baseline, {"sample": Tally(3, 1, 2, 0)})
    code, out, err = run(asked("q.jsonl"), "--baseline", baseline)
    assert code == 0
    assert "worse" not in out + err


def test_the_result_does_not_depend_on_the_clock(run, asked):
    """An evaluation would pass today and fail next month."""
    path = asked("q.jsonl")
    assert "asked on 2023-06-30 of facts" in run(path)[1]
    assert "asked on 2031-01-02 of facts" in run(path, "--today", "2031-01-02")[1]


@pytest.mark.parametrize(
    "options",
    [["--today", "soon"], ["--show", "-1"], ["--show", "x"], ["--baseline", "/gone.json"]],
)
def test_a_wrong_option_is_a_mistake_of_usage(run, asked, options):
    """A mistyped option would look like a result."""
    code, out, err = run(asked("q.jsonl"), *options)
    assert (code, out) == (2, "")
    assert options[1] in err


def test_a_wrong_line_is_named_and_nothing_is_asked(run, tmp_path):
    """A file with a mistake would be scored without it."""
    path = tmp_path / "q.jsonl"
    path.write_text("\n{", encoding="utf-8")
    assert run(path) == (2, "", f"jjbot: {path}:2: is not JSON\n")


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (None, "–"),
        (0.0, "0.0 %"),
        (1.0, "100.0 %"),
        (0.9999, "99.9 %"),
        (0.0001, "0.1 %"),
        (0.5, "50.0 %"),
    ],
)
def test_a_share_is_never_rounded_up_to_all_or_down_to_nothing(ratio, text):
    """One wrong answer among thousands would look like none."""
    assert percent(ratio) == text
