"""Strange texts at the console's doors: one question, many, and what is told of them."""

from __future__ import annotations

import io
import json
import sys

import pytest

from jjbot.faces import console
from tests.engine.test_hostile import ALMOST_NOTHING, HOSTILE, INVISIBLE, MARK

TEXTS = [*HOSTILE, *INVISIBLE, *ALMOST_NOTHING]


@pytest.fixture(autouse=True)
def _surroundings(surroundings):
    """Nothing of the machine's own."""


@pytest.fixture
def run(monkeypatch, capsys):
    """Return a function that runs a command: (exit code, standard output, standard error)."""

    def run(*argv):
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        code = console.main(argv, serve=lambda settings: 1)
        return code, *capsys.readouterr()

    return run


def test_a_batch_of_strange_texts_has_one_answer_a_line(run, tmp_path):
    """An evaluation would end at the first of them, or hold an answer to nothing for one."""
    asked = [*TEXTS, *(f"{MARK} {text[:500]}" for text in TEXTS)]
    items = [{"id": at, "q": text, "context": [text[:100]]} for at, text in enumerate(asked)]
    file = tmp_path / "strange.jsonl"
    file.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    code, out, _ = run("ask", "--batch", str(file))
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["id"] for row in rows] == list(range(len(asked)))
    for row in rows:
        assert row["text"], ascii(asked[row["id"]])
        assert MARK not in row["text"]
        assert not any(ord(one) < 32 and one != "\n" for one in row["text"])
        assert asked[row["id"]] not in INVISIBLE or row["declined"]


@pytest.mark.parametrize(
    "text",
    [
        "{0.__class__} %s ${jndi:ldap://x} {{7*7}} {:>99999999999}",
        "'; DROP TABLE claim; -- ",
        "\x1b[31mred\r\nINFO fake log line",
        "\ud800 lone surrogate",
        "\u202ewho plays rose\u202c",
        "   ",
        "\u200b",
    ],
)
@pytest.mark.parametrize("command", ["ask", "explain"])
def test_a_strange_question_is_answered_in_plain_words(run, command, text):
    """A terminal would be painted over, or a traceback be all there is."""
    code, out, err = run(command, "--", text)
    assert code in (0, 1, 2)
    assert "Traceback" not in out + err
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
