"""`eval`: questions whose right answers are known, and how many get them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from jjbot.engine import (
    PERCENTILES,
    About,
    Change,
    Evaluation,
    Examined,
    Question,
    Tally,
    compare,
    read_baseline,
    read_questions,
    write_baseline,
)
from jjbot.faces.console.door import evaluation_object
from jjbot.faces.console.screen import Screen, reading_line
from jjbot.faces.console.session import Session, read_settings, report
from jjbot.faces.console.tables import Table
from jjbot.model import EVERYTHING, parse_day, written_position

_DECLINED = "(declined)"


def evaluate(args: argparse.Namespace) -> int:
    """Ask files of questions and score the answers; 1 if a kind is worse than in the baseline.

    Raises QuestionError for what is wrong in the files or options.
    """
    today = parse_day(args.today) if args.today is not None else None
    before = read_baseline(Path(args.baseline)) if args.baseline is not None else None
    questions = read_questions(args.files)
    with Session(read_settings()) as session:
        found = session.evaluate(questions, today)
        about = session.about()
    changes = compare(before, found.kinds) if before is not None else None
    if args.json:
        failures = found.failures(reveal=args.reveal)[: args.show]
        row = evaluation_object(found, failures, changes)
        sys.stdout.write(f"{json.dumps(row, ensure_ascii=False)}\n")
    else:
        _tell(Screen(sys.stdout), found, _asked(found, about, today), args)
        _compared(Screen(sys.stdout), changes, args.baseline)
    if args.write_baseline is not None:
        write_baseline(Path(args.write_baseline), found.kinds)
        report(f"wrote {args.write_baseline}")
    worse = [change for change in changes or () if change.worse]
    for change in worse:
        report(str(change))
    return 1 if worse else 0


def _asked(found: Evaluation, about: About, today: date | None) -> str:
    """Of what the numbers speak."""
    many = len(found.examined)
    return (
        f"{many} question{'' if many == 1 else 's'} about {about.show}, "
        f"asked on {today or about.checked_on} of facts {about.digest[:12]}."
    )


def _tell(screen: Screen, found: Evaluation, heading: str, args: argparse.Namespace) -> None:
    """Write all numbers, then the failures."""
    screen.say(heading)
    measures = [
        (name, percent(share.ratio), f"{share.part} of {share.whole}")
        for name, share in found.measures.items()
    ]
    _table(screen, "Overall", "measure, share, questions", measures, 1, 2)
    _tallies(screen, "By kind", "kind", found.kinds)
    if len(found.given) > 1:
        _tallies(screen, "By file or folder", "file", found.given)
    _tallies(screen, "By tag", "tag", found.tags)
    confusions = [
        (wanted, read or _DECLINED, str(many)) for (wanted, read), many in found.confusions.items()
    ]
    _table(screen, "Taken for another intent", "should be, read as, questions", confusions, 2)
    wrong = [
        (intent, str(wrong), str(false)) for intent, (wrong, false) in found.wrongly_read_as.items()
    ]
    heads = "intent, wrong, false answers"
    _table(screen, "What wrong and false answers were read as", heads, wrong, 1, 2)
    times = [(name, *(f"{ms:.2f}" for ms in each)) for name, each in found.latency.items()]
    heads = f"milliseconds, {', '.join(f'p{share}' for share in PERCENTILES)}"
    _table(screen, "Time", heads, times, *range(1, len(PERCENTILES) + 1))
    _failures(screen, found, args.show, reveal=args.reveal)


def _table(
    screen: Screen, title: str, heads: str, rows: Sequence[tuple[str, ...]], *numbers: int
) -> None:
    screen.table(title, Table(tuple(heads.split(", ")), tuple(rows), numbers), whole=True)


def _tallies(screen: Screen, title: str, head: str, tallies: Mapping[str, Tally]) -> None:
    rows = [
        (name, *map(str, (one.n, one.right, one.wrong, one.declined)), percent(one.accuracy))
        for name, one in tallies.items()
    ]
    heads = f"{head}, questions, right, wrong, declined, accuracy"
    _table(screen, title, heads, rows, 1, 2, 3, 4, 5)


def _failures(screen: Screen, found: Evaluation, most: int, *, reveal: bool) -> None:
    """Write the first failures, and how many are kept back and why."""
    failures = found.failures(reveal=reveal)
    withheld = len(found.failures(reveal=True)) - len(failures)
    shown = failures[:most]
    if shown:
        screen.say()
        screen.say("Failures", "bold")
    for one in shown:
        screen.say()
        for line in failure_lines(one):
            screen.say(line)
    if len(failures) > len(shown):
        screen.say()
        screen.say(f"{len(failures) - len(shown)} more failures; --show N lists N.", "dim")
    if withheld:
        screen.say()
        text = f"{withheld} failures of unseen questions are not listed, so that nobody tunes to"
        screen.say(f"{text} them; --reveal lists them all the same.", "dim")


def failure_lines(one: Examined) -> Iterator[str]:
    """Yield what somebody needs who looks into the failure of *one*."""
    question = one.question
    yield f"{question.id} [{question.kind}] {question.place}"
    for earlier in question.context:
        yield f"  before:   {earlier}"
    yield f"  asked:    {question.text}{_from_where(question)}"
    yield f"  expected: {expected(question)}"
    said = "declined" if one.outcome.declined else one.verdict.value
    yield f"  {said} ({one.outcome.value}): {one.why}"
    for line in one.text.splitlines():
        yield f"  > {line}"
    for reading in one.readings:
        yield f"  - {reading_line(reading)}"


def expected(question: Question) -> str:
    """What the answer to *question* must say, in words."""
    if question.expected is None:
        return "a decline"
    wanted = question.expected
    parts = [" or ".join(f'"{text}"' for text in group) for group in wanted.any]
    if wanted.order:
        parts.append("in this order " + ", ".join(f'"{text}"' for text in wanted.order))
    parts.extend(f'never "{text}"' for text in wanted.none)
    return "; ".join(parts)


def percent(ratio: float | None) -> str:
    """*ratio* for a reader; never rounded up to all or down to nothing."""
    if ratio is None:
        return "–"
    tenths = round(ratio * 1000)
    if ratio < 1:
        tenths = min(tenths, 999)
    if ratio > 0:
        tenths = max(tenths, 1)
    return f"{tenths / 10:.1f} %"


def _from_where(question: Question) -> str:
    limits = []
    if question.as_of is not None:
        limits.append(f"as of {question.as_of}")
    if question.seen < EVERYTHING:
        limits.append(f"seen {written_position(question.seen) or 'none'}")
    return f" ({', '.join(limits)})" if limits else ""


def _compared(screen: Screen, changes: Sequence[Change] | None, baseline: str) -> None:
    if changes is None:
        return
    screen.say()
    if not changes:
        screen.say(f"Neither better nor worse than {baseline}.")
    rows = [
        (
            change.kind,
            change.what,
            *(f"{getattr(each, change.what)} of {each.n}" for each in (change.before, change.now)),
            "worse" if change.worse else "better",
        )
        for change in changes
    ]
    _table(screen, f"Against {baseline}", "kind, what, before, now, verdict", rows, 2, 3)
