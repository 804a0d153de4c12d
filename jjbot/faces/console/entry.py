"""From an argument list to an exit code."""

from __future__ import annotations

import argparse
import io
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version

from jjbot import __version__
from jjbot.errors import JJBotError, PackError, QuestionError, SettingsError
from jjbot.faces.console import asking, chat, checking, evaluating, keeping, schemas, showing
from jjbot.faces.console.chat import Serve
from jjbot.faces.console.options import build_parser
from jjbot.faces.console.session import report

OK, FAILURE, USAGE, CONFIGURATION, INTERRUPTED = 0, 1, 2, 78, 130

# what does not need to be told how to serve; without any of them it runs
_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "chat": chat.chat,
    "ask": asking.ask,
    "explain": asking.explain,
    "eval": evaluating.evaluate,
    "check": checking.check,
    "show": showing.show,
    "schema": schemas.schema,
    "build": keeping.build,
    "refresh": keeping.refresh,
    "rollback": keeping.rollback,
    "history": lambda _: keeping.history(),
}


def main(argv: Sequence[str], serve: Serve) -> int:
    """Run the command that *argv* names and return the exit code.

    serve: runs the Discord face until it is stopped and returns its exit code.
    """
    _prepare_streams()
    try:
        code = _dispatch(build_parser().parse_args(argv), serve)
        sys.stdout.flush()
    except SystemExit as stopped:  # argparse: 0 after --help, 2 for an unknown option
        return stopped.code if isinstance(stopped.code, int) else USAGE
    except BrokenPipeError:
        # the reader has enough, as in `| head`; nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except JJBotError as error:
        report(str(error))
        return _code_of(error)
    except OSError as error:  # a full disk behind standard output, say
        report(_told(error))
        return FAILURE
    return code


def _told(error: OSError) -> str:
    """What the system did not let happen, and where."""
    where = f"{error.filename}: " if error.filename else ""
    remedy = "; look at whose it is and who may use it" if where else ""
    return f"{where}{error.strerror or error}{remedy}"


def _code_of(error: JJBotError) -> int:
    if isinstance(error, QuestionError):
        return USAGE
    # a pack that nothing can be answered from is the operator's to mend: a restart is no help
    return CONFIGURATION if isinstance(error, SettingsError | PackError) else FAILURE


def _dispatch(args: argparse.Namespace, serve: Serve) -> int:
    if args.version:
        sys.stdout.write(f"{versions()}\n")
        return OK
    command = _COMMANDS.get(args.command)
    return command(args) if command is not None else chat.run(serve)


def versions() -> str:
    """Return the versions a bug report needs, in one line."""
    python, discord = platform.python_version(), version("discord.py")
    return f"jjbot {__version__} (Python {python}, discord.py {discord})"


def _prepare_streams() -> None:
    """Let no character of a question or an answer, and no closed stream, end in a traceback."""
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller: nothing comes, and nobody listens
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            plain = "utf-8-sig" if name == "stdin" else "utf-8"
            encoding = None if stream.isatty() else plain
            stream.reconfigure(encoding=encoding, errors="replace")
