"""Refresh, rollback, history; a sudden loss; a refresh that is cancelled or disturbed."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from jjbot import engine as door
from jjbot.engine import Asker, Engine, facts_folder
from jjbot.engine.threads import in_thread
from jjbot.errors import BusyError, LossError, StoreError
from jjbot.settings import Settings
from jjbot.store import build_lock, read_pointer, snapshots
from tests.asking import MINUIT_CLAIMS, view

ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(minuit, tmp_path):
    """Settings for the tiny pack, with everything below tmp_path."""
    env = {"JJBOT_PACK_DIR": str(minuit), "JJBOT_VAR_DIR": str(tmp_path / "var")}
    return Settings.from_env(env)


@pytest.fixture
def rename(minuit):
    """A function that gives the show's creator another name."""
    path = minuit / "people.yaml"
    original = path.read_text("utf-8")

    def rename(name):
        path.write_text(original.replace("name: Lou Tan", f"name: {name}"), "utf-8")

    return rename


@pytest.fixture
def aliases(minuit):
    """A function that gives the show so many aliases."""
    path = minuit / "show.yaml"
    original = path.read_text("utf-8")
    assert original.count("Midnight Café]") == 1

    def aliases(count):
        names = "".join(f", Midnight Coffee {number} Club" for number in range(count))
        path.write_text(original.replace("Café]", f"Café{names}]"), "utf-8")

    return aliases


async def creator(engine):
    """Who is said to have created the show."""
    text = (await engine.ask("who created it", Asker(view()))).text
    return text.removeprefix("Café Minuit was created by ").split(".")[0]


def drafts(settings):
    """What is half-built."""
    return [path.name for path in facts_folder(settings).iterdir() if path.name[0] == "."]


async def test_a_rollback_is_answered_from_and_told(settings, rename):
    """A bad edit could not be taken back before its author is awake."""
    async with await Engine.open(settings) as engine:
        rename("Lou Tan-Berg")
        first = await engine.refresh("42")
        done = await engine.rollback(None, "43")
        assert (done.before, done.after) == (first.after, first.before)
        assert done.changes.changed == ("lou-tan.name: Lou Tan-Berg → Lou Tan",)
        assert await creator(engine) == "Lou Tan"
        assert engine.about().reason == "rollback"
        told = await engine.history()
        assert [(each.reason, each.by) for each in told.publications] == [
            ("rollback", "43"),
            ("refresh", "42"),
            ("build", "start"),
        ]
        assert told.in_force == done.after
        assert {done.after[:16], done.before[:16]} == set(told.kept)
        with pytest.raises(StoreError, match="Nothing that was in force before"):
            await engine.rollback(None, "43")


async def test_a_rollback_outlives_a_restart_and_a_refresh_goes_on(settings, rename):
    """The next restart would bring back what was taken back."""
    async with await Engine.open(settings) as engine:
        rename("Lou Tan-Berg")
        await engine.refresh("42")
        await engine.rollback(None, "42")
    async with await Engine.open(settings) as engine:
        assert await creator(engine) == "Lou Tan"
        assert "rolled back" in engine.about().notice
        await engine.refresh("42")
        assert await creator(engine) == "Lou Tan-Berg"
        assert engine.about().notice == ""


async def test_a_named_rollback_and_its_refusals(settings, rename, monkeypatch):
    """Somebody would get other facts than the ones named."""
    async with await Engine.open(settings) as engine:
        for name in ("Ann One", "Ann Two", "Ann Three"):
            rename(name)
            await engine.refresh("42")
        folder = facts_folder(settings)
        told = await engine.history()
        wanted = told.publications[2].after
        await engine.rollback(wanted[:6].upper(), "42")
        assert await creator(engine) == "Ann One"
        for digest, words in (
            ("", "No kept facts"),
            ("xyz", "kept are: "),
            ("../current", "No kept facts"),
            (wanted[:20] + "0" * 44, "the nearest is"),
            (wanted, "in force already"),
        ):
            with pytest.raises(StoreError, match=words):
                await engine.rollback(digest, "42")
        other = told.publications[0].after
        path = folder / f"facts-{other[:16]}.sqlite"
        path.write_bytes(path.read_bytes()[:-4096])
        with pytest.raises(StoreError, match=r"cannot be rolled back to: .*facts-"):
            await engine.rollback(other, "42")
        assert read_pointer(folder).digest == wanted
        assert await creator(engine) == "Ann One"


async def test_a_beginning_that_fits_several_is_refused(settings):
    """A short digest would be a game of chance."""
    async with await Engine.open(settings) as engine:
        folder = facts_folder(settings)
        (path,) = snapshots(folder)
        for digit in "01":
            name = path.name[:8] + digit + path.name[9:]
            if name != path.name:
                (folder / name).write_bytes(path.read_bytes())
        with pytest.raises(StoreError, match=r"may be any of .* write more"):
            await engine.rollback(path.name[6:8], "42")


async def test_a_rollback_waits_for_no_build(settings):
    """Two who change the facts at once would leave them to chance."""
    async with await Engine.open(settings) as engine:
        with build_lock(facts_folder(settings)), pytest.raises(BusyError):
            await engine.rollback(None, "42")


