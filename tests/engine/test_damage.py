"""Whatever lies in place of a snapshot or the pointer: whole facts answer, and it is told."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from jjbot.engine import Asker, Engine, building, facts_folder
from jjbot.errors import PackError, StoreError
from jjbot.settings import Settings
from jjbot.store import SCHEMA_VERSION, read_pointer
from tests.asking import PACKS, view

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pipes and links like these")


def foreign(path):
    """Somebody else's database."""
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE diary (entry TEXT)")
        db.execute("INSERT INTO diary VALUES ('dear diary')")
        db.commit()


def with_bytes(change):
    """A function that changes the bytes of a file."""
    return lambda path: path.write_bytes(change(path.read_bytes()))


def version(number):
    """A function that gives a snapshot another schema version."""
    return with_bytes(lambda raw: raw[:60] + number.to_bytes(4, "big") + raw[64:])


def flipped(raw):
    """*raw* with a bit flipped in the middle of a word that is told."""
    at = raw.index(b"Lou Tan")
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def replaced(make):
    """A function that puts something else in place of a file."""

    def replace(path):
        path.unlink()
        make(path)

    return replace


def outside(path):
    """A link to a file in another folder."""
    other = path.parents[2] / f"outside-{path.name}"
    path.rename(other)
    path.symlink_to(other)


