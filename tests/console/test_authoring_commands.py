"""`check --report`, `check --watch`, `show` and `schema`, from the argument list to the screen."""

from __future__ import annotations

import io
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from jjbot.faces import console
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.tables import MOST_ROWS, Table
from jjbot.pack import FILE_KINDS

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "tests" / "packs" / "minuit"


class Terminal(io.StringIO):
    """Something to write to that says it is a terminal."""

    def isatty(self):
        """Return True."""
        return True


@pytest.fixture(autouse=True)
def _surroundings(surroundings, monkeypatch):
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def run(capsys):
    """Return a function that runs a command: (exit code, standard output, standard error)."""

    def run(*argv):
        code = console.main(argv, serve=lambda _: 42)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def on_terminal(monkeypatch):
    """Return a function that runs a command on a terminal of 80 columns: what is shown."""

    def run(*argv):
        out = Terminal()
        monkeypatch.setattr(sys, "stdout", out)
        console.main(argv, serve=lambda _: 42)
        return out.getvalue()

    return run


def table(out, title):
    """Return the rows below *title*, without the line of heads."""
    _, _, below = out.partition(f"\n{title}")
    lines = below.split("\n\n")[0].splitlines()
    return lines[2:]


# check --report -----------------------------------------------------------------------------


def test_the_report_counts_and_lists_and_ends_with_the_verdict(run):
    """An author could not see where the pack is thin."""
    code, out, _ = run("check", "--report")
    assert code == 0
    assert table(out, "Claims by kind")
    assert [row.split()[0] for row in table(out, "Claims by certainty")] == [
        "official", "reported", "rumour", "speculation",
    ]  # fmt: skip
    assert any(row.split() == ["premiere_announced", "2"] for row in table(out, "Claims by pred"))
    assert any(row.split()[0] == "lantern-2020" for row in table(out, "Claims by source"))
    assert ["part-1.number", "lantern-2020"] in [
        row.split() for row in table(out, "Claims with one source: ")
    ]
    assert [row.split()[0] for row in table(out, "Sources without a date")] == [
        "fan-site",
        "guessed",
    ]
    assert table(out, "Sources that no claim uses") == ["guessed"]
    gaps = {row.split()[0]: row.split()[-2:] for row in table(out, "Episodes without writer")}
    assert gaps["decaf"] == ["missing", "missing"]
    assert gaps["the-second-cup"] == ["missing", "known"]
    assert "in order" in out.splitlines()[-1]


def test_a_report_in_a_pipe_is_whole_and_plain(run):
    """A script would find boxes, colours, or half a list."""
    _, out, _ = run("check", "--report")
    assert "\x1b" not in out
    assert not set("─│…") & set(out)
    assert len(table(out, "Claims with one source: ")) > MOST_ROWS


def test_a_report_on_a_terminal_is_cut_and_says_by_how_much(on_terminal):
    """An author's screen would run over, or a cut list look whole."""
    out = on_terminal("check", "--report")
    assert "more; --all shows them." in out
    assert "\nlantern-2022" in out
    whole = on_terminal("check", "--report", "--all")
    assert "--all shows them." not in whole
    assert whole.count("\n") > out.count("\n")
    assert max(map(len, re.sub(r"\x1b\[[0-9;]*m", "", whole).splitlines())) <= 80


def test_a_broken_pack_has_problems_and_no_report(run, minuit, edit):
    """Numbers would be counted over half a pack."""
    edit("pack.yaml", "show: minuit", "show: minuet")
    code, out, _ = run("check", "--report", str(minuit))
    assert code == 1
    assert "Claims by" not in out
    assert out.splitlines()[-1].endswith("found.")


# check --watch ------------------------------------------------------------------------------