async def test_a_running_bot_takes_over_a_rollback_from_a_terminal(settings, rename, monkeypatch):
    """The operator would have to restart the bot to be rid of a wrong fact."""
    monkeypatch.setattr("jjbot.engine.engine.LOOK_EVERY", 0.0)
    async with await Engine.open(settings) as running:
        rename("Lou Tan-Berg")
        done = await door.refresh(settings)
        assert await creator(running) == "Lou Tan-Berg"
        assert done.changes.changed == ("lou-tan.name: Lou Tan → Lou Tan-Berg",)
        await door.rollback(settings)
        assert await creator(running) == "Lou Tan"
        assert running.about().reason == "rollback"


async def test_without_facts_there_is_nothing_to_roll_back_to(settings):
    """A folder would be made for nothing, or a traceback shown."""
    with pytest.raises(StoreError, match="build them first"):
        await door.rollback(settings)
    assert door.history(settings).publications == ()
    assert not facts_folder(settings).exists()


async def test_a_sudden_loss_is_refused_everywhere_without_force(settings, aliases):
    """A file lost on the way would silence the bot on most of what it knew."""
    aliases(300)
    async with await Engine.open(settings) as engine:
        before = engine.about()
        aliases(0)
        told = rf"only {MINUIT_CLAIMS} .* have {MINUIT_CLAIMS + 300}.*refresh --force"
        for attempt in (engine.refresh("42"), door.build(settings), door.refresh(settings)):
            with pytest.raises(LossError, match=told):
                await attempt
        assert engine.about() == before
    async with await Engine.open(settings) as engine:
        assert engine.about().digest == before.digest
        assert f"only {MINUIT_CLAIMS} claims" in engine.about().notice
    done = await door.refresh(settings, force=True)
    assert (done.before, len(done.changes.removed)) == (before.digest, 300)
    async with await Engine.open(settings) as engine:
        assert (engine.about().digest, engine.about().notice) == (done.after, "")


async def test_losing_half_is_no_sudden_loss(settings, aliases):
    """An author who tidies up would be in the way of a guard."""
    aliases(MINUIT_CLAIMS)
    await door.build(settings)
    aliases(0)
    assert (await door.refresh(settings)).changes.removed


async def test_a_loss_is_seen_behind_a_damaged_pointer(settings, aliases):
    """Two accidents at once would pass for a first build."""
    aliases(300)
    await door.build(settings)
    aliases(0)
    (facts_folder(settings) / "current").write_text("rubbish", "utf-8")
    with pytest.raises(LossError):
        await door.build(settings)


async def test_a_pack_that_changes_while_it_is_read_is_not_published(settings, rename):
    """Half of an edit would be answered from."""
    async with await Engine.open(settings) as engine:
        before = engine.about().digest

        def disturb(step):
            if "golden" in step:
                rename("Lou Tan-Berg")

        with pytest.raises(BusyError, match="changed while it was read"):
            await engine.refresh("42", disturb)
        assert read_pointer(facts_folder(settings)).digest == before
        assert drafts(settings) == []
        await engine.refresh("42")
        assert await creator(engine) == "Lou Tan-Berg"


async def test_who_is_cancelled_leaves_only_when_the_thread_is_done():
    """The lock would be let go while somebody still writes."""
    begun, end, done = threading.Event(), threading.Event(), []

    def work():
        begun.set()
        end.wait(10)
        done.append(True)

    task = asyncio.create_task(in_thread(work))
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    end.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == [True]


class Counted:
    """A coroutine that cancels its own task when it waits for the n-th time."""

    def __init__(self, coroutine, at):
        """Cancel at the wait number *at*."""
        self.coroutine, self.at, self.waits = coroutine, at, 0

    def __await__(self):
        """Hand on what the coroutine waits for."""
        value, failed = None, None
        while True:
            try:
                wait = self.coroutine.throw(failed) if failed else self.coroutine.send(value)
            except StopIteration as stop:
                return stop.value
            self.waits += 1
            if self.waits == self.at:
                asyncio.current_task().cancel()
            try:
                value, failed = (yield wait), None
            except BaseException as error:
                value, failed = None, error


async def cancelled(engine, at):
    """Cancel a refresh when it waits for the time *at*; whether that came to pass."""
    counted = Counted(engine.refresh("42"), at)

    async def refresh():
        return await counted

    try:
        await asyncio.create_task(refresh())
    except asyncio.CancelledError:
        return True
    return counted.waits >= at


async def test_a_refresh_may_be_cancelled_at_any_moment(settings, rename):
    """A cancelled refresh would leave a lock, a draft, or no facts."""
    async with await Engine.open(settings) as engine:
        number = waits = 1
        reached = 0
        while True:
            rename(f"Lou Tan {number}")
            if not await cancelled(engine, waits):
                break
            reached = waits
            with build_lock(facts_folder(settings)):
                assert drafts(settings) == []
            assert (await creator(engine)).startswith("Lou Tan")
            number += 1
            waits += 1
        assert reached > 5
        await engine.refresh("42")
        assert await creator(engine) == f"Lou Tan {number}"


