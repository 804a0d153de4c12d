"""Snapshots are built whole, published in one step, and refused when they are not sound."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from jjbot.errors import BusyError, StoreError
from jjbot.model import Viewpoint
from jjbot.pack import read_pack
from jjbot.store import (
    SCHEMA_VERSION,
    Snapshot,
    build_lock,
    digest,
    publish,
    read_pointer,
    snapshots,
    write_draft,
)

ROOT = str(Path(__file__).parents[2])
NOON = datetime(2023, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def contents(minuit):
    """The tiny pack, read."""
    return read_pack(minuit)


@pytest.fixture
def facts(tmp_path):
    """A folder for snapshots, not yet there."""
    return tmp_path / "facts"


def put(contents, facts, at=NOON, reason="build"):
    """Write and publish *contents*."""
    draft = write_draft(contents, facts)
    return publish(draft, facts, reason=reason, by="test", fingerprint="f" * 64, at=at)


def variant(contents, number):
    """Other contents that are as valid."""
    return replace(contents, checked_on=contents.checked_on + timedelta(days=number))


async def is_sound(path):
    """Whether the store opens *path*."""
    try:
        Snapshot.open(path).close()
    except StoreError:
        return False
    return True


async def test_a_published_snapshot_is_pointed_to(contents, facts):
    """What was built would not be what is answered from."""
    assert read_pointer(facts) is None
    path = put(contents, facts)
    pointer = read_pointer(facts)
    assert (pointer.digest, pointer.file) == (digest(contents), path.name)
    assert (pointer.reason, pointer.by, pointer.fingerprint) == ("build", "test", "f" * 64)
    assert pointer.at == NOON
    assert sorted(each.name for each in facts.iterdir()) == ["current", path.name, "history"]
    assert await is_sound(path)


def test_two_builds_give_the_same_bytes(contents, tmp_path):
    """Nobody could check a snapshot by building it again."""
    first = put(contents, tmp_path / "one").read_bytes()
    assert put(contents, tmp_path / "two").read_bytes() == first


def test_the_digest_is_of_what_is_said(contents):
    """A changed fact would keep the name of the old ones, or an unchanged one get a new name."""
    assert digest(replace(contents, golden=())) == digest(contents)
    assert digest(replace(contents, claims=contents.claims[::-1])) == digest(contents)
    changed = {
        digest(contents),
        digest(variant(contents, 1)),
        digest(replace(contents, claims=contents.claims[1:])),
        digest(replace(contents, sources=contents.sources[1:])),
        digest(replace(contents, season_word="Series")),
        digest(replace(contents, claims=(replace(contents.claims[0], certainty=0),))),
    }
    assert len(changed) == 6


def test_publishing_the_same_again_keeps_the_file(contents, facts):
    """A file somebody reads would be replaced under them for nothing."""
    before = put(contents, facts).stat().st_ino
    assert put(contents, facts, at=NOON + timedelta(hours=1)).stat().st_ino == before
    assert read_pointer(facts).at == NOON + timedelta(hours=1)
    assert not list(facts.glob(".draft*"))


async def test_a_damaged_snapshot_is_replaced_by_the_same_facts(contents, facts):
    """A rebuild would not mend what is broken."""
    path = put(contents, facts)
    path.write_bytes(path.read_bytes()[:5000])
    assert not await is_sound(path)
    assert await is_sound(put(contents, facts))


def test_the_last_five_are_kept(contents, facts):
    """Nothing could be rolled back, or the disk would fill."""
    paths = [put(variant(contents, n), facts, NOON + timedelta(days=n)) for n in range(8)]
    assert list(snapshots(facts)) == paths[:2:-1]


def test_the_one_in_force_before_is_kept(contents, facts):
    """A rollback would have nothing to go back to."""
    oldest = put(contents, facts, NOON)
    rest = [put(variant(contents, n), facts, NOON + timedelta(days=n)) for n in range(1, 5)]
    again = put(contents, facts, NOON + timedelta(days=9))
    assert again == oldest
    put(variant(contents, 9), facts, NOON - timedelta(days=9))  # a clock that went back
    assert oldest in snapshots(facts)
    assert (facts / read_pointer(facts).file).is_file()
    assert rest


def test_what_dead_builds_left_is_removed(contents, facts):
    """The disk would fill with halves."""
    facts.mkdir()
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    for name in (
        f".draft-{'0' * 16}-{done.pid}.sqlite",
        f".draft-{'1' * 16}-{done.pid}.sqlite-journal",
    ):
        (facts / name).write_text("half")
    with build_lock(facts):
        put(contents, facts)
    assert not list(facts.glob(".draft*"))


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"digest": "x"}', '{"a": ' * 5000, "\udcff"],
    ids=["empty", "cut", "list", "null", "other", "deep", "no text"],
)
def test_a_damaged_pointer_is_a_sentence(contents, facts, text):
    """The start would end in a traceback, or with no facts and no word."""
    put(contents, facts)
    (facts / "current").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match=r"damaged; delete it and build again"):
        read_pointer(facts)


def test_a_pointer_never_leads_out_of_its_folder(contents, facts):
    """A planted pointer would open another file."""
    put(contents, facts)
    said = json.loads((facts / "current").read_text())
    (facts / "current").write_text(json.dumps(said | {"file": "../facts.sqlite"}))
    with pytest.raises(StoreError):
        read_pointer(facts)


DAMAGES = {
    "empty": lambda raw: b"",
    "text": lambda raw: b"hello" * 1000,
    "cut": lambda raw: raw[: len(raw) // 2],
    "one page short": lambda raw: raw[:-4096],
    "zeroed": lambda raw: raw[:8192] + bytes(4096) + raw[12288:],
    "a changed word": lambda raw: raw.replace(b"Lou Tan", b"Lou Tam"),
    "another version": lambda raw: raw[:60] + (SCHEMA_VERSION + 1).to_bytes(4, "big") + raw[64:],
    "another program": lambda raw: raw[:68] + b"GPKG" + raw[72:],
}


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_snapshot_is_refused(contents, facts, damage):
    """Wrong facts would be told, or the start would end in a traceback."""
    path = put(contents, facts)
    raw = path.read_bytes()
    path.write_bytes(DAMAGES[damage](raw))
    assert path.read_bytes() != raw
    with pytest.raises(StoreError, match=r"build again"):
        Snapshot.open(path)


async def test_a_snapshot_under_another_name_is_refused(contents, facts):
    """Facts would pass for others."""
    path = put(contents, facts)
    other = path.rename(facts / f"facts-{'0' * 16}.sqlite")
    assert not await is_sound(other)
    assert not await is_sound(other.rename(facts / "notes.sqlite"))
    assert not await is_sound(facts / f"facts-{'1' * 16}.sqlite")


async def test_an_open_snapshot_survives_what_comes_after(contents, facts):
    """An answer would be torn by a refresh."""
    snapshot = Snapshot.open(put(contents, facts))
    for number in range(1, 8):
        put(variant(contents, number), facts, NOON + timedelta(days=number))
    found = snapshot.about(Viewpoint.unlimited(date(2023, 7, 1)), snapshot.show)
    snapshot.close()
    assert {claim.value for claim in found if claim.predicate == "name"} == {"Café Minuit"}


def test_a_draft_that_does_not_hold_together_is_not_left(contents, facts):
    """A claim could rest on a source that nobody can look up."""
    with pytest.raises(StoreError, match="a source that is not there"):
        write_draft(replace(contents, sources=contents.sources[1:]), facts)
    assert list(facts.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_sentence(contents, tmp_path):
    """The operator would see a traceback."""
    (tmp_path / "facts").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"):
        write_draft(contents, tmp_path / "facts")
    with pytest.raises(StoreError, match="permissions"), build_lock(tmp_path / "facts"):
        pass


def test_only_one_builds_at_a_time(facts):
    """Two refreshes would tread on each other."""
    with build_lock(facts):
        with pytest.raises(BusyError), build_lock(facts):
            pass
        hold = "import sys; from pathlib import Path; from jjbot.store import build_lock\n"
        hold += "with build_lock(Path(sys.argv[1])): pass"
        done = subprocess.run(
            [sys.executable, "-c", hold, str(facts)],
            env=os.environ | {"PYTHONPATH": ROOT},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "BusyError" in done.stderr
    with build_lock(facts):
        pass


def test_a_damaged_lock_is_a_sentence(facts):
    """Nobody would know what to delete."""
    facts.mkdir()
    (facts / "build.lock").write_text("not a database" * 100)
    with pytest.raises(StoreError, match="delete it"), build_lock(facts):
        pass


BUILDER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from jjbot.pack import read_pack
from jjbot.store import build_lock, publish, write_draft
pack, facts = map(Path, sys.argv[1:])
contents = read_pack(pack)
with build_lock(facts):
    print("ready", flush=True)
    for number in range(10_000):
        day = contents.checked_on + timedelta(days=number)
        draft = write_draft(replace(contents, checked_on=day), facts)
        publish(draft, facts, reason="build", by="x", fingerprint="", at=datetime.now(UTC))
"""


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.029, 0.05, 0.081, 0.12])
async def test_a_killed_build_leaves_whole_facts(contents, facts, minuit, delay):
    """A power cut in a refresh would leave the bot without facts."""
    put(contents, facts)
    build_and_die(minuit, facts, delay)
    pointer = read_pointer(facts)
    assert await is_sound(facts / pointer.file)
    with build_lock(facts):  # the lock died with its holder
        assert await is_sound(put(contents, facts))
    assert read_pointer(facts).digest == digest(contents)
    assert not list(facts.glob(".draft*"))


def build_and_die(minuit, facts, delay):
    """Build again and again in another process, and kill it after *delay* seconds of that."""
    builder = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(minuit), str(facts)],
        env=os.environ | {"PYTHONPATH": ROOT},
        stdout=subprocess.PIPE,
    )
    with builder:
        builder.stdout.readline()
        time.sleep(delay)
        builder.send_signal(signal.SIGKILL)


def test_the_file_says_what_it_is(contents, facts):
    """Another program's database could be taken for facts, or facts for one."""
    with closing(sqlite3.connect(put(contents, facts))) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert db.execute("PRAGMA application_id").fetchone()[0] != 0
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert db.execute("SELECT count(*) FROM claim").fetchone() == (len(contents.claims),)
