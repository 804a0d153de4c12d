"""From a pack's folder to published facts: read, draft, golden questions, publish."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jjbot.answers import SHAPES
from jjbot.engine.asking import Asker, Conversations, ask
from jjbot.engine.generation import Generation
from jjbot.engine.inventory import Inventory, take_inventory
from jjbot.engine.threads import in_thread
from jjbot.errors import BusyError, LossError, PackError, Problem, StoreError
from jjbot.model import Answer, Contents, GoldenQuestion, Viewpoint
from jjbot.pack import fingerprint, read_pack
from jjbot.settings import Settings
from jjbot.store import build_lock, built_of, claims_in_force, in_force, publish, write_draft

ENOUGH = 50  # claims from which on a loss of more than half of them is not taken at once
ENOUGH_GOLDEN = 20  # golden questions, likewise

Progress = Callable[[str], None]


def quiet(step: str) -> None:
    """Tell nobody about *step*."""


def facts_folder(settings: Settings) -> Path:
    """Where the facts of the pack lie: two packs never share a folder."""
    path = str(settings.pack_dir).encode("utf-8", "surrogateescape")
    return settings.facts_dir / f"{settings.pack_dir.name}-{hashlib.sha256(path).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a sound pack holds."""

    claims: int
    sources: int
    golden: int
    inventory: Inventory


async def check(pack_dir: Path, scratch: Path, progress: Progress = quiet) -> Checked:
    """Read the pack and ask its golden questions, publishing nothing.

    scratch: an existing folder for the draft.  Raises PackError with every problem.
    """
    contents = await _read(pack_dir, progress)
    await _try_out(await in_thread(write_draft, contents, scratch), contents, progress)
    inventory = take_inventory(contents)
    return Checked(len(contents.claims), len(contents.sources), len(contents.golden), inventory)


async def build(
    pack_dir: Path,
    facts_dir: Path,
    *,
    reason: str,
    by: str,
    progress: Progress = quiet,
    force: bool = False,
    needed: bool = True,
) -> Path:
    """Compile the pack and publish it; the path of the snapshot now in force.

    force: also if most claims or golden questions are gone; needed: also if whole facts of this
    very pack are in force, as another process may have built them just now.  Raises PackError,
    StoreError, LossError, and BusyError if another build is running or the pack is being changed;
    in each case the old facts stay in force.  If it is cancelled it ends when nothing of it is at
    work any more.
    """
    try:
        await asyncio.to_thread(facts_dir.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        text = f"{facts_dir} cannot be made ({error.strerror}); set JJBOT_VAR_DIR to a folder"
        raise StoreError(f"{text} that the bot may write in") from error
    with build_lock(facts_dir):
        before = await in_thread(fingerprint, pack_dir)
        if not needed and (done := await in_thread(built_of, before, facts_dir)):
            return done
        contents = await _read(pack_dir, progress)
        if not force:
            await in_thread(refuse_loss, contents, facts_dir)
        draft = await in_thread(write_draft, contents, facts_dir)
        await _try_out(draft, contents, progress)
        if await in_thread(fingerprint, pack_dir) != before:
            raise BusyError("The pack changed while it was read; nothing was published.")
        progress("publishing")
        return await in_thread(
            publish,
            draft,
            facts_dir,
            reason=reason,
            by=by,
            fingerprint=before,
            at=datetime.now(UTC),
            golden=len(contents.golden),
        )


def refuse_loss(contents: Contents, facts_dir: Path) -> None:
    """Raise LossError if so little is left of what is in force that it looks like a mistake."""
    before, now = claims_in_force(facts_dir), len(contents.claims)
    if (now == 0 < before) or (before >= ENOUGH and now * 2 < before):
        raise LossError(before, now)
    pointer, _ = in_force(facts_dir)
    before, now = pointer.golden if pointer else 0, len(contents.golden)
    if before >= ENOUGH_GOLDEN and now * 2 < before:
        raise LossError(before, now, "golden questions")


async def _read(pack_dir: Path, progress: Progress) -> Contents:
    progress(f"reading {pack_dir.name}")
    contents = await in_thread(read_pack, pack_dir, frozenset(SHAPES))
    # A warning and no refusal: the clock may be what is wrong, and the facts are as sound.
    if contents.checked_on > datetime.now(UTC).date() + timedelta(days=1):
        progress(f"warning: checked_on {contents.checked_on} is yet to come; is it mistyped?")
    progress(f"checked {len(contents.claims)} claims of {len(contents.sources)} sources")
    return contents


async def _try_out(draft: Path, contents: Contents, progress: Progress) -> None:
    """Ask the golden questions of the draft.  Raises PackError naming those it breaks."""
    if contents.golden:
        progress(f"asking {len(contents.golden)} golden questions")
    else:
        progress("the pack has no golden questions; nothing guards what it answers")
    problems = await in_thread(_all_broken, draft, contents)
    if problems:
        raise PackError(problems)


def _all_broken(draft: Path, contents: Contents) -> list[Problem]:
    """What is wrong with the answers that the draft gives to the golden questions."""
    generation = Generation.load(draft)
    try:
        found = (_broken(question, contents, generation) for question in contents.golden)
        return [problem for problem in found if problem]
    finally:
        generation.snapshot.close()


def _broken(question: GoldenQuestion, contents: Contents, generation: Generation) -> Problem | None:
    """What is wrong with the answer to *question*; None if it is as it must be."""
    today = question.today or contents.checked_on
    asker = Asker(Viewpoint(today, question.as_of, question.seen), "golden")
    conversations = Conversations()
    for earlier in question.context:
        ask(generation, earlier, asker, conversations)
    answer, _ = ask(generation, question.ask, asker, conversations)
    faults = _faults(question, answer)
    if not faults:
        return None
    text = f"golden question {question.ask!r}: {'; '.join(faults)}; the answer is {answer.text!r}"
    return Problem(question.file, question.line, text)


def _faults(question: GoldenQuestion, answer: Answer) -> list[str]:
    faults: list[str] = []
    if question.outcome and answer.outcome.value != question.outcome:
        faults.append(f"is {answer.outcome.value}, must be {question.outcome}")
    if question.intent and answer.intent != question.intent:
        faults.append(f"read as {answer.intent}, must be {question.intent}")
    text = answer.text.casefold()
    faults.extend(f"must say {words!r}" for words in question.says if words.casefold() not in text)
    faults.extend(f"must not say {words!r}" for words in question.never if words.casefold() in text)
    return faults
