"""A program that breaks a build at each step, or kills it at random, and looks at what is left.

    breaking.py steps PACK SCRATCH          a fault at every step that Python sees
    breaking.py calls PACK SCRATCH SHIM [some]   a fault at every call of the C library;
        some: with two of the faults, and a small vocabulary, which makes fewer pages
    breaking.py kills PACK SCRATCH TIMES    SIGKILL at random moments of whole builds

It prints one JSON object: how many steps there were and what was wrong.  Every build that is broken
runs in a forked child.
"""

from __future__ import annotations

import asyncio
import ctypes
import errno
import json
import logging
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from jjbot.engine import building
from jjbot.errors import StoreError
from jjbot.model import Vocabulary
from jjbot.pack import read_pack
from jjbot.store import build_lock, digest, past, publish, read_pointer, write_draft
from jjbot.store.snapshot import is_sound

FAULTS = {
    "killed": (0, False),
    "disk full, once": (errno.ENOSPC, False),
    "disk full from then on": (errno.ENOSPC, True),
    "disk error, once": (errno.EIO, False),
    "disk errors from then on": (errno.EIO, True),
}
SOME = ("killed", "disk full from then on")
SQLITE_SAYS = {errno.ENOSPC: "database or disk is full", errno.EIO: "disk I/O error"}
OK, REFUSED, BROKEN, NOT_REACHED = 0, 1, 2, 3
MOST_STEPS = 500


def put(contents, facts, number=0):
    """Write and publish *contents* in *facts*."""
    at = datetime(2023, 7, 1, 12, tzinfo=UTC) + timedelta(hours=number)
    with build_lock(facts):
        draft = write_draft(contents, facts)
        return publish(draft, facts, reason="build", by="x", fingerprint="f", at=at)


def in_child(work):
    """The exit code of *work* in a forked child; negative for the signal that ended it."""
    process = os.fork()
    if not process:
        os._exit(work())
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


class Steps:
    """Counts what Python does to files and to SQLite, and lets the n-th step fail."""

    def __init__(self, at, error, onwards):
        """Fail at the step *at* with *error*, or die if it is 0."""
        self.at, self.error, self.onwards = at, error, onwards
        self.count = 0
        self.on = True

    def step(self, made=OSError):
        """One more step."""
        if not self.on:
            return
        self.count += 1
        if self.count == self.at or (self.onwards and self.count > self.at):
            if not self.error:
                os.kill(os.getpid(), signal.SIGKILL)
            if made is OSError:
                raise OSError(self.error, os.strerror(self.error))
            fault = made(SQLITE_SAYS[self.error])
            fault.sqlite_errorcode = {errno.ENOSPC: 13, errno.EIO: 10}[self.error]
            raise fault

    def heard(self, event, args):
        """The audit hook."""
        changing = event in ("os.rename", "os.remove", "os.utime", "os.mkdir")
        if changing or (event == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT):
            self.step()

    def listen(self):
        """Begin to count."""
        steps = self
        fsync, connect = os.fsync, sqlite3.connect

        class Connection(sqlite3.Connection):
            def execute(self, statement, *args):
                if not statement.startswith("INSERT"):  # hundreds, all in one transaction
                    steps.step(sqlite3.OperationalError)
                return super().execute(statement, *args)

            def executemany(self, *args):
                if self.total_changes == 0:  # the first insertion of all
                    steps.step(sqlite3.OperationalError)
                return super().executemany(*args)

        def synced(handle):
            steps.step()
            return fsync(handle)

        os.fsync = synced
        sqlite3.connect = lambda *args, **more: connect(*args, factory=Connection, **more)
        sys.addaudithook(self.heard)


def armed_in_python(at, error, onwards):
    """Arm; the function returned ends it and says whether the step was reached."""
    steps = Steps(at, error, onwards)
    steps.listen()

    def disarm():
        steps.on = False
        return steps.count >= at

    return disarm


def armed_in_c(shim):
    """As `armed_in_python`, with the calls that the shim counts."""
    library = ctypes.CDLL(shim)

    def arm(at, error, onwards):
        library.arm(ctypes.c_long(at), error, onwards)

        def disarm():
            reached = library.counted() >= at
            library.arm(ctypes.c_long(0), 0, 0)
            return reached

        return disarm

    return arm


def broken_build(contents, facts, arm):
    """Build with a fault; what came of it."""
    disarm = arm()
    try:
        put(contents, facts, 1)
        code = OK
    except StoreError:
        code = REFUSED
    except BaseException as error:  # whatever else there is would be a traceback for somebody
        disarm()
        sys.stderr.write(f"{error!r}\n")
        return BROKEN
    return code if disarm() else NOT_REACHED


