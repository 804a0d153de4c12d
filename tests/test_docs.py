"""The manual: what exists is documented, and what is documented exists."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from dotenv import dotenv_values

from jjbot import __version__
from jjbot.faces import console
from jjbot.faces.console.options import build_parser
from jjbot.settings import LOG_LEVELS, VARIABLES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SLASH_COMMANDS = (
    "/ask",
    "/season",
    "/cast",
    "/renewal",
    "/news",
    "/help",
    "/about",
    "/admin refresh",
)


@pytest.mark.parametrize(
    "command", ["pip install uv && uv run bot.py", "pip install uv && uv run pytest"]
)
def test_the_two_commands_stand_alone_in_the_readme(command):
    """A newcomer could not copy the one line that is all the set-up."""
    assert command in README.splitlines()


def test_the_readme_says_what_to_do_where_pip_refuses():
    """On many systems the first command would end in an error and no word of help."""
    (line,) = [line for line in README.splitlines() if "refuses `pip install`" in line]
    assert "pipx" in line
    assert "venv" in line


@pytest.mark.parametrize("variable", VARIABLES.values())
def test_every_setting_is_in_the_example_with_a_comment_and_in_the_readme(variable):
    """A setting that nobody can find is a setting that nobody has."""
    lines = EXAMPLE.splitlines()
    at = lines.index(f"{variable}=")
    assert lines[at - 1].startswith("# ")
    assert f"| `{variable}` |" in README


def test_the_example_has_no_setting_that_does_not_exist():
    """An operator would set something and wonder why nothing happens."""
    assert set(dotenv_values(ROOT / ".env.example", interpolate=False)) == set(VARIABLES.values())
    assert set(re.findall(r"\bJJBOT_[A-Z_]+", README)) <= set(VARIABLES.values())


def test_every_log_level_is_documented():
    """An operator would have to guess how a level is written."""
    for level in LOG_LEVELS:
        assert f"`{level}`" in README
        assert level in EXAMPLE


def subcommands():
    """Return the console's commands and their parsers."""
    actions = build_parser()._subparsers
    assert actions is not None
    return dict(actions._group_actions[0].choices)


@pytest.mark.parametrize("command", subcommands())
def test_every_console_command_is_in_the_readme(command):
    """A command would exist that nobody finds."""
    assert f"`jjbot {command}" in README


def test_every_option_of_the_console_is_in_the_readme():
    """An option would exist that nobody finds."""
    for parser in (build_parser(), *subcommands().values()):
        for option in parser._option_string_actions:
            assert option in {"-h", "--help"} or f"{option}" in README


@pytest.mark.parametrize("command", SLASH_COMMANDS)
def test_every_slash_command_is_in_the_readme(command):
    """A moderator could not say what the bot can do."""
    assert f"| `{command}` |" in README


def test_the_changelog_has_an_entry_for_this_version():
    """Somebody who upgrades could not see what changed."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {__version__} " in changelog


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))])
def test_links_between_documents_lead_somewhere(path):
    """A reader would be sent to a page that is not there."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!\w+:|#)([^)#]+)", text):
        assert (path.parent / target).exists(), target


def test_the_readmes_answers_are_what_the_bot_says(monkeypatch, tmp_path, capsys):
    """The manual would promise answers that nobody gets."""
    examples = re.findall(r"^> (.+)\n(.+)$", README, re.MULTILINE)
    assert len(examples) >= 5
    batch = tmp_path / "examples.jsonl"
    items = [{"id": number, "q": question} for number, (question, _) in enumerate(examples)]
    batch.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    for variable in VARIABLES.values():
        monkeypatch.setenv(variable, "")
    monkeypatch.setenv("JJBOT_VAR_DIR", str(tmp_path / "var"))
    assert console.main(["ask", "--batch", str(batch)], serve=lambda _: sys.maxsize) == 0
    said = [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()]
    assert [text.split("\n")[0] for text in said] == [answer for _, answer in examples]
