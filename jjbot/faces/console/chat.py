"""`chat`, and `run`, which chats where there is no token for Discord."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain

from jjbot.engine import About, Asker
from jjbot.errors import QuestionError, SettingsError
from jjbot.faces.console.options import viewpoint
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.session import Session, read_settings, report
from jjbot.model import in_words
from jjbot.settings import Settings, default_env_file

Serve = Callable[[Settings], int]

_ENDS = ("quit", "exit", "bye")
_CONVERSATION = "console"


def run(serve: Serve) -> int:
    """Run on Discord; without a token answer here what is typed or piped in.

    Raises SettingsError where there is neither a token nor a question.
    """
    settings = read_settings()
    if settings.token:
        return serve(settings)
    asker = Asker(viewpoint(None, None, None), _CONVERSATION)
    if _interactive():
        report("DISCORD_TOKEN is not set, so this is the local chat and not Discord.")
        return _talk(settings, asker)
    lines = _piped()
    first = next(lines, None)
    if first is None:
        raise SettingsError(
            "DISCORD_TOKEN is not set and nobody is asking here; "
            f"set it to the bot's token, in the environment or in {default_env_file()}."
        )
    return _answer_all(settings, asker, chain([first], lines))


def chat(args: argparse.Namespace) -> int:
    """Answer what is typed until the end; piped lines are questions, too."""
    asker = Asker(viewpoint(args.as_of, args.seen, args.today), _CONVERSATION)
    settings = read_settings()
    if _interactive():
        return _talk(settings, asker)
    return _answer_all(settings, asker, _piped())


def _interactive() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _piped() -> Iterator[str]:
    """Yield each line of standard input that is not blank."""
    return (line.strip() for line in sys.stdin or () if line.strip())


def _answer_all(settings: Settings, asker: Asker, questions: Iterable[str]) -> int:
    """Answer piped *questions* one after the other, with an empty line between."""
    screen = Screen(sys.stdout)
    with Session(settings) as session:
        for number, question in enumerate(questions):
            if number:
                screen.say()
            _answer(session, screen, question, asker)
    return 0


def _talk(settings: Settings, asker: Asker) -> int:
    """Prompt and answer until ``quit``, the end of input or Ctrl-C."""
    screen = Screen(sys.stdout)
    with suppress(ImportError):  # not everywhere: arrow keys and history at the prompt
        importlib.import_module("readline")
    with Session(settings) as session, suppress(KeyboardInterrupt, EOFError):
        for line in _intro(session.about()):
            screen.say(line)
        while (typed := input("> ").strip()).casefold() not in _ENDS:
            if typed:
                _answer(session, screen, typed, asker)
                screen.say()
    screen.say("Bye.")
    return 0


def _intro(about: About) -> Iterator[str]:
    yield f"Ask me about {about.show}; its news was checked up to {in_words(about.checked_on)}."
    yield 'Follow-ups like "and season 2?" work; "quit" ends.'
    if about.notice and not sys.stderr.isatty():  # there the log has told it just now
        yield f"Note: {about.notice}"


def _answer(session: Session, screen: Screen, question: str, asker: Asker) -> None:
    try:
        answer, _ = session.ask(question, asker)
    except QuestionError as error:
        screen.say(str(error))
        return
    screen.show(answer)
    sys.stdout.flush()
