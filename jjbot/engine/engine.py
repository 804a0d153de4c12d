"""Questions in, answers out: the one thing a face knows."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from jjbot.answers import answer
from jjbot.engine.asking import Asker, Conversations, ask, explain, topic_of
from jjbot.engine.building import Progress, build, facts_folder, quiet
from jjbot.engine.changes import Refreshed, refreshed
from jjbot.engine.dossier import Candidates, Dossier, look_for
from jjbot.engine.evaluation import Examined, Examiner
from jjbot.engine.generation import Generation
from jjbot.engine.publications import History, read_history, roll_back
from jjbot.engine.question_files import Question
from jjbot.engine.threads import P, T, in_thread, in_thread_of
from jjbot.errors import BusyError, LossError, PackError, StoreError
from jjbot.model import Answer, Choice, Explanation, Query, Viewpoint
from jjbot.pack import fingerprint
from jjbot.settings import Settings
from jjbot.store import ROLLBACK, Pointer, build_lock, candidates, in_force, point_at, read_pointer

log = logging.getLogger(__name__)

WAIT_FOR_OTHERS = 30.0  # seconds a first start waits for another process that builds
LOOK_EVERY = 5.0  # seconds between two looks at what another process may have published


@dataclass(frozen=True, slots=True)
class About:
    """What the engine answers from.

    reason: why these facts are in force (build, refresh, rollback, recovery); notice: what an
    operator should know, empty if nothing.
    """

    show: str
    digest: str
    claims: int
    sources: int
    checked_on: date
    reason: str
    notice: str


class Engine:
    """The facts of one show in force, and the way to ask them.

    Facts are kept by pack, so that several packs can lie side by side.
    """

    def __init__(self, settings: Settings) -> None:
        """Prepare; `open` makes one that can be asked."""
        self._pack_dir = settings.pack_dir
        self._facts_dir = facts_folder(settings)
        self._generation: Generation | None = None
        self._pointer: Pointer | None = None
        self._closed = False
        self._notice = ""
        self._unusable = ""  # what was said last of facts that cannot be taken over
        self._conversations = Conversations()
        self._building = asyncio.Lock()
        # Answers are worked out one after the other beside the event loop: a slow disk holds up
        # nothing else, and one hop there and back costs less than one for every statement.
        self._desk = ThreadPoolExecutor(1, "jjbot-answers")
        self._next_look = time.monotonic() + LOOK_EVERY

    @classmethod
    async def open(cls, settings: Settings, progress: Progress = quiet) -> Self:
        """Open the published facts, building them first where there are none to use.

        Raises PackError or StoreError if there is nothing to answer from.
        """
        engine = cls(settings)
        try:
            await engine._start(progress)
        except BaseException:
            await engine.close()
            raise
        return engine

    async def __aenter__(self) -> Self:
        """Return itself; the end of the block closes it."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the facts."""
        await self.close()

    async def close(self) -> None:
        """Close the facts; an unclosed store would keep the process alive."""
        self._closed = True
        generation, self._generation = self._generation, None
        if generation is not None and not generation.leases:
            generation.snapshot.close()
        self._desk.shutdown(wait=False)

    async def _start(self, progress: Progress) -> None:
        """Open what is in force; build if it is unusable, of another schema or of an older pack.

        After a rollback the pack differs on purpose: then the rolled-back facts stay.
        """
        found, trouble = await asyncio.to_thread(in_force, self._facts_dir)
        mends = trouble
        if found is not None:
            try:
                await self._open(found)
            except StoreError as error:
                trouble = str(error)
        held = found is not None and found.reason == ROLLBACK
        if self._generation is None and held:
            await self._take_kept(ROLLBACK, trouble)
        elif mends and self._generation is not None:
            await self._mend()
        differs = self._generation is None or await self._pack_differs()
        if differs and not (held and self._generation is not None):
            await self._first_build(progress, trouble)
        elif differs:
            self._tell("The pack differs from the facts in force, which were rolled back to.")
        if trouble:
            self._tell(f"At this start the facts were not in order: {trouble}")

    async def _first_build(self, progress: Progress, trouble: str) -> None:
        """Build at start; where that fails, facts that can be used stay or come into force."""
        try:
            await self._build_or_wait(progress)
            pointer = await asyncio.to_thread(read_pointer, self._facts_dir)
            if pointer is not None:
                await self._open(pointer)
        except (PackError, StoreError, LossError, BusyError) as error:
            if self._generation is None:
                await self._take_kept("recovery", trouble)
            if self._generation is None:
                if trouble:  # both are to be told; the kind of error is the exit code
                    error.args = (f"{trouble}\n{error}",)
                raise
            self._tell(f"The pack could not be built: {error}")

    async def _take_kept(self, reason: str, trouble: str) -> None:
        """Answer from the first of the kept facts that are whole, if there are any.

        trouble: what is known to be wrong already, and is told elsewhere.
        """
        try:
            kept = await asyncio.to_thread(candidates, self._facts_dir)
        except StoreError:  # the folder cannot be read, which the failed build has said
            return
        for path in kept:
            try:
                fresh = await in_thread(Generation.load, path)
            except StoreError as error:
                if str(error) != trouble:
                    log.warning("kept facts cannot be used: %s", error)
                continue
            before, _ = await asyncio.to_thread(in_force, self._facts_dir)
            found = Pointer(
                digest=fresh.snapshot.digest,
                file=path.name,
                reason=reason,
                by="start",
                fingerprint="",
                at=datetime.now(UTC),
                before=before.digest if before else "",
                golden=before.golden if before else 0,
            )
            await self._take(fresh, found)
            await self._mend()
            self._tell(f"Kept facts answer instead: {path.name}.")
            return

    async def _mend(self) -> None:
        """Let the pointer name what is answered from; where it cannot, answers go on."""
        if self._pointer is None:
            return
        try:
            with build_lock(self._facts_dir):
                await in_thread(point_at, self._facts_dir, self._pointer)
        except (BusyError, StoreError, OSError) as error:
            self._tell(f"The pointer to the facts could not be mended: {error}")

    def _tell(self, notice: str) -> None:
        """Let the operator know."""
        log.warning("%s", notice)
        self._notice = f"{self._notice} {notice}".strip()

    async def _build_or_wait(self, progress: Progress) -> None:
        """Build; where another process starts at the same time, take what it builds."""
        deadline = time.monotonic() + WAIT_FOR_OTHERS
        while True:
            try:
                await build(
                    self._pack_dir,
                    self._facts_dir,
                    reason="build",
                    by="start",
                    progress=progress,
                    needed=False,
                )
            except BusyError:
                if self._generation is not None or time.monotonic() > deadline:
                    raise
                await asyncio.sleep(0.2)
            else:
                return

    async def _pack_differs(self) -> bool:
        if self._pointer is None:
            return True
        try:
            found = await asyncio.to_thread(fingerprint, self._pack_dir)
        except PackError:
            return True  # the build will say what is wrong with it
        return found != self._pointer.fingerprint

    async def _open(self, pointer: Pointer) -> None:
        """Put the snapshot that *pointer* names in force, in one assignment."""
        fresh = await in_thread(Generation.load, self._facts_dir / pointer.file)
        await self._take(fresh, pointer)

    async def _take(self, fresh: Generation, pointer: Pointer) -> None:
        """Answer from *fresh*, which *pointer* names, from now on."""
        if self._closed:
            fresh.snapshot.close()
            raise StoreError("The facts are closed.")
        old, self._generation, self._pointer = self._generation, fresh, pointer
        self._notice = ""
        if old is not None and not old.leases:
            old.snapshot.close()

    async def _look_around(self) -> None:
        """Take over what another process has published; what cannot be used is left alone."""
        now = time.monotonic()
        if now < self._next_look or self._building.locked() or self._generation is None:
            return
        self._next_look = now + LOOK_EVERY
        try:
            # Held meanwhile, or what is read now would be put over a refresh that ends before it.
            async with self._building:
                pointer = await asyncio.to_thread(read_pointer, self._facts_dir)
                if pointer is not None and pointer != self._pointer:
                    await self._open(pointer)
                    log.info("took over facts %s, published by %s", pointer.digest[:12], pointer.by)
            self._unusable = ""
        except StoreError as error:
            if str(error) != self._unusable:  # once, and not at every look
                self._unusable = str(error)
                log.warning("what another process published cannot be used: %s", error)

    @asynccontextmanager
    async def _lease(self) -> AsyncIterator[Generation]:
        """The present generation, for as long as one question lasts."""
        generation = self._generation
        if generation is None:
            raise StoreError("The facts are closed.")
        generation.leases += 1
        try:
            yield generation
        finally:
            generation.leases -= 1
            if generation is not self._generation and not generation.leases:
                generation.snapshot.close()

    async def _in_turn(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What *work* returns or raises; nothing else asks the facts meanwhile."""
        if self._closed:
            raise StoreError("The facts are closed.")
        return await in_thread_of(self._desk, work, *args, **kwargs)

    async def ask(self, text: str, asker: Asker) -> Answer:
        """Answer a question in the asker's own words.

        Raises QuestionError for a Viewpoint that cannot be.
        """
        await self._look_around()
        async with self._lease() as generation:
            generation.refuse_beyond(asker.viewpoint)
            found, _ = await self._in_turn(ask, generation, text, asker, self._conversations)
            return found

    async def look_up(self, query: Query, asker: Asker) -> Answer:
        """Answer a query that a slash command has filled in.

        Raises QuestionError for a Viewpoint that cannot be.
        """
        await self._look_around()
        async with self._lease() as generation:
            generation.refuse_beyond(asker.viewpoint)
            found = await self._in_turn(answer, query, generation.snapshot, asker.viewpoint)
            topic = topic_of(found, generation.snapshot, asker.viewpoint, None)
            self._conversations.remember(asker.conversation, topic)
            return found

    async def explain(self, text: str, asker: Asker) -> Explanation:
        """Answer a question and say why the answer came out so."""
        async with self._lease() as generation:
            generation.refuse_beyond(asker.viewpoint)
            return await self._in_turn(explain, generation, text, asker, self._conversations)

    async def evaluate(
        self, questions: Sequence[Question], today: date | None
    ) -> tuple[Examined, ...]:
        """Ask *questions* as fans would, on *today*; None = when the news was checked."""
        async with self._lease() as generation:
            examiner = Examiner(generation, today)
            return tuple([await self._in_turn(examiner.examine, one) for one in questions])

    async def dossier(self, wanted: str, viewpoint: Viewpoint) -> Dossier | Candidates:
        """Everything known about the entity with the id or name *wanted*, or whom it may mean.

        Raises QuestionError for a Viewpoint that cannot be.
        """
        async with self._lease() as generation:
            generation.refuse_beyond(viewpoint)
            return await self._in_turn(look_for, generation, wanted, viewpoint)

    def seasons(self, typed: str, viewpoint: Viewpoint) -> tuple[Choice, ...]:
        """The seasons that what was *typed* may mean, at most 25; in memory, for autocomplete."""
        if self._generation is None:
            return ()
        return self._generation.season_choices(typed, viewpoint)

    async def refresh(self, by: str, progress: Progress = quiet) -> Refreshed:
        """Read, check, build and publish the pack anew, and answer from it from now on.

        by: who asked for it, as an id.  Raises PackError with every problem, LossError if most
        claims are gone, BusyError if a build is running, StoreError; in each case the old facts
        stay in force.
        """
        async with self._changing() as before:
            await build(self._pack_dir, self._facts_dir, reason="refresh", by=by, progress=progress)
            pointer = await asyncio.to_thread(read_pointer, self._facts_dir)
            if pointer is None:
                raise StoreError("The pointer to the facts is gone; run the refresh again.")
            return await self._changed(before, pointer)

    async def rollback(self, digest: str | None, by: str) -> Refreshed:
        """Put kept facts in force again, and answer from them from now on.

        digest: the beginning of theirs; None = those that were in force before.  Raises
        StoreError if there are none such, BusyError during a build; what was in force still is.
        """
        async with self._changing() as before:
            return await self._changed(before, await roll_back(self._facts_dir, digest, by))

    async def history(self) -> History:
        """What was in force when, and what is kept."""
        return await asyncio.to_thread(read_history, self._facts_dir)

    @asynccontextmanager
    async def _changing(self) -> AsyncIterator[Generation]:
        """The generation in force, while nothing else of this engine changes it."""
        if self._building.locked():
            raise BusyError("A refresh is already running; try again in a moment.")
        async with self._building, self._lease() as before:
            yield before

    async def _changed(self, before: Generation, pointer: Pointer) -> Refreshed:
        """Take over what *pointer* names, and say how it differs from *before*."""
        await self._open(pointer)
        async with self._lease() as after:
            return await self._in_turn(refreshed, before.snapshot, after.snapshot)

    def about(self) -> About:
        """What it answers from.  Raises StoreError if closed."""
        if self._generation is None:
            raise StoreError("The facts are closed.")
        snapshot = self._generation.snapshot
        return About(
            show=self._generation.show,
            digest=snapshot.digest,
            claims=snapshot.claim_count,
            sources=len(snapshot.sources),
            checked_on=snapshot.checked_on,
            reason=self._pointer.reason if self._pointer else "",
            notice=self._notice,
        )