INTERRUPTED = """
import os, signal, sys
from jjbot.engine import building
from jjbot.__main__ import main
writes = building.write_draft
def write_draft(contents, folder):
    os.kill(os.getpid(), signal.SIGINT)
    return writes(contents, folder)
building.write_draft = write_draft
sys.exit(main(["build"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal as a terminal does")
def test_ctrl_c_in_a_build_leaves_no_draft(settings, minuit, tmp_path):
    """What is half-built would stay until somebody builds again."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "JJBOT_PACK_DIR": str(minuit),
            "JJBOT_VAR_DIR": str(tmp_path / "var"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (130, -signal.SIGINT), done.stderr
    assert "Traceback" not in done.stderr
    folder = facts_folder(settings)
    assert {path.name for path in folder.iterdir()} <= {"build.lock"}


DISTURBANCES = {
    "deleted": lambda path: path.unlink(),
    "replaced": lambda path: (path.unlink(), path.write_text("another file")),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
@pytest.mark.parametrize("how", DISTURBANCES)
async def test_a_snapshot_that_vanishes_under_a_running_bot_goes_on_answering(
    settings, rename, how
):
    """Whoever tidies the folder would silence the bot."""
    async with await Engine.open(settings) as engine:
        before = engine.about().digest
        (path,) = snapshots(facts_folder(settings))
        DISTURBANCES[how](path)
        assert await creator(engine) == "Lou Tan"
        done = await engine.refresh("42")
        assert done.before == done.after == before
        assert await creator(engine) == "Lou Tan"
        rename("Lou Tan-Berg")
        await engine.refresh("42")
        assert await creator(engine) == "Lou Tan-Berg"


async def test_a_snapshot_that_is_overwritten_in_place_is_a_sentence(settings):
    """Whoever copies over an open file would make every question a traceback."""
    async with await Engine.open(settings) as engine:
        (path,) = snapshots(facts_folder(settings))
        with path.open("r+b") as file:
            file.write(os.urandom(path.stat().st_size))
        for question in ("who created it", "who plays rose", "when did part 2 come out"):
            with suppress(StoreError):
                await engine.ask(question, Asker(view()))
        done = await engine.refresh("42")
        assert await creator(engine) == "Lou Tan"
        assert done.after == engine.about().digest


@pytest.fixture
def golden(minuit):
    """A function that leaves so many golden questions; None = not even their file."""
    path = minuit / "questions.yaml"

    def golden(count):
        if count is None:
            path.unlink()
        else:
            question = "- ask: who directed Opening Hour?\n  outcome: answered\n"
            path.write_text(question * count, "utf-8")

    return golden


@pytest.mark.parametrize("left", [None, 9])
async def test_losing_most_golden_questions_is_refused_without_force(settings, golden, left):
    """A file renamed by mistake would take away all that guards the answers."""
    golden(20)
    async with await Engine.open(settings) as engine:
        golden(left)
        told = rf"only {left or 0} golden questions, .* have 20.*refresh --force"
        for attempt in (engine.refresh("42"), door.build(settings)):
            with pytest.raises(LossError, match=told):
                await attempt
    async with await Engine.open(settings) as engine:
        assert "golden questions" in engine.about().notice
    steps = []
    await door.refresh(settings, steps.append, force=True)
    assert any("no golden questions" in step for step in steps) == (left is None)
    await door.refresh(settings)


async def test_losing_some_golden_questions_is_no_loss(settings, golden):
    """An author who tidies up would be in the way of a guard."""
    golden(20)
    await door.build(settings)
    golden(10)
    await door.build(settings)
    golden(None)  # so few were no guard
    await door.build(settings)


async def test_a_rollback_remembers_how_many_golden_questions_there_were(settings, golden, rename):
    """After a rollback their loss would go unnoticed."""
    golden(20)
    await door.build(settings)
    rename("Lou Tan-Berg")
    await door.build(settings)
    await door.rollback(settings)
    golden(None)
    with pytest.raises(LossError):
        await door.refresh(settings)


async def test_of_several_first_starts_only_one_builds(settings):
    """Three containers on one volume would build one after the other."""
    steps = []
    started = await asyncio.gather(*(Engine.open(settings, steps.append) for _ in range(3)))
    told = [await creator(engine) for engine in started]
    for engine in started:
        await engine.close()
    assert told == ["Lou Tan"] * 3
    assert steps.count("publishing") == 1


async def test_the_history_says_what_cannot_be_used(settings, rename):
    """Somebody would count on facts that cannot be gone back to."""
    await door.build(settings)
    rename("Lou Tan-Berg")
    await door.build(settings)
    told = door.history(settings)
    assert (told.unusable, told.troubles) == ((), ())
    (facts_folder(settings) / f"facts-{told.kept[1]}.sqlite").write_bytes(b"")
    told = door.history(settings)
    assert told.unusable == told.kept[1:]
    assert "another program" in "".join(told.troubles)