class Watching:
    """A real `jjbot check --watch`, whose lines can be waited for."""

    def __init__(self, folder, var):
        """Start it."""
        env = os.environ | {"JJBOT_VAR_DIR": str(var), "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jjbot", "check", "--watch", str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=env, cwd=var,
        )  # fmt: skip
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)  # it has ended

    def until(self, words):
        """Return the lines up to the first with *words* in it."""
        seen = []
        while not seen or words not in seen[-1]:
            line = self._lines.get(timeout=60)
            assert line is not None, self.process.stderr.read()
            seen.append(line)
        return "".join(seen)

    def end(self):
        """End it in any case, and let go of its streams only when nobody reads them any more."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()
        self.process.stderr.close()


@pytest.fixture
def watching(minuit, tmp_path):
    """Watch the copy of the tiny pack until the test ends."""
    (tmp_path / "var").mkdir()
    started = Watching(minuit, tmp_path / "var")
    yield started
    started.end()


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C")
def test_watching_checks_again_after_every_change_and_survives_all_of_them(watching, minuit):
    """An author would have to start it again after each mistake, and would not notice."""
    assert "Checked at " in watching.until("in order")
    people = minuit / "people.yaml"
    whole = people.read_text("utf-8")
    people.write_text(whole[: len(whole) // 2] + "\n- {id: [", "utf-8")  # saved half-way
    watching.until("people.yaml:")  # a look in the midst of the writing may come before
    people.write_text(whole, "utf-8")
    watching.until("in order")
    elsewhere = minuit.with_name("elsewhere")
    shutil.move(minuit, elsewhere)
    watching.until("no folder")  # a look in the midst of the move may come before
    shutil.move(elsewhere, minuit)
    watching.until("in order")
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=30) == 0
    assert watching.process.stderr.read() == ""


def test_watching_on_a_terminal_keeps_the_last_result_only(on_terminal, monkeypatch):
    """An author would read an old problem below a new one."""

    def end(_seconds):
        raise KeyboardInterrupt

    monkeypatch.setattr("jjbot.faces.console.checking.time.sleep", end)
    out = on_terminal("check", "--watch")
    assert out.index("\x1b[2J") < out.index("Checked at ") < out.index("in order")


# show ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [("rose",), ("Rose", "Delacroix"), ("poppy",), ("ROSE",)])
def test_an_entity_is_shown_by_id_or_by_any_name(run, wanted):
    """An author would have to know every id by heart."""
    code, out, _ = run("show", *wanted)
    assert code == 0
    assert out.startswith("Rose (character rose)\n")


def test_what_is_known_is_shown_with_both_clocks_and_sources(run):
    """An author could not see why an answer says what it says."""
    _, out, _ = run("show", "rose")
    known = {tuple(row.split()[:2]): row for row in table(out, "What is known\n".strip())}
    assert "S2E1" in known["alias", "Rose"]
    assert "2001" not in out
    assert "The early press name was given up." in out
    assert "main, Zoë Álvarez, Part 1 (zoe-alvarez.s1)" in out
    assert "1. lantern-2022: Lantern, " in out or "1. courier-2019: The Canal Courier, " in out


def test_a_season_is_shown_by_its_name(run):
    """Seasons, whose names are made, would be the only ones without."""
    assert run("show", "part", "2")[1].startswith("Part 2 (season part-2)\n")


def test_the_options_limit_what_is_shown(run):
    """An operator who looks from a fan's place would see what the fan must not."""
    assert "ghost" in run("show", "will")[1]
    assert "ghost" not in run("show", "will", "--seen", "S1E1")[1]
    then = run("show", "rose", "--as-of", "2019-06")[1]
    assert "Poppy" in then
    assert "given up" not in then
    assert "2022" not in then
    assert run("show", "rose", "--seen", "S9")[0] == 2


def test_what_is_hidden_is_as_unknown_as_what_is_not_there(run):
    """That there is something to hide would itself give it away."""
    for wanted in ("the-landlord", "nobody-at-all"):
        code, out, err = run("show", wanted, "--seen", "none")
        assert (code, out) == (1, "")
        assert err.splitlines()[-1].startswith(f"jjbot: nothing is called {wanted!r}")
        assert "Landlord" not in err


def test_an_unknown_name_is_a_failure_with_the_nearest(run):
    """An author would have to look the spelling up."""
    code, out, err = run("show", "zoë", "alvares")
    assert (code, out) == (1, "")
    assert "did you mean" in err
    assert "zoe-alvarez  person  Zoë Álvarez" in err


def test_a_name_of_several_is_a_failure_that_lists_them(run, minuit, monkeypatch):
    """One of them would be shown, and nobody would know that it is the wrong one."""
    monkeypatch.setenv("JJBOT_PACK_DIR", str(minuit))
    with (minuit / "people.yaml").open("a", encoding="utf-8") as people:
        people.write("- {id: ann-lind, kind: person, name: Ann Lind, sources: [courier-2019]}\n")
    code, out, err = run("show", "lind")
    assert (code, out) == (1, "")
    assert "2 are called 'lind'" in err
    assert "  ann-lind  person  Ann Lind\n" in err
    assert "  mara-lind  person  Mara Lind\n" in err


