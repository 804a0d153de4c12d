"""Work in a thread, which nothing can stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What *work* returns or raises.

    Who is cancelled while waiting goes on waiting until the thread is done, and is cancelled then:
    what is held for the work, a lock say, must not be let go before.
    """
    return await in_thread_of(None, work, *args, **kwargs)


async def in_thread_of(
    executor: Executor | None, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """As `in_thread`, in a thread of *executor*; None = of the event loop's own."""
    # no task, for at the end of a loop all tasks are cancelled
    future = asyncio.get_running_loop().run_in_executor(executor, partial(work, *args, **kwargs))
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        while not future.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait((future,))
        if not future.cancelled():
            future.exception()  # nobody is left to be told
        raise
