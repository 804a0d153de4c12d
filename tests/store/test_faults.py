"""Killed, out of space, without rights: what is in force stays whole, and the next build works."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jjbot.engine import building
from jjbot.errors import BusyError
from jjbot.pack import fingerprint, read_pack
from jjbot.settings import Settings
from jjbot.store import build_lock, digest, publish, read_pointer, write_draft
from jjbot.store.snapshot import is_sound

NOON = datetime(2023, 7, 1, 12, tzinfo=UTC)
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACK = ROOT / "tests" / "packs" / "minuit"
COMPILER = shutil.which("cc")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="forks")


def run(*argv, before=(), **env):
    """Run Python with the checkout's code; the finished process."""
    return subprocess.run(
        [*before, sys.executable, *map(str, argv)],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


def broken(how, pack, scratch, *more, **env):
    """What breaking.py found, which must have broken something."""
    scratch.mkdir()
    done = run(HERE / "breaking.py", how, pack, scratch, *more, **env)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert min(found["steps"].values()) >= 30
    assert found["wrong"] == []


@pytest.fixture
def shim(tmp_path):
    """A library that counts what changes storage."""
    if COMPILER is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path / "storage_faults.so"
    source = HERE / "storage_faults.c"
    subprocess.run([COMPILER, "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


@pytest.mark.parametrize("which", ["some", pytest.param("all", marks=pytest.mark.slow)])
def test_a_fault_at_every_call_of_the_system_leaves_whole_facts(minuit, tmp_path, shim, which):
    """A full disk or a power cut at one moment in a hundred would cost the facts."""
    broken("calls", minuit, tmp_path / "scratch", shim, which, LD_PRELOAD=str(shim))


@POSIX
@pytest.mark.slow
def test_a_fault_at_every_step_of_ours_leaves_whole_facts(minuit, tmp_path):
    """The same where the calls of the system cannot be counted."""
    broken("steps", minuit, tmp_path / "scratch")


@POSIX
@pytest.mark.parametrize("times", [30, pytest.param(300, marks=pytest.mark.slow)])
def test_a_kill_at_any_moment_leaves_whole_facts_and_loses_nothing(minuit, tmp_path, times):
    """What was said to be done would be lost, or half-built facts would answer."""
    broken("kills", minuit, tmp_path / "scratch", times)


BUILD = """
import asyncio, sys
from pathlib import Path
from jjbot.engine import building
from jjbot.errors import JJBotError
def build(pack, facts):
    try:
        asyncio.run(building.build(Path(pack), Path(facts), reason="build", by="x"))
    except JJBotError as error:
        sys.exit(str(error))
"""


@pytest.fixture
def contents(minuit):
    """The tiny pack, read."""
    return read_pack(minuit)


@pytest.fixture
def facts(contents, tmp_path):
    """A folder with the facts of the tiny pack in force."""
    folder = tmp_path / "facts"
    put(contents, folder)
    return folder


def put(contents, folder):
    """Write and publish *contents*; the digest in force."""
    with build_lock(folder):
        draft = write_draft(contents, folder)
        publish(draft, folder, reason="build", by="t", fingerprint="", at=NOON)
    return read_pointer(folder).digest


def changed(edit):
    """Make the tiny pack another one."""
    edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")


def whole(folder):
    """Whether what is in force in *folder* is whole."""
    return is_sound(folder / read_pointer(folder).file)


def names(folder):
    """What lies in *folder*."""
    return {path.name for path in folder.iterdir()}


def build(pack, folder):
    """Build *pack* in this process; what is in force then."""
    asyncio.run(building.build(pack, folder, reason="build", by="x"))
    return read_pointer(folder)


@POSIX
@pytest.mark.parametrize("share", [0, 0.5, 0.95])
def test_a_limit_on_the_size_of_files_is_told_in_words(minuit, edit, facts, share):
    """A full quota would be a traceback, or half a file in force."""
    before, there = read_pointer(facts), names(facts)
    limit = int(share * (facts / before.file).stat().st_size)
    changed(edit)
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    done = run("-c", f"{BUILD}\n{limited}\nbuild(*sys.argv[1:])", minuit, facts)
    assert done.returncode == 1
    assert "free space" in done.stderr
    assert "Traceback" not in done.stderr
    assert (read_pointer(facts), names(facts)) == (before, there)
    assert whole(facts)
    assert build(minuit, facts).before == before.digest


@pytest.fixture
def tiny_disk(facts, tmp_path):
    """A folder on a disk with room for the facts of the tiny pack, and for half as much again."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    room = (facts / read_pointer(facts).file).stat().st_size * 3 // 2
    size = ["-o", f"size={room}"]
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", *size, "none", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("may not mount a disk here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_in_words_and_room_helps(minuit, edit, contents, tiny_disk):
    """A bot on a full disk would lose what it has."""
    facts = tiny_disk / "facts"
    before = put(contents, facts)
    changed(edit)
    done = run("-c", f"{BUILD}\nbuild(*sys.argv[1:])", minuit, facts)
    assert done.returncode == 1
    assert "full" in done.stderr or "No space" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_pointer(facts).digest == before
    assert whole(facts)
    assert not [name for name in names(facts) if name.startswith(".")]
    subprocess.run(["mount", "-o", "remount,size=9m", tiny_disk], check=True)
    assert build(minuit, facts).before == before


@pytest.fixture
def powerless():
    """The beginning of a command that has not more rights than others have."""
    if sys.platform == "win32":
        pytest.skip("has other rights")
    if os.geteuid():
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may do everything")
    return (setpriv, "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def built(minuit, tmp_path):
    """The tiny pack in force in a folder of its own: settings for it, and its facts."""
    env = {"JJBOT_PACK_DIR": str(minuit), "JJBOT_VAR_DIR": str(tmp_path / "var")}
    folder = building.facts_folder(Settings.from_env(env))
    build(minuit, folder)
    return env, folder


ASK = f"{BUILD}\nfrom jjbot.__main__ import main\nsys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("owner", ["own", "another's"])
def test_a_folder_without_rights_is_named_and_old_facts_answer(built, edit, powerless, owner):
    """An operator would not know which folder, or a bot on a read-only disk would not start."""
    env, folder = built
    changed(edit)
    there = names(folder)
    folder.chmod(0o555)
    if owner != "own":
        if os.geteuid():
            pytest.skip("only root can give a folder away")
        os.chown(folder, 12345, 12345)
    done = run("-c", ASK, "build", before=powerless, **env)
    assert done.returncode == 1
    assert str(folder) in done.stderr
    assert "permissions" in done.stderr
    assert ("belongs to user 12345" in done.stderr) == (owner != "own")
    asked = run("-c", ASK, "ask", "who created it?", before=powerless, **env)
    assert (asked.returncode, "Lou Tan." in asked.stdout) == (0, True)
    assert "could not be built" in asked.stderr
    assert "Traceback" not in done.stderr + asked.stderr
    assert names(folder) == there
    folder.chmod(0o755)


@pytest.mark.parametrize("command", ["ask who", "history", "rollback", "refresh"])
def test_a_folder_that_may_not_be_looked_into_is_named_with_a_remedy(
    built, tmp_path, powerless, command
):
    """All that an operator would read is: Permission denied."""
    env, folder = built
    var = tmp_path / "var"
    var.chmod(0)
    done = run("-c", ASK, *command.split(), before=powerless, **env)
    var.chmod(0o755)
    assert done.returncode == 1
    assert str(folder) in done.stderr
    assert "permissions" in done.stderr or "JJBOT_VAR_DIR" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_snapshot_that_may_not_be_read_is_not_to_be_deleted(built, powerless):
    """An operator would delete what a right would have mended."""
    env, folder = built
    (snapshot,) = folder.glob("facts-*")
    snapshot.chmod(0)
    done = run("-c", ASK, "history", before=powerless, **env)
    assert f"{snapshot} cannot be read: Permission denied; look at its permissions" in done.stdout
    assert "delete" not in done.stdout


HOLD = """
import sys
from pathlib import Path
from jjbot.store import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_two_processes_do_not_build_at_once(minuit, facts):
    """Two containers on one volume would tread on each other."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(facts)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        holder.stdout.readline()
        done = run("-c", f"{BUILD}\nbuild(*sys.argv[1:])", minuit, facts)
        assert done.returncode == 1
        assert done.stderr.strip() == "a build is running already; try again when it is done"
        holder.send_signal(signal.SIGKILL)
    before = read_pointer(facts)
    assert build(minuit, facts) != before


@POSIX
def test_a_stopped_build_holds_up_nobody_who_asks(facts):
    """A process that hangs in a refresh would silence the bot."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(facts)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        holder.stdout.readline()
        holder.send_signal(signal.SIGSTOP)
        assert whole(facts)
        with pytest.raises(BusyError), build_lock(facts):
            pass
        holder.send_signal(signal.SIGKILL)


LOCK_OUT = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.readline()
"""


def test_a_program_that_locks_a_snapshot_holds_up_nobody(facts):
    """A backup or a browser of databases would silence the bot."""
    path = facts / read_pointer(facts).file
    other = subprocess.Popen(
        [sys.executable, "-c", LOCK_OUT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        other.stdout.readline()
        assert whole(facts)
        other.kill()


def test_rubbish_beside_a_snapshot_is_nothing_to_it(facts):
    """A journal that a crash of another program left would be played into the facts."""
    path = facts / read_pointer(facts).file
    before = path.read_bytes()
    for ending in ("-wal", "-journal", "-shm"):
        path.with_name(path.name + ending).write_bytes(os.urandom(5000))
    assert whole(facts)
    assert path.read_bytes() == before


@pytest.mark.parametrize("word", ["executescript(", "synchronous", "journal_mode = OFF", "WAL"])
def test_nothing_that_makes_sqlite_forget_is_in_the_code(word):
    """Half a build would be committed, or a power cut would tear a file."""
    for path in (ROOT / "jjbot" / "store").glob("*.py"):
        assert word not in path.read_text("utf-8"), path.name


DIGEST = """
import hashlib, sys, tempfile
from pathlib import Path
from jjbot.pack import fingerprint, read_pack
from jjbot.store import digest, write_draft
contents = read_pack(Path(sys.argv[1]))
with tempfile.TemporaryDirectory() as scratch:
    raw = write_draft(contents, Path(scratch)).read_bytes()
print(digest(contents), hashlib.sha256(raw).hexdigest(), fingerprint(Path(sys.argv[1])))
"""

SURROUNDINGS = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    "no locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "hash seed": {"PYTHONHASHSEED": "4711"},
    "optimised": {"PYTHONOPTIMIZE": "1"},
}


@pytest.fixture(scope="module")
def here():
    """Digest, bytes and fingerprint of the tiny pack as this machine makes them."""
    return run("-c", DIGEST, PACK, PYTHONHASHSEED="0", TZ="UTC").stdout.split()


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_the_same_pack_gives_the_same_bytes_in_other_surroundings(minuit, contents, here, what):
    """Nobody could check a snapshot by building it elsewhere."""
    assert here[0] == digest(contents)
    assert run("-c", DIGEST, minuit, **SURROUNDINGS[what]).stdout.split() == here


def test_the_order_and_age_of_files_do_not_count(minuit, tmp_path, here):
    """A checkout would have other facts than the folder it was copied from."""
    other = tmp_path / "other"
    other.mkdir()
    for age, path in enumerate(sorted(minuit.iterdir(), reverse=True)):
        shutil.copyfile(path, other / path.name)
        os.utime(other / path.name, (age, age))
    contents = read_pack(other)
    raw = write_draft(contents, tmp_path / "facts").read_bytes()
    there = [digest(contents), hashlib.sha256(raw).hexdigest(), fingerprint(other)]
    assert there == here


def pythons(version):
    """The interpreters of *version* that may be on this machine."""
    yield os.environ.get(f"TEST_PYTHON_{version.replace('.', '_')}")
    yield shutil.which(f"python{version}")
    uv = shutil.which("uv")
    if uv:
        found = [uv, "python", "find", "--no-project", version]
        yield subprocess.run(found, capture_output=True, text=True, check=False).stdout.strip()


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_gives_the_same_digest(minuit, here, version):
    """An upgrade of Python would change every digest."""
    for python in filter(None, pythons(version)):
        done = subprocess.run(
            [python, "-c", DIGEST, minuit],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            digest_there, _, fingerprint_there = done.stdout.split()
            assert [digest_there, fingerprint_there] == [here[0], here[2]]
            return
    pytest.skip(f"no Python {version} with the packages")