def test_an_entity_as_json_is_one_object(run):
    """A script could not read what is known."""
    code, out, _ = run("show", "part-2", "--json")
    row = json.loads(out)
    assert code == 0
    assert (row["id"], row["kind"], row["name"]) == ("part-2", "season", "Part 2")
    assert {claim["predicate"] for claim in row["claims"]} >= {"number", "renewed_on"}
    (wrong,) = row["wrong"]
    assert wrong["deprecated"]["known_on"] == "2021-06-18"
    assert {each["subject"] for each in row["mentions"]} >= {"decaf", "mara-lind.s2"}
    cited = {source["id"] for source in row["sources"]}
    assert all(set(claim["sources"]) <= cited for claim in row["claims"])


def test_a_terminal_of_80_columns_shows_every_id_in_one_piece(on_terminal):
    """A predicate could not be copied."""
    out = on_terminal("show", "part-2")
    assert "premiere_announced" in out
    assert "filming_wrapped_on" in out


# schema -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_schema_is_printed(run, kind):
    """An author could not give an editor what it needs."""
    code, out, _ = run("schema", kind)
    assert code == 0
    assert json.loads(out)["$schema"].startswith("https://json-schema.org/")


def test_without_a_kind_it_is_the_schema_of_entities(run):
    """The commonest wish would need the longest command."""
    assert run("schema")[1] == run("schema", "entities")[1]


def test_schemas_are_written_with_the_lines_that_name_them(run, tmp_path):
    """An author would have the files and not know what to do with them."""
    code, out, _ = run("schema", "--out", str(tmp_path / "a" / "schema"))
    assert code == 0
    made = {path.name for path in (tmp_path / "a" / "schema").iterdir()}
    assert made == {f"{kind}.json" for kind in FILE_KINDS}
    assert "# yaml-language-server: $schema=../schema/sources.json\n" in out
    run("schema", "pack", "--out", str(tmp_path / "b"))
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["pack.json"]


def test_the_reference_is_printed_or_written(run, tmp_path):
    """The manual could not be brought up to date."""
    _, out, _ = run("schema", "--reference", "-")
    assert out.startswith("# The vocabulary\n")
    page = tmp_path / "page.md"
    assert run("schema", "--reference", str(page))[0] == 0
    assert page.read_text("utf-8") == out


def test_a_folder_that_cannot_be_written_is_a_failure_in_words(run, tmp_path):
    """An author would get a traceback."""
    (tmp_path / "taken").write_text("", "utf-8")
    code, out, err = run("schema", "--out", str(tmp_path / "taken"))
    assert (code, out) == (1, "")
    assert "cannot be made" in err
    code, _, err = run("schema", "--reference", str(tmp_path))
    assert code == 1
    assert "cannot be written" in err
    assert run("schema", "--pack", str(tmp_path / "nowhere"))[0] == 1
    assert run("schema", "spells")[0] == 2


# tables -------------------------------------------------------------------------------------

ROWS = Table(("what", "how many"), (("[bold]a[/]", "1"), ("b", "200")), (1,))


def test_a_table_in_a_pipe_is_columns_of_text():
    """A script could not split it."""
    out = io.StringIO()
    Screen(out).table("Things", ROWS, whole=False)
    assert out.getvalue() == (
        "\nThings\nwhat        how many\n[bold]a[/]         1\nb                200\n"
    )


def test_a_table_without_rows_is_not_shown():
    """There would be a heading with nothing below it."""
    out = Terminal()
    Screen(out).table("Things", Table(("what",), ()), whole=False)
    assert out.getvalue() == ""


def test_a_long_cell_is_wrapped_and_a_short_one_is_not(monkeypatch):
    """On a narrow terminal an id would be torn, or a text be cut."""
    monkeypatch.setenv("COLUMNS", "40")
    out = Terminal()
    words = "word " * 30
    Screen(out).table("T", Table(("id", "text"), (("a-long-id-1", words),), long=(1,)), whole=True)
    assert "a-long-id-1" in out.getvalue()
    assert out.getvalue().count("word") == 30
