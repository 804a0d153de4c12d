"""The command line: which commands and options there are, and what the options mean."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from jjbot.engine import FILE_KINDS
from jjbot.model import EVERYTHING, Viewpoint, parse_as_of, parse_day, parse_seen

EXIT_CODES = "exit codes: 0 done, 1 failure, 2 usage, 78 configuration"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; its result has `command`, which is None if none is given."""
    parser = argparse.ArgumentParser(
        prog="jjbot",
        description="Answers about a television show, with sources and dates.",
        epilog=f"Without a command: run.  {EXIT_CODES}",
    )
    parser.add_argument("--version", action="store_true", help="print the versions and stop")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run on Discord; without a token, chat here")
    _viewpoint_options(commands.add_parser("chat", help="ask in this terminal"))
    _ask_options(commands.add_parser("ask", help="answer one question, or a file of them"))
    explain = commands.add_parser("explain", help="show how a question is read and answered")
    explain.add_argument("question", nargs="+", metavar="QUESTION")
    _viewpoint_options(explain)
    _eval_options(commands.add_parser("eval", help="ask files of questions and score the answers"))
    check = commands.add_parser("check", help="check a pack and its golden questions")
    _check_options(check)
    _show_options(commands.add_parser("show", help="everything known about somebody or something"))
    _schema_options(
        commands.add_parser("schema", help="JSON Schema of a pack's files, for editors")
    )
    _force_option(
        commands.add_parser("build", help="compile the pack into a snapshot and put it in force")
    )
    _force_option(commands.add_parser("refresh", help="build, and say what changed"))
    rollback = commands.add_parser("rollback", help="put kept facts in force again")
    rollback.add_argument(
        "digest", nargs="?", metavar="DIGEST", help="its beginning; default: those before"
    )
    commands.add_parser("history", help="show what was in force when, and what is kept")
    return parser


def _force_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force", action="store_true", help="even if most claims or golden questions are gone"
    )


def _ask_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", metavar="QUESTION")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help='JSON lines {"id", "q", "context", "as_of", "seen"}; - reads standard input',
    )
    _viewpoint_options(parser)


def _eval_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=_path,
        metavar="FILE",
        help="JSON lines; a folder: all *.jsonl below it; .txt: each line must be declined",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--show", type=_count, default=20, metavar="N", help="list so many failures (default: 20)"
    )
    parser.add_argument(
        "--reveal", action="store_true", help="list failures of folders named unseen, too"
    )
    parser.add_argument(
        "--baseline", type=_path, metavar="FILE", help="fail if a kind is worse than in there"
    )
    parser.add_argument(
        "--write-baseline", type=_path, metavar="FILE", help="write the counts by kind there"
    )
    parser.add_argument(
        "--today", metavar="DATE", help="when it is asked (default: when the news was checked)"
    )


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=_path, metavar="FOLDER", help="default: the pack in use"
    )
    parser.add_argument("--report", action="store_true", help="count and list what the pack holds")
    parser.add_argument("--watch", action="store_true", help="check again whenever a file changes")
    _all_option(parser)


def _show_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", nargs="+", metavar="ID", help="an id or a name")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    _all_option(parser)
    _limit_options(parser)


def _schema_options(parser: argparse.ArgumentParser) -> None:
    kinds = ", ".join(FILE_KINDS)
    parser.add_argument("kind", nargs="?", metavar="FILE-KIND", choices=FILE_KINDS, help=kinds)
    parser.add_argument(
        "--pack", type=_path, metavar="FOLDER", help="with what its vocabulary.yaml adds"
    )
    parser.add_argument(
        "--out",
        type=_path,
        metavar="FOLDER",
        help="write FILE-KIND.json there; without a kind: all",
    )
    parser.add_argument(
        "--reference",
        type=_path,
        metavar="FILE",
        help="write the vocabulary as Markdown; - is standard output",
    )


def _path(text: str) -> str:
    """*text*, if it names something: an empty path would be the current folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("is empty; write a path (. is the current folder)")
    return text


def _count(text: str) -> int:
    """*text* as a number of things."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number; write 0, 1, 2, …")
    return int(text)


def _all_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="cut no list on a terminal")


def _viewpoint_options(parser: argparse.ArgumentParser) -> None:
    _limit_options(parser)
    parser.add_argument("--today", metavar="DATE", help="the asker's day (default: today, UTC)")


def _limit_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="DATE", help="what was known on YYYY[-MM[-DD]]")
    parser.add_argument("--seen", metavar="POSITION", help="none, S2, S2E5 or all (the default)")


def viewpoint(as_of: str | None, seen: str | None, today: str | None) -> Viewpoint:
    """Return where a question is asked from; what is None has its default.

    Raises QuestionError with a sentence.
    """
    return Viewpoint(
        today=parse_day(today) if today is not None else datetime.now(UTC).date(),
        as_of=parse_as_of(as_of) if as_of is not None else None,
        seen=parse_seen(seen) if seen is not None else EVERYTHING,
    )
