"""What was in force: never untrue, never without bound, and never in the way of the facts."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jjbot.errors import StoreError
from jjbot.pack import read_pack
from jjbot.store import (
    ROLLBACK,
    Pointer,
    build_lock,
    candidates,
    in_force,
    line_of,
    past,
    point_at,
    publish,
    read_pointer,
    snapshot_name,
    snapshots,
    troubles,
    write_draft,
)
from jjbot.store.pointers import REMEMBERED

NOON = datetime(2023, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def facts(tmp_path):
    """A folder for snapshots, not yet there."""
    return tmp_path / "facts"


@pytest.fixture
def put(minuit, facts):
    """A function that publishes the tiny pack with another day; the pointer."""
    contents = read_pack(minuit)

    def put(number):
        day = contents.checked_on + timedelta(days=number)
        with build_lock(facts):
            draft = write_draft(replace(contents, checked_on=day), facts)
            at = NOON + timedelta(hours=number)
            publish(draft, facts, reason="build", by="t", fingerprint="f", at=at)
        return read_pointer(facts)

    return put


def made(letter, reason="build", before=""):
    """A pointer to facts that need not be there."""
    digest = letter * 64
    return Pointer(digest, snapshot_name(digest), reason, "t", "", NOON, before and before * 64)


def test_each_publication_is_told_with_what_was_before(put, facts):
    """Nobody could say who changed the facts, and from what."""
    one, two = put(1), put(2)
    again = put(2)
    assert past(facts) == (one, two, again)
    assert (one.before, two.before, again.before) == ("", one.digest, two.digest)


def test_a_death_between_the_pointer_and_the_history_is_mended(put, facts):
    """The history would leave out what is in force, or tell what never was."""
    one = put(1)
    early = (facts / "history").read_bytes()
    two = put(2)
    (facts / "history").write_bytes(early)  # as if it had died before writing it down
    assert past(facts) == (one, two)
    three = put(3)
    assert past(facts) == (one, two, three)


@pytest.mark.parametrize(
    "rubbish", [b"\0" * 500, b"{}\n", b'{"digest": 3}\n', b"x" * 5_000_000, None, "pipe"],
    ids=["zeros", "empty object", "other object", "huge", "folder", "pipe"],
)  # fmt: skip
def test_a_damaged_history_is_set_aside_and_never_in_the_way(put, facts, rubbish):
    """A build would be refused for the sake of a record, or the record be a lie."""
    put(1)
    (facts / "history").unlink()
    if rubbish is None:
        (facts / "history").mkdir()
    elif rubbish == "pipe":
        os.mkfifo(facts / "history")
    else:
        (facts / "history").write_bytes(rubbish)
    two = put(2)
    assert read_pointer(facts) == two
    assert [each.digest for each in past(facts)][-1] == two.digest
    (aside,) = facts.glob("aside-*-history")
    assert not isinstance(rubbish, bytes) or aside.read_bytes() == rubbish


def test_a_torn_line_costs_that_line_only(put, facts):
    """One bad sector would cost the whole history."""
    one = put(1)
    two = put(2)
    path = facts / "history"
    first, second = path.read_text("utf-8").splitlines()
    path.write_text(f"{first}\n{second[:40]}\n", "utf-8")
    assert past(facts) == (one, two)
    three = put(3)
    assert past(facts) == (one, two, three)


def test_the_history_is_bounded(put, facts):
    """A disk would fill with what happened years ago."""
    pointer = put(1)
    with build_lock(facts):
        for number in range(REMEMBERED + 20):
            point_at(facts, replace(pointer, at=NOON + timedelta(days=number)))
    told = past(facts)
    assert len(told) == REMEMBERED
    assert told[-1] == read_pointer(facts)


def test_the_way_back_goes_further_back_each_time():
    """Two rollbacks would be none."""
    a, b, c = made("a"), made("b", before="a"), made("c", before="b")
    assert line_of([a, b, c]) == (a, b, c)
    back = made("b", ROLLBACK, "c")
    assert line_of([a, b, c, back]) == (a, back)
    further = made("a", ROLLBACK, "b")
    assert line_of([a, b, c, back, further]) == (further,)
    assert line_of([a, b, c, further, c]) == (further, c)
    assert line_of([a, b, a]) == (b, a)  # built again is no way back
    assert line_of([a, b, b]) == (a, b)


def test_without_a_pointer_the_history_says_what_is_in_force(put, facts):
    """A lost file of a few bytes would cost a rollback."""
    assert in_force(facts) == (None, "")
    put(1)
    two = put(2)
    (facts / "current").unlink()
    found, trouble = in_force(facts)
    assert found == two
    assert "is gone" in trouble


def test_what_was_in_force_is_tried_before_what_is_merely_new(put, facts):
    """After a loss the bot would answer from facts that somebody rolled back from."""
    one, two, three = put(1), put(2), put(3)
    with build_lock(facts):
        point_at(facts, replace(two, reason=ROLLBACK, before=three.digest))
    assert [path.name for path in candidates(facts)] == [two.file, one.file, three.file]


def test_nobody_elses_file_is_tidied_away(put, facts):
    """A file that only has the name of a snapshot would be deleted unread."""
    put(0)
    strange = facts / f"facts-{'0' * 16}.sqlite"
    strange.write_bytes(b"SQLite format 3\0" + bytes(2000))
    os.utime(strange, (1, 1))
    folder = facts / f"facts-{'1' * 16}.sqlite"
    folder.mkdir()
    for number in range(1, 9):
        put(number)
    assert strange.read_bytes().endswith(bytes(2000))
    assert folder.is_dir()
    assert len(snapshots(facts)) == 6  # five, and the strange one


@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_a_lock_that_is_no_file_is_a_sentence(facts, kind, tmp_path):
    """A build would wait for ever, or write into a file elsewhere."""
    facts.mkdir()
    lock = facts / "build.lock"
    if kind == "folder":
        lock.mkdir()
    elif kind == "pipe":
        os.mkfifo(lock)
    else:
        lock.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match="no ordinary file"), build_lock(facts):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_a_clock_that_was_set_back_costs_no_facts(put, facts):
    """What was in force last would be thrown away, and what is old be kept."""
    told = [put(number) for number in (105, 104, 103, 102, 101, 3, 2, 1)]
    kept = [each.file for each in reversed(told[-5:])]
    assert [path.name for path in snapshots(facts)] == kept
    (facts / "history").unlink()
    assert {path.name for path in snapshots(facts)} == set(kept)


def cut(path):
    """Take a page off."""
    path.write_bytes(path.read_bytes()[:-4096])


def in_its_place(make):
    """A function that puts something else there."""
    return lambda path: (path.unlink(), make(path))


DAMAGES = {
    ("current", "gone"): lambda path: path.unlink(),
    ("current", "damaged"): lambda path: path.write_text("rubbish"),
    ("current", "a folder"): in_its_place(lambda path: path.mkdir()),
    ("current", "is damaged"): in_its_place(lambda path: path.symlink_to("/dev/zero")),
    ("history", "1 of 3"): lambda path: path.write_text(path.read_text() + "rubbish"),
    ("history", "no ordinary file"): in_its_place(os.mkfifo),
    ("facts", "cannot be used"): cut,
    ("facts", "another program"): lambda path: path.write_bytes(b""),
    ("facts", "is gone"): lambda path: path.unlink(),
    ("facts", "no ordinary file; move"): in_its_place(lambda path: path.mkdir()),
}


@pytest.mark.parametrize(("name", "words"), DAMAGES)
def test_whatever_is_damaged_is_named_with_its_file(put, facts, name, words):
    """An operator would see all in order until the next start."""
    put(1)
    two = put(2)
    assert troubles(facts) == {}
    file = two.file if name == "facts" else name
    DAMAGES[name, words](facts / file)
    ((found, sentence),) = troubles(facts).items()
    assert found == file
    assert str(facts / file) in sentence
    assert words in sentence
    assert "***" not in sentence


def test_how_many_golden_questions_there_were_is_remembered(put, facts):
    """Nobody would notice that they are gone, nor could an older history be read."""
    one = put(1)
    with build_lock(facts):
        point_at(facts, replace(one, golden=30))
    assert [each.golden for each in past(facts)] == [0, 30]
    text = (facts / "current").read_text("utf-8")
    (facts / "current").write_text(text.replace('"golden": 30', '"was": 30'), "utf-8")
    assert read_pointer(facts).golden == 0
    (facts / "current").write_text(text.replace("30", "Infinity"), "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        read_pointer(facts)
