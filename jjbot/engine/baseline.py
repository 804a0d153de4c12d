"""How good the answers were before: counts by kind, in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from jjbot.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions there were, and what became of them.

    wrong: wrong answers, and answers where only a decline is right.
    """

    n: int = 0
    right: int = 0
    wrong: int = 0
    declined: int = 0

    @property
    def accuracy(self) -> float | None:
        """The share of right ones; None where there are no questions."""
        return self.right / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Change:
    """How a kind of question fares otherwise than before.

    what: "right" or "wrong", whose share is another.
    """

    kind: str
    what: str
    before: Tally
    now: Tally
    worse: bool

    def __str__(self) -> str:
        """The change as a sentence."""
        verb = "got worse" if self.worse else "got better"
        before, now = (f"{getattr(t, self.what)} of {t.n}" for t in (self.before, self.now))
        return f"{self.kind} {verb}: {self.what} were {before}, are now {now}"


def compare(before: Mapping[str, Tally], now: Mapping[str, Tally]) -> tuple[Change, ...]:
    """What is another share than *before*, by kind; a kind of only one side is not compared."""
    changes = []
    for kind in sorted(before.keys() & now.keys()):
        old, new = before[kind], now[kind]
        # multiplied out: shares of different numbers, and no rounding
        more_right = new.right * old.n - old.right * new.n
        more_wrong = new.wrong * old.n - old.wrong * new.n
        if more_right:
            changes.append(Change(kind, "right", old, new, worse=more_right < 0))
        if more_wrong:
            changes.append(Change(kind, "wrong", old, new, worse=more_wrong > 0))
    return tuple(changes)


def write_baseline(path: Path, kinds: Mapping[str, Tally]) -> None:
    """Write *kinds* to *path*, a line each, so that a change can be read in a comparison."""
    lines = (f" {json.dumps(kind)}: {json.dumps(asdict(kinds[kind]))}" for kind in sorted(kinds))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def read_baseline(path: Path) -> dict[str, Tally]:
    """What `write_baseline` wrote.  Raises QuestionError if it is something else."""
    try:
        kinds = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionError(f"{path}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise QuestionError(f"{path}: is not JSON; write it anew") from None
    if not isinstance(kinds, dict):
        raise QuestionError(f"{path}: is not a baseline; write it anew")
    return {kind: _tally(path, kind, counts) for kind, counts in kinds.items()}


def _tally(path: Path, kind: str, counts: object) -> Tally:
    fields = asdict(Tally())
    if (
        not isinstance(counts, dict)
        or counts.keys() != fields.keys()
        or not all(type(count) is int and count >= 0 for count in counts.values())
        or counts["n"] != counts["right"] + counts["wrong"] + counts["declined"]
    ):
        raise QuestionError(f"{path}: the counts of {kind!r} are none; write it anew")
    return Tally(**counts)