ANYTHING = {
    "cut": with_bytes(lambda raw: raw[: len(raw) // 2]),
    "zeroed": with_bytes(lambda raw: bytes(len(raw))),
    "text": with_bytes(lambda raw: b"<html>\n" * 1000),
    "empty": with_bytes(lambda raw: b""),
    "gone": Path.unlink,
    "foreign": foreign,
    "folder": replaced(lambda path: (path.mkdir(), (path / "note").write_text("mine"))),
    "pipe": replaced(os.mkfifo),
    "link out": outside,
    "link to nothing": replaced(lambda path: path.symlink_to("/nowhere/at/all")),
    "link to itself": replaced(lambda path: path.symlink_to(path.name)),
    "link to zeros": replaced(lambda path: path.symlink_to("/dev/zero")),
}
SNAPSHOTS = ANYTHING | {
    "flipped": with_bytes(flipped),
    "newer": version(SCHEMA_VERSION + 1),
    "older": version(SCHEMA_VERSION - 1),
}
POINTERS = ANYTHING | {
    "newer": with_bytes(lambda raw: b'{"format": 2, "snapshots": ["a"]}\n'),
    "huge": with_bytes(lambda raw: raw + b" " * 3_000_000),
    "elsewhere": with_bytes(lambda raw: raw.replace(b"facts-", b"../facts-")),
    "deep": with_bytes(lambda raw: b"[" * 60_000),
}


@pytest.fixture
def settings(minuit, tmp_path):
    """Settings for the tiny pack, with everything below tmp_path."""
    env = {"JJBOT_PACK_DIR": str(minuit), "JJBOT_VAR_DIR": str(tmp_path / "var")}
    return Settings.from_env(env)


async def creator(engine):
    """Who is said to have created the show."""
    text = (await engine.ask("who created it", Asker(view()))).text
    return text.removeprefix("Café Minuit was created by ").split(".")[0]


def things(folder):
    """What lies in and around *folder*: what a file holds, what a link says, or what else it is."""
    found = []
    for path in [*folder.rglob("*"), *folder.parents[1].glob("outside*")]:
        if path.is_symlink():
            found.append(str(path.readlink()))
        elif path.is_file():
            found.append(path.read_bytes())
        else:
            found.append(path.lstat().st_mode)
    return found


@pytest.fixture
def built(settings, minuit_facts):
    """The facts' folder, after a build."""
    return Path(shutil.copytree(minuit_facts, facts_folder(settings)))


@pytest.fixture(scope="module")
def changed(minuit_facts, tmp_path_factory):
    """What `built` is after the creator has become Lou Tan-Berg; a test uses a copy of it."""
    scratch = tmp_path_factory.mktemp("changed")
    pack = Path(shutil.copytree(PACKS / "minuit", scratch / "minuit"))
    rename(pack)
    facts = Path(shutil.copytree(minuit_facts, scratch / "facts"))
    asyncio.run(building.build(pack, facts, reason="build", by="tests"))
    return facts


@pytest.fixture
def built_twice(settings, changed):
    """The facts' folder, after two builds: the creator was Lou Tan and is Lou Tan-Berg."""
    rename(settings.pack_dir)
    return Path(shutil.copytree(changed, facts_folder(settings)))


def rename(pack):
    """Give the creator in *pack* another name."""
    text = (pack / "people.yaml").read_text("utf-8")
    assert "name: Lou Tan\n" in text
    (pack / "people.yaml").write_text(text.replace("name: Lou Tan\n", "name: Lou Tan-Berg\n"))


@pytest.mark.parametrize("what", SNAPSHOTS)
async def test_whatever_is_in_place_of_the_snapshot_whole_facts_answer(settings, built_twice, what):
    """Wrong facts would answer, or none, or somebody's file be gone."""
    folder = built_twice
    path = folder / read_pointer(folder).file
    SNAPSHOTS[what](path)
    there = [thing for thing in things(folder) if thing != read_bytes(folder / "current")]
    broken = settings.pack_dir / "broken.yaml"
    broken.write_text("- id: [", "utf-8")
    async with await Engine.open(settings) as engine:
        assert await creator(engine) == "Lou Tan"  # the last good one, as nothing can be built
        assert engine.about().reason == "recovery"
        assert path.name in engine.about().notice
        assert "broken.yaml" in engine.about().notice
    broken.unlink()
    async with await Engine.open(settings) as engine:
        assert await creator(engine) == "Lou Tan-Berg"
    left = things(folder)
    lost = [thing for thing in there if thing not in left and b'"digest"' not in as_bytes(thing)]
    assert lost == []


@pytest.mark.parametrize("what", ["cut", "gone", "foreign", "newer", "pipe", "link out"])
async def test_it_is_built_anew_where_that_can_be_done(settings, built_twice, what):
    """The operator would have to do by hand what the bot can do."""
    folder = built_twice
    SNAPSHOTS[what](folder / read_pointer(folder).file)
    async with await Engine.open(settings) as engine:
        assert await creator(engine) == "Lou Tan-Berg"
        assert "facts were not in order: " in engine.about().notice
        assert (await engine.refresh("42")).before == engine.about().digest
        assert engine.about().notice == ""


@pytest.mark.parametrize("what", POINTERS)
async def test_whatever_is_in_place_of_the_pointer_the_same_facts_answer(settings, built, what):
    """A few damaged bytes would cost the facts, or somebody's file."""
    folder = built
    before = read_pointer(folder)
    POINTERS[what](folder / "current")
    there = things(folder)
    (settings.pack_dir / "broken.yaml").write_text("- id: [", "utf-8")
    async with await Engine.open(settings) as engine:
        assert await creator(engine) == "Lou Tan"
        assert engine.about().reason == before.reason
        assert "current" in engine.about().notice
    assert read_pointer(folder) == before
    left = things(folder)
    assert [thing for thing in there if thing not in left] == []


async def test_a_rollback_outlives_a_damaged_pointer_and_a_damaged_snapshot(settings, edit):
    """A bad sector would bring back the facts that were taken back."""
    edit("people.yaml", "name: Lou Tan", "name: Ann One")
    async with await Engine.open(settings) as engine:
        edit("people.yaml", "name: Ann One", "name: Ann Two")
        await engine.refresh("42")
        edit("people.yaml", "name: Ann Two", "name: Ann Three")
        await engine.refresh("42")
        done = await engine.rollback(None, "42")
    folder = facts_folder(settings)
    (folder / "current").write_bytes(b"")
    async with await Engine.open(settings) as engine:
        assert (await creator(engine), engine.about().reason) == ("Ann Two", "rollback")
        assert "rolled back" in engine.about().notice
    (folder / f"facts-{done.after[:16]}.sqlite").write_bytes(b"")
    async with await Engine.open(settings) as engine:
        assert (await creator(engine), engine.about().reason) == ("Ann One", "rollback")


async def test_without_anything_whole_and_with_a_bad_pack_both_are_named(settings, built):
    """The operator would mend one of two things and wonder."""
    folder = built
    (folder / read_pointer(folder).file).write_bytes(b"")
    (settings.pack_dir / "broken.yaml").write_text("- id: [", "utf-8")
    with pytest.raises((PackError, StoreError), match=r"(?s)facts-.*broken\.yaml"):
        await Engine.open(settings)


async def test_a_pointer_that_leads_nowhere_is_told_once_by_a_running_bot(
    settings, monkeypatch, caplog
):
    """A log would fill the disk while the bot goes on answering."""
    monkeypatch.setattr("jjbot.engine.engine.LOOK_EVERY", 0.0)
    async with await Engine.open(settings) as engine:
        folder = facts_folder(settings)
        (folder / "current").unlink()
        (folder / "current").mkdir()
        for _ in range(5):
            assert await creator(engine) == "Lou Tan"
        assert caplog.text.count("cannot be used") == 1
        await engine.refresh("42")
        assert read_pointer(folder) is not None


async def test_a_copied_folder_answers_elsewhere(settings, built, tmp_path):
    """A restored backup would be refused."""
    await asyncio.to_thread(shutil.copytree, built.parent, tmp_path / "restored")
    restored = settings.model_copy(update={"facts_dir": tmp_path / "restored"})
    async with await Engine.open(restored) as engine:
        assert (await creator(engine), engine.about().notice) == ("Lou Tan", "")


def read_bytes(path):
    """What a file holds."""
    return path.read_bytes()


def as_bytes(thing):
    """A thing to look into."""
    return thing if isinstance(thing, bytes) else b""


async def test_a_bad_pack_stays_one_where_the_snapshot_is_gone_too(settings, built):
    """Whatever restarts the bot would restart it for ever, and not as at a first start."""
    folder = built
    (folder / read_pointer(folder).file).unlink()
    (settings.pack_dir / "broken.yaml").write_text("- id: [", "utf-8")
    with pytest.raises(PackError, match=r"(?s)is gone.*broken\.yaml"):
        await Engine.open(settings)


async def test_damage_is_told_once_and_in_plain_words(settings, built_twice, caplog):
    """An operator would look for two faults, or for a database called main."""
    folder = built_twice
    path = folder / read_pointer(folder).file
    raw = path.read_bytes()
    path.write_bytes(raw[:8192] + bytes(4096) + raw[12288:])
    (settings.pack_dir / "broken.yaml").write_text("- id: [", "utf-8")
    async with await Engine.open(settings):
        assert caplog.text.count(f"{path} cannot be used") == 1
        assert "***" not in caplog.text
