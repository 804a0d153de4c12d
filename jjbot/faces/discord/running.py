"""Running the bot until somebody stops it or Discord will not have it."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import aiohttp
import discord

from jjbot.engine import Engine
from jjbot.errors import SettingsError
from jjbot.faces.discord.bot import JJBot
from jjbot.faces.discord.creating import create_bot
from jjbot.settings import Settings

log = logging.getLogger(__name__)

# The bot never speaks in voice channels, so what that would need is nobody's worry.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

OK, FAILURE, CONFIGURATION = 0, 1, 78
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
# below INFO these write what people say, and addresses that let anybody answer for the bot
_TALKATIVE = ("discord", "aiohttp")


async def run(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; the facts and the connection are closed on every way out.

    Returns the exit code: 0 stopped, 1 Discord cannot be reached, 78 Discord refuses the token or
    the intents, so that a restart is no help.  Raises SettingsError without a token, and what
    Engine.open raises.
    """
    if settings.token is None:
        raise SettingsError("DISCORD_TOKEN is not set; see .env.example.")
    set_up_logging(settings.log_level, settings.token)
    async with (
        await Engine.open(settings, lambda step: log.info("%s", step)) as engine,
        create_bot(engine, settings) as bot,
    ):
        return await serve(bot, settings.token)


async def serve(bot: JJBot, token: str) -> int:
    """Connect *bot* and wait for its end, or for a signal; the exit code."""
    stop = asyncio.Event()
    with stopped_by_signals(stop.set):
        running = asyncio.create_task(bot.start(token))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((running, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            if not running.done():
                log.info("stopping")
                running.cancel()
            await asyncio.wait((running, stopping))
    return OK if running.cancelled() else _code_of(running.exception())


def _code_of(error: BaseException | None) -> int:
    """The exit code for how the connection ended; says why.  Raises what nobody foresaw."""
    match error:
        case None:
            return OK
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            log.error(
                "Discord refuses the token: make a new one in the portal, and set DISCORD_TOKEN."
            )
            return CONFIGURATION
        case discord.PrivilegedIntentsRequired():
            log.error(
                "Discord refuses the intents: look at Privileged Gateway Intents, on the page Bot"
                " of the application in the Developer Portal."
            )
            return CONFIGURATION
        case aiohttp.ClientError() | OSError() | discord.DiscordException():
            # without its text, which may hold the request and with it the token
            log.error(
                "Discord cannot be reached, or the connection ended (%s): look at the network, and"
                " start again.",
                type(error).__name__,
            )
            return FAILURE
        case _:
            raise error


@contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call *stop* at the first SIGTERM or SIGINT; a second one ends the process as usual.

    Where the loop cannot take signals (Windows, another thread), they do what they always do.
    """
    loop = asyncio.get_running_loop()
    taken: list[signal.Signals] = []

    def release() -> None:
        while taken:
            loop.remove_signal_handler(taken.pop())

    def first() -> None:
        release()
        stop()

    try:
        for one in _SIGNALS:
            loop.add_signal_handler(one, first)
            taken.append(one)
    except (NotImplementedError, RuntimeError, ValueError) as error:
        log.debug("signals are left alone: %s", error)
    try:
        yield
    finally:
        release()


class Redacting(logging.Formatter):
    """Another formatter's text, tracebacks included, without the token."""

    def __init__(self, inner: logging.Formatter, secret: str) -> None:
        """Write as *inner* does, and *secret* never."""
        super().__init__()
        self._inner = inner
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The text of *record*."""
        return self._inner.format(record).replace(self._secret, "[token]")


def set_up_logging(level: str, token: str) -> None:
    """Log from *level* on to standard output, if nobody has set up another place, without *token*.

    What discord.py logs below INFO is left out: it has the texts of messages in it.
    """
    logging.basicConfig(level=level, format=LOG_FORMAT, stream=sys.stdout)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(Redacting(handler.formatter or logging.Formatter(LOG_FORMAT), token))
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelName(level)))