def look(facts, code, old, new):
    """What is wrong with what a broken build left."""
    pointer = read_pointer(facts)
    allowed = {OK: {new}, NOT_REACHED: {new}, REFUSED: {old}}.get(code, {old, new})
    if code == BROKEN:
        yield "an error that is not ours"
    if pointer is None or pointer.digest not in allowed:
        yield "other facts are in force than was said"
        return
    if not is_sound(facts / pointer.file):
        yield "the facts in force are not whole"
    told = past(facts)
    if told[-1] != pointer or [each.digest for each in told] not in ([old], [old, new]):
        yield f"the history says {[each.digest[:6] for each in told]}"


def look_again(facts, wanted):
    """What is wrong after the next build, which must be in force."""
    pointer = read_pointer(facts)
    if pointer is None or pointer.digest != wanted or not is_sound(facts / pointer.file):
        yield "the next build is not in force"
    if past(facts)[-1] != pointer:
        yield "the next build is not in the history"
    strange = [
        path.name
        for path in facts.iterdir()
        if path.name not in ("current", "history", "build.lock")
        and not path.name.startswith("facts-")
    ]
    if strange:
        yield f"left: {strange}"


def with_few_words(contents):
    """*contents* with three of its intents: enough for every sort of call, of the same pages."""
    whole = Vocabulary.from_json(contents.vocabulary)
    few = {id: whole.intents[id] for id in sorted(whole.intents)[:3]}
    return replace(contents, vocabulary=replace(whole, intents=few).to_json())


def every_step(contents, scratch, arm, faults=tuple(FAULTS)):
    """Break a build at each of its steps, in each way: (steps, what was wrong)."""
    following = replace(contents, checked_on=contents.checked_on + timedelta(days=1))
    old, new = digest(contents), digest(following)
    put(contents, scratch / "before")
    steps, wrong = {}, []
    for name in faults:
        error, onwards = FAULTS[name]
        for at in range(1, MOST_STEPS):
            facts = Path(shutil.copytree(scratch / "before", scratch / "facts"))
            code = in_child(
                lambda at=at, error=error, onwards=onwards, facts=facts: broken_build(
                    following, facts, lambda: arm(at, error, onwards)
                )
            )
            found = list(look(facts, code, old, new))
            put(following, facts, 2)
            found += look_again(facts, new)
            wrong += [f"{name}, step {at}: {each}" for each in found]
            shutil.rmtree(facts)
            if code == NOT_REACHED:
                steps[name] = at - 1
                break
    return steps, wrong


def build_for_ever(pack, facts, done):
    """Build the pack again and again with other contents; tell *done* each file in force."""
    text = (pack / "pack.yaml").read_text("utf-8")
    day = date.fromisoformat(text.split("checked_on: ")[1][:10])
    os.write(done, b"ready\n")
    for number in range(1, 10_000):
        now = text.replace(day.isoformat(), (day + timedelta(days=number)).isoformat())
        (pack / "pack.yaml").write_text(now, "utf-8")
        path = asyncio.run(building.build(pack, facts, reason="build", by="x"))
        os.write(done, f"{path.name}\n".encode())
    return BROKEN


def killed_once(pack, facts, delay):
    """Kill a process that builds, after *delay* seconds of that; what it said was done."""
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        os._exit(build_for_ever(pack, facts, writer))
    os.close(writer)
    with os.fdopen(reader) as lines:
        lines.readline()
        time.sleep(delay)  # any moment is as good as another
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        return lines.read().split()


def random_kills(contents, pack, scratch, times):
    """Kill whole builds at random moments: (times, what was wrong)."""
    facts, moments = scratch / "facts", random.Random(7)
    first = put(contents, facts).name
    original = (pack / "pack.yaml").read_text("utf-8")
    wrong = []
    for number in range(1, times + 1):
        said = killed_once(pack, facts, moments.uniform(0, 0.3))
        pointer = read_pointer(facts)
        if pointer is None or not is_sound(facts / pointer.file):
            wrong.append(f"{number}: the facts in force are not whole")
        elif pointer.file in (said or [first])[:-1]:
            wrong.append(f"{number}: what was done is lost")
        if pointer != past(facts)[-1]:
            wrong.append(f"{number}: the history does not end with what is in force")
        (pack / "pack.yaml").write_text(original, "utf-8")
        put(contents, facts, number)
        wrong += [f"{number}: {each}" for each in look_again(facts, digest(contents))]
    return {"killed": times}, wrong


def main(how, pack, scratch, *more):
    """Break, look, and print what was found."""
    logging.disable(logging.CRITICAL)
    pack, scratch = Path(pack), Path(scratch)
    contents = read_pack(pack)
    if how == "kills":
        steps, wrong = random_kills(contents, pack, scratch, int(more[0]))
    else:
        arm = armed_in_c(more[0]) if how == "calls" else armed_in_python
        if "some" in more:
            steps, wrong = every_step(with_few_words(contents), scratch, arm, SOME)
        else:
            steps, wrong = every_step(contents, scratch, arm)
    sys.stdout.write(json.dumps({"steps": steps, "wrong": wrong}))


if __name__ == "__main__":
    main(*sys.argv[1:])
