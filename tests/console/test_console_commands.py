"""The console's commands from the argument list to what is printed, with a real store."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from jjbot.faces import console

PACK = Path(__file__).resolve().parents[1] / "packs" / "minuit"
TOKEN = "aaaa.bbbb.cccc"


class Terminal(io.StringIO):
    """Typed lines that come from a terminal."""

    def isatty(self):
        """Return True."""
        return True


@pytest.fixture(autouse=True)
def _surroundings(surroundings):
    """Nothing of the machine's own."""


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs a command: (exit code, standard output, standard error)."""

    def run(*argv, typed=""):
        stdin = io.StringIO(typed) if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", stdin)
        code = console.main(argv, serve=lambda settings: 42 if settings.token == TOKEN else 1)
        return code, *capsys.readouterr()

    return run


def rows(out):
    """Return the JSON objects in *out*, one a line."""
    return [json.loads(line) for line in out.splitlines()]


def test_a_question_gets_its_answer_and_its_sources(run):
    """The first thing somebody tries would not work."""
    code, out, _ = run("ask", "when did part 2 come out?")
    assert code == 0
    assert "February 18, 2022" in out.splitlines()[0]
    assert "\n\nSources:\n- Lantern, " in out


def test_one_question_as_json_is_one_object(run):
    """A script could not read the answer."""
    code, out, _ = run("ask", "is", "there", "a", "part", "3?", "--json")
    (row,) = rows(out)
    assert code == 0
    assert row["question"] == "is there a part 3?"
    assert row["outcome"] == "answered"
    assert row["sources"][0]["publisher"] == "The Canal Courier"
    assert row["ms"] > 0


def test_the_options_say_from_where_a_question_is_asked(run):
    """An as-of question would be answered with what became known later."""
    row = rows(run("ask", "when was part 2 renewed?", "--as-of", "2020-09", "--json")[1])[0]
    assert "October 1, 2020" not in row["text"]
    row = rows(run("ask", "when was part 2 renewed?", "--as-of", "2020-12", "--json")[1])[0]
    assert "October 1, 2020" in row["text"]
    row = rows(run("ask", "who does Bo Quist play?", "--seen", "S1E1", "--json")[1])[0]
    assert "Landlord" not in row["text"]


def test_a_spoiler_is_marked_in_the_json(run):
    """A script could not cover what should be covered."""
    row = rows(run("ask", "who does Bo Quist play?", "--json")[1])[0]
    assert any("Landlord" in row["text"][start:end] for start, end in row["spoilers"])


def test_a_batch_answers_line_by_line_with_context_and_viewpoint(run, tmp_path):
    """An evaluation could not ask follow-ups, or one line's viewpoint would hold for the next."""
    items = [
        {"id": "a", "q": "and part 1?", "context": ["when did part 2 come out?"]},
        {"id": 2, "q": "when was part 2 renewed?", "as_of": "2020-09"},
        {"id": 3, "q": "when was part 2 renewed?"},
        {"id": 4, "q": "and part 1?"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n".join(map(json.dumps, items)), encoding="utf-8")
    code, out, _ = run("ask", "--batch", str(file))
    assert code == 0
    followed, early, late, alone = rows(out)
    assert [row["id"] for row in (followed, early, late, alone)] == ["a", 2, 3, 4]
    assert set(followed) == {"id", "text", "declined", "outcome", "intent", "ms"}
    assert followed["intent"] == "premiere"
    assert alone["intent"] != "premiere"
    assert "October 1, 2020" not in early["text"]
    assert "October 1, 2020" in late["text"]


def test_a_bad_line_of_a_batch_is_reported_and_the_others_are_answered(run):
    """One wrong line would cost a whole evaluation, or go unnoticed."""
    lines = [
        '{"id": 1, "q": "who directed Decaf?"}',
        "nonsense",
        '{"id": 3, "q": "x", "seen": "?"}',
    ]
    typed = "\n".join([*lines, '{"id": 4, "q": "who plays Will?"}'])
    code, out, err = run("ask", "--batch", "-", typed=typed)
    assert code == 1
    assert [row["id"] for row in rows(out)] == [1, 4]
    assert "line 2: is not JSON" in err
    assert "line 3: '?' is not" in err


@pytest.mark.parametrize(
    "argv",
    [
        ("ask",),
        ("ask", "who?", "--batch", "-"),
        ("ask", "--batch", "/nowhere/at/all"),
        ("ask", "who?", "--seen", "half"),
        ("ask", "who?", "--as-of", "yesterday"),
        ("ask", "who?", "--today", "2026"),
        ("chat", "--seen", "half"),
        ("explain", "who?", "--as-of", "x"),
        ("explain",),
        ("dance",),
        ("ask", "who?", "--colour"),
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_a_usage_error_in_words(run, argv):
    """A script could not tell its own mistake from a fault of the bot."""
    code, out, err = run(*argv)
    assert code == 2
    assert out == ""
    assert err.startswith(("jjbot: ", "usage: jjbot "))


def test_explain_shows_how_a_question_is_read(run):
    """Somebody who teaches a phrase could not see whether it is understood."""
    code, out, _ = run("explain", "when did part 2 come out?")
    assert code == 0
    for words in ("Normalised: ", "Names found", "Readings", "Claims used", "- won: ", "- lost: "):
        assert words in out


def test_a_sound_pack_is_one_line(run):
    """An author could not see at a glance that all is well."""
    code, out, err = run("check")
    assert code == 0
    assert out.count("\n") == 1
    assert "in order" in out
    assert "9 sources" in out
    assert "golden questions" in err


def test_a_broken_pack_is_a_list_of_places(run, tmp_path):
    """An author would have to search for the mistake."""
    pack = tmp_path / "pack"
    pack.mkdir()
    for file in PACK.iterdir():
        (pack / file.name).write_bytes(file.read_bytes())
    (pack / "more.yaml").write_text("- id: x\n  kind: sesaon\n", encoding="utf-8")
    code, out, _ = run("check", str(pack))
    assert code == 1
    first, *_, last = out.splitlines()
    assert first.startswith("more.yaml:2: ")
    assert last.endswith("found.")


def test_building_puts_a_snapshot_in_force(run, tmp_path):
    """An image could not be made with the facts in it."""
    code, out, err = run("build")
    assert code == 0
    assert str(tmp_path / "var" / "facts") in out
    assert "publishing" in err
    assert run("ask", "who plays Will?")[2] == ""


def test_building_a_broken_pack_fails(run, tmp_path, monkeypatch):
    """An image would be made with facts that are not those of its pack."""
    monkeypatch.setenv("JJBOT_PACK_DIR", str(tmp_path))
    code, out, _ = run("build")
    assert code == 1
    assert "pack.yaml" in out


def test_a_start_with_a_broken_pack_and_nothing_else_is_a_configuration_error(
    run, tmp_path, monkeypatch
):
    """A supervisor would start it again and again."""
    monkeypatch.setenv("JJBOT_PACK_DIR", str(tmp_path))
    code, out, err = run("ask", "who?")
    assert (code, out) == (78, "")
    assert "pack.yaml" in err


def test_faulty_settings_are_a_configuration_error_with_every_fault(run, monkeypatch):
    """An operator would get a traceback, or one fault at a time."""
    monkeypatch.setenv("LOG_LEVEL", "loud")
    monkeypatch.setenv("JJBOT_HOME_GUILDS", "x")
    code, _, err = run("ask", "who?")
    assert code == 78
    assert "jjbot: LOG_LEVEL: " in err
    assert "jjbot: JJBOT_HOME_GUILDS: " in err


def test_an_unknown_setting_is_a_warning(run, monkeypatch):
    """A misspelt setting would silently do nothing."""
    monkeypatch.setenv("JJBOT_PACKDIR", "x")
    code, _, err = run("ask", "who plays Will?")
    assert code == 0
    assert "jjbot: warning: JJBOT_PACKDIR" in err


@pytest.mark.parametrize("argv", [(), ("run",)])
def test_with_a_token_it_runs_on_discord(run, monkeypatch, argv):
    """A server would get no bot."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert run(*argv)[0] == 42


def test_without_a_token_piped_lines_are_questions(run):
    """``echo question | …`` would print nothing."""
    code, out, err = run(typed="\nwho directed Opening Hour?\n  \nis there a part 3?\n")
    assert code == 0
    first, second = out.split("\n\n", 1)[0], out.rsplit("No. ", 1)[1]
    assert "Okafor" in first
    assert "canceled" in second
    assert "DISCORD_TOKEN" not in err


@pytest.mark.parametrize("typed", ["", "\n \n", None])
def test_without_a_token_and_a_question_it_says_what_to_set(run, typed, tmp_path):
    """A container without a token would end with success and no word."""
    code, out, err = run("run", typed=typed)
    assert (code, out) == (78, "")
    assert "DISCORD_TOKEN is not set" in err
    assert not (tmp_path / "var").exists()


def test_without_a_token_a_terminal_gets_the_local_chat(run):
    """Somebody who tries the bot at home would be asked for a token."""
    typed = Terminal("who directed Opening Hour?\n\nand Decaf?\nQuit\nwho plays Will?\n")
    code, out, err = run(typed=typed)
    assert code == 0
    assert "DISCORD_TOKEN is not set" in err.splitlines()[0]
    intro, how, *rest = out.splitlines()
    assert "Café Minuit" in intro
    assert "quit" in how
    assert any("Okafor" in line for line in rest)
    assert not any("Will Hart" in line for line in rest)
    assert rest[-1].endswith("Bye.")


@pytest.mark.parametrize("on_terminal", [True, False])
def test_a_chat_tells_damage_once(run, monkeypatch, tmp_path, on_terminal):
    """Somebody would look for two faults, or learn of none."""
    run("build")
    (path,) = (tmp_path / "var" / "facts").glob("*/facts-*")
    path.write_bytes(path.read_bytes()[:-4096])
    if on_terminal:  # where the log is read, too
        monkeypatch.setattr(sys, "stderr", Terminal())
    _, out, _ = run("chat", typed=Terminal("quit\n"))
    assert out.count("not in order") == (not on_terminal)


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_a_chat_ends_politely(run, monkeypatch, end):
    """Ctrl-D and Ctrl-C would end in a traceback."""

    def stop(_prompt):
        raise end

    monkeypatch.setattr("builtins.input", stop)
    code, out, err = run("chat", typed=Terminal())
    assert code == 0
    assert out.endswith("Bye.\n")
    assert "Traceback" not in err


def test_a_chat_remembers_what_was_asked(run):
    """``and part 1?`` would mean nothing."""
    code, out, _ = run("chat", typed="when did part 2 come out?\nand part 1?\n")
    assert code == 0
    assert "September 4, 2020" in out


def test_a_reader_that_has_enough_is_no_failure(run, monkeypatch, tmp_path):
    """``| head -1`` would print a traceback."""

    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

        def fileno(self):
            return spare.fileno()

    with (tmp_path / "spare").open("w") as spare:
        monkeypatch.setattr(sys, "stdout", Closed())
        code, _, err = run("ask", "who plays Will?")
    assert code == 0
    assert "Traceback" not in err


def test_the_versions_are_one_line(run):
    """A bug report would not say what it is about."""
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("jjbot ")
    assert "Python" in out
    assert "discord.py" in out


def test_help_names_every_command_and_the_exit_codes(run):
    """A command would exist that nobody finds."""
    code, out, _ = run("--help")
    assert code == 0
    for command in ("run", "chat", "ask", "explain", "check", "build", "78"):
        assert command in out
