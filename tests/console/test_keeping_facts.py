"""`refresh`, `rollback` and `history` from the argument list to what is printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jjbot import engine
from jjbot.faces import console
from tests.asking import MINUIT_CLAIMS

ROOT = Path(__file__).parents[2]

LOADING = """
import os, signal, sys
class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Impatient())
from jjbot.__main__ import main
sys.exit(main(["history"]))
"""


@pytest.fixture
def run(monkeypatch, capsys, minuit, tmp_path):
    """Return a function that runs a command: (exit code, standard output, standard error)."""
    for name in ("JJBOT_FACTS_DIR", "JJBOT_HOME_GUILDS", "LOG_LEVEL", "DISCORD_TOKEN"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("JJBOT_PACK_DIR", str(minuit))
    monkeypatch.setenv("JJBOT_VAR_DIR", str(tmp_path / "var"))

    def run(*argv):
        code = console.main(argv, serve=lambda _: sys.maxsize)
        return code, *capsys.readouterr()

    return run


def test_refresh_rollback_and_history_in_one_evening(run, edit):
    """An operator could not change the facts, see it, and take it back."""
    code, out, _ = run("history")
    assert (code, out) == (0, "Nothing was ever in force.\nKept: nothing\n")
    code, out, err = run("refresh")
    assert (code, "publishing" in err) == (0, True)
    first, count = out.splitlines()
    assert re.fullmatch(r"nothing → [0-9a-f]{12}", first)
    assert re.fullmatch(r"\d+ claims are in force\.", count)
    edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
    code, out, _ = run("refresh")
    moved, *lines = out.splitlines()
    assert lines == ["1 changed:", "- lou-tan.name: Lou Tan → Lou Tan-Berg"]
    old, new = moved.split(" → ")
    assert run("refresh")[1] == f"Nothing changed: {new} is in force.\n"
    code, out, _ = run("rollback")
    assert (code, out.splitlines()[0]) == (0, f"{new} → {old}")
    code, out, _ = run("history")
    assert [re.sub(r"^[\d-]{10} [\d:]{8} UTC", "WHEN", line) for line in out.splitlines()] == [
        f"WHEN  rollback  {new} → {old}  by console",
        f"WHEN  refresh   {new}, unchanged  by console",
        f"WHEN  refresh   {old} → {new}  by console",
        f"WHEN  refresh   nothing → {old}  by console",
        f"Kept: {old} (in force), {new}",
    ]
    assert run("rollback", new[:7])[1].splitlines()[0] == f"{old} → {new}"


@pytest.mark.parametrize(
    ("digest", "words"), [("zz", "No kept facts"), ("", "No kept facts"), (None, "Nothing that")]
)
def test_a_rollback_to_nothing_is_a_sentence_and_a_failure(run, digest, words):
    """A script would believe that it had rolled back."""
    assert run("build")[0] == 0
    code, out, err = run("rollback", *([digest] if digest is not None else []))
    assert (code, out) == (1, "")
    assert words in err


def test_a_refused_pack_is_a_list_of_places(run, edit):
    """An author would have to search for the mistake."""
    edit("show.yaml", "network: lanterna", "netwrk: lanterna")
    code, out, _ = run("refresh")
    assert code == 1
    assert out.startswith("show.yaml:8: ")
    assert out.endswith("1 problem found.\n")


@pytest.mark.parametrize("command", ["build", "refresh"])
def test_a_sudden_loss_is_refused_with_the_remedy(run, edit, command):
    """A lost file would go unnoticed, or nobody would know how to go on."""
    names = "".join(f", Coffee Club {number}" for number in range(300))
    edit("show.yaml", "Midnight Café]", f"Midnight Café{names}]")
    assert run("build")[0] == 0
    edit("show.yaml", f"Midnight Café{names}]", "Midnight Café]")
    code, out, err = run(command)
    assert (code, out) == (1, "")
    assert f"only {MINUIT_CLAIMS} claims" in err
    assert "jjbot refresh --force" in err
    assert run(command, "--force")[0] == 0


def test_a_named_digest_is_no_option(run):
    """A typo in an option would be taken for a digest."""
    assert run("rollback", "--to", "abc")[0] == 2
    assert run("history", "--force")[0] == 2


def test_the_history_names_what_is_damaged(run, tmp_path):
    """An operator would learn of it at the next restart."""
    run("build")
    (path,) = (tmp_path / "var" / "facts").glob("*/facts-*")
    path.write_bytes(path.read_bytes()[:-4096])
    _, *_, kept, trouble = run("history")[1].splitlines()
    assert kept == f"Kept: {path.stem[6:18]} (in force, cannot be used)"
    assert trouble.startswith(f"Not in order: {path} cannot be used")


@pytest.mark.parametrize("when", ["before", "after"])
def test_ctrl_c_says_whether_the_facts_are_others_now(run, monkeypatch, when):
    """Nobody would know what is answered from."""
    build = engine.build

    async def interrupted(*args, **more):
        if when == "after":
            await build(*args, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "build", interrupted)
    code, out, err = run("build")
    assert (code, out) == (130, "")
    told = "nothing was changed" if when == "before" else "[0-9a-f]{12} is in force"
    assert re.search(rf"^jjbot: interrupted; {told}$", err, re.MULTILINE)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as a terminal does")
@pytest.mark.parametrize("module", ["jjbot.faces.console", "jjbot.engine", "rich.console"])
def test_ctrl_c_while_the_program_loads_is_no_traceback(module):
    """Who is impatient would be shown the inside of the program."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING, module],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_what_the_system_refuses_is_told_with_its_place(run, monkeypatch):
    """All that an operator would read is: Permission denied."""

    def refused(_):
        raise PermissionError(13, "Permission denied", "/some/where")

    monkeypatch.setattr(engine, "history", refused)
    code, _, err = run("history")
    assert (code, "/some/where: Permission denied; look at whose it is" in err) == (1, True)
