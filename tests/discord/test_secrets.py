"""What must never be in a log, and how the process ends."""

from __future__ import annotations

import asyncio
import logging
import signal

import aiohttp
import discord
import pytest

from jjbot.errors import PackError, SettingsError
from jjbot.faces.discord import create_bot, run, running
from jjbot.faces.discord.running import Redacting, set_up_logging, stopped_by_signals

TOKEN = ".".join(("MTIzNDU2Nzg5MDEyMzQ1Njc4", "GabcdE", "b" * 38))


def test_the_token_is_taken_out_of_messages_and_tracebacks():
    """Whoever reads a log could take the bot over."""
    formatter = Redacting(logging.Formatter("%(message)s"), TOKEN)
    try:
        raise ValueError(f"Authorization: Bot {TOKEN}")
    except ValueError as error:
        given = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "", 0, "asked with %s", (TOKEN,), given)
    text = formatter.format(record)
    assert TOKEN not in text
    assert "asked with [token]" in text
    assert "Authorization: Bot [token]" in text


@pytest.mark.parametrize(("level", "library"), [("DEBUG", "INFO"), ("ERROR", "ERROR")])
def test_what_the_library_says_about_everything_is_left_out(level, library):
    """At DEBUG discord.py logs the texts of messages, and tokens in addresses."""
    set_up_logging(level, TOKEN)
    assert logging.getLogger("discord.gateway").getEffectiveLevel() == getattr(logging, library)
    for handler in logging.getLogger().handlers:
        assert isinstance(handler.formatter, Redacting)


async def test_without_a_token_it_does_not_start(settings):
    """It would ask Discord with nothing in hand, again and again."""
    with pytest.raises(SettingsError, match="DISCORD_TOKEN"):
        await run(settings)


async def test_a_pack_that_is_refused_at_the_first_start_is_told(settings, minuit):
    """The operator would see that nothing works, and not why."""
    (minuit / "wrong.yaml").write_text("- {id: x, kind: nothing}\n")
    with pytest.raises(PackError):
        await run(settings.model_copy(update={"token": TOKEN}))


class Gone:
    """A connection's end as the gateway tells it."""

    def __init__(self, code):
        """*code*: why."""
        self.close_code = code


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (discord.ConnectionClosed(Gone(4004), shard_id=None), 78),
        (discord.ConnectionClosed(Gone(4011), shard_id=None), 1),
        (aiohttp.ClientConnectionError(TOKEN), 1),
        (discord.GatewayNotFound(), 1),
    ],
    ids=["token taken back", "too large", "no network", "outage"],
)
async def test_each_end_has_its_exit_code_and_no_token(
    engine, settings, monkeypatch, caplog, *, failure, code
):
    """A supervisor would restart what cannot work, or leave down what could."""

    async def start(_self, _token):
        await asyncio.sleep(0)
        raise failure

    monkeypatch.setattr(discord.Client, "start", start)
    assert await running.serve(create_bot(engine, settings), TOKEN) == code
    assert TOKEN not in caplog.text


async def test_what_nobody_foresaw_is_raised(engine, settings, monkeypatch):
    """A fault in the code would look like a fault of the network."""

    async def start(_self, _token):
        await asyncio.sleep(0)
        raise ZeroDivisionError

    monkeypatch.setattr(discord.Client, "start", start)
    with pytest.raises(ZeroDivisionError):
        await running.serve(create_bot(engine, settings), TOKEN)


async def test_signals_are_given_back():
    """A second Ctrl-C, or the program after us, would be deaf to signals."""
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]
    stop = asyncio.Event()
    with stopped_by_signals(stop.set):
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(stop.wait(), 5)
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    after = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)]
    assert after[0] == before[0]
    assert after[1] in (before[1], signal.default_int_handler)


async def test_where_signals_cannot_be_taken_it_runs_all_the_same(monkeypatch):
    """The bot would not start on Windows."""

    def refuse(*_args):
        raise NotImplementedError

    monkeypatch.setattr(asyncio.get_running_loop(), "add_signal_handler", refuse)
    with stopped_by_signals(lambda: None):
        pass
