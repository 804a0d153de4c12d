"""The program as somebody gets it: started from outside, installed from lock files."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from jjbot import __version__
from jjbot.settings import VARIABLES

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a program with nothing of this machine's settings."""
    for name in ("home", "here"):
        (tmp_path / name).mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith("JJBOT_")}
    # empty, and not just absent: a .env in this checkout must not count
    env |= dict.fromkeys(VARIABLES.values(), "")
    env |= {
        "HOME": str(tmp_path / "home"),
        "JJBOT_VAR_DIR": str(tmp_path / "var"),
        "PYTHONPATH": str(ROOT),
    }

    def start(*argv, typed="", **more):
        return subprocess.run(
            [sys.executable, *map(str, argv)],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path / "here",
            env=env | more,
            timeout=120,
            check=False,
        )

    return start


def test_the_module_tells_its_version(start):
    """``python -m jjbot`` would not be a program."""
    done = start("-m", "jjbot", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"jjbot {__version__} (Python ")


def test_bot_py_without_token_and_without_a_question_says_what_to_set(start, tmp_path):
    """A container without a token would stop and nobody would know why."""
    done = start(ROOT / "bot.py")
    assert (done.returncode, done.stdout) == (78, "")
    assert "DISCORD_TOKEN is not set" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "var").exists()


def test_bot_py_answers_a_piped_question_from_the_shipped_pack(start):
    """The first thing the manual suggests would not work."""
    done = start(ROOT / "bot.py", typed="is there a season 4?\n")
    assert done.returncode == 0
    assert done.stdout.startswith("No. ")
    assert "\nSources:\n- " in done.stdout
    assert "Traceback" not in done.stderr


def test_bot_py_with_faulty_settings_names_them_all_and_no_token(start):
    """A token would be in a log, or an operator would mend one fault at a time."""
    done = start(ROOT / "bot.py", DISCORD_TOKEN="Bot s3cret.s3cret.s3cret", LOG_LEVEL="loud")
    assert done.returncode == 78
    assert "DISCORD_TOKEN: " in done.stderr
    assert "LOG_LEVEL: " in done.stderr
    assert "s3cret" not in done.stderr + done.stdout


def test_a_question_in_any_encoding_gets_an_answer(start):
    """A machine without a UTF-8 locale would end with a traceback."""
    done = start(
        "-m", "jjbot", "ask", "caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{FIRE}?", "--json",
        JJBOT_PACK_DIR=str(ROOT / "tests" / "packs" / "minuit"),
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii",
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.startswith('{"question": ')


@pytest.mark.parametrize(
    ("redirected", "code"),
    [(">&-", 0), ("2>&-", 0), ("<&-", 0), (">/dev/full", 1)],
    ids=["no stdout", "no stderr", "no stdin", "full disk"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a POSIX shell does")
def test_a_closed_or_full_stream_is_no_traceback(start, redirected, code):
    """A service manager may close any of them."""
    command = f'"$0" -m jjbot ask --today 2023-07-01 hello {redirected}'
    pack = str(ROOT / "tests" / "packs" / "minuit")
    script = (
        "import subprocess, sys;"
        f"sys.exit(subprocess.call(['/bin/sh', '-c', {command!r}, sys.executable]))"
    )
    done = start("-c", script, JJBOT_PACK_DIR=pack)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_bot_py_is_a_few_lines():
    """What the program does would be in a file that nothing else can import."""
    assert len((ROOT / "bot.py").read_text(encoding="utf-8").splitlines()) < 20


def test_the_whole_check_is_one_command():
    """A change could be taken that was only half checked."""
    script = ROOT / ".ci" / "run"
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in script.read_text(encoding="utf-8")
    assert sys.platform == "win32" or script.stat().st_mode & stat.S_IXUSR


def test_an_image_runs_without_rights_and_from_the_lock_file():
    """A fault in a library would be a fault of the whole machine, or the image a surprise."""
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "--require-hashes" in dockerfile
    assert re.search(r"^USER [0-9]+:[0-9]+$", dockerfile, re.MULTILINE)
    assert re.search(r'^ENTRYPOINT \["', dockerfile, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert not {"!.env", "!var"} & set(ignored)


def pins(lock: str) -> dict[str, Requirement]:
    """Return what *lock* pins: canonical name → requirement."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", text).splitlines()
    written = [line.split(" --hash")[0] for line in lines if line and line[0] not in " #"]
    found = [Requirement(line) for line in written]
    return {canonicalize_name(one.name): one for one in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_everything_by_hash_and_names_no_place(lock):
    """A file from elsewhere could be installed, or only on the machine that made the lock."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:[0-9a-f]{64}( \\)?$)", text, re.MULTILINE)
    for block in re.split(r"\n(?=\S)", text):
        assert "--hash=sha256:" in block, block.splitlines()[0]
    for pin in pins(lock).values():
        assert re.fullmatch(r"==[^=*,]+", str(pin.specifier)), pin


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
    ],
    ids=["run", "dev", "dev-group"],
)
def test_a_lock_file_fits_the_project(lock, wanted):
    """What is tested would not be what the project says it needs."""
    locked = pins(lock)
    for requirement in map(Requirement, wanted):
        (pin,) = locked[canonicalize_name(requirement.name)].specifier
        assert requirement.specifier.contains(pin.version), requirement


def test_what_runs_is_what_was_tested():
    """The released bot would stand on other versions than its tests."""
    run, dev = map(pins, LOCKS)
    assert {name: str(pin) for name, pin in run.items()}.items() <= {
        name: str(pin) for name, pin in dev.items()
    }.items()
