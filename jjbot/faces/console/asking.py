"""`ask`, `ask --batch` and `explain`."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, TextIO

from jjbot.engine import Asker
from jjbot.errors import QuestionError
from jjbot.faces.console.door import Item, answer_object, batch_object, read_item
from jjbot.faces.console.options import viewpoint
from jjbot.faces.console.screen import Screen
from jjbot.faces.console.session import Session, read_settings, report


def ask(args: argparse.Namespace) -> int:
    """Answer one question, or those of a file.  Raises QuestionError for a wrong option."""
    asker = Asker(viewpoint(args.as_of, args.seen, args.today))
    if bool(args.question) == (args.batch is not None):
        raise QuestionError("ask needs one question, or --batch FILE, and not both")
    if args.batch is not None:
        return _batch(args)
    question = " ".join(args.question)
    with Session(read_settings()) as session:
        answer, ms = session.ask(question, asker)
    if args.json:
        _write_json(answer_object(question, answer, ms))
    else:
        Screen(sys.stdout).show(answer)
    return 0


def explain(args: argparse.Namespace) -> int:
    """Show how a question is read and answered."""
    asker = Asker(viewpoint(args.as_of, args.seen, args.today))
    with Session(read_settings()) as session:
        explanation = session.explain(" ".join(args.question), asker)
    Screen(sys.stdout).explain(explanation)
    return 0


def _batch(args: argparse.Namespace) -> int:
    """Answer line by line; a bad line is reported and does not stop the others."""
    bad = 0
    with _opened(args.batch) as lines, Session(read_settings()) as session:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                item = read_item(line)
                _write_json(_answered(session, item, args, f"batch:{number}"))
            except QuestionError as error:
                bad += 1
                report(f"line {number}: {error}")
    return 1 if bad else 0


def _answered(
    session: Session, item: Item, args: argparse.Namespace, conversation: str
) -> dict[str, Any]:
    """Ask what was asked before, then the question, as one person in one conversation."""
    seen = item.seen if item.seen is not None else args.seen
    as_of = item.as_of if item.as_of is not None else args.as_of
    asker = Asker(viewpoint(as_of, seen, args.today), conversation)
    for earlier in item.context:
        session.ask(earlier, asker)
    answer, ms = session.ask(item.question, asker)
    return batch_object(item, answer, ms)


def _opened(name: str) -> AbstractContextManager[TextIO]:
    """Open the file *name*, or standard input for ``-``.  Raises QuestionError."""
    if name == "-":
        return nullcontext(sys.stdin)
    try:
        return Path(name).open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise QuestionError(f"{name}: cannot be read ({error.strerror})") from None


def _write_json(row: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(row, ensure_ascii=False)}\n")
    sys.stdout.flush()
