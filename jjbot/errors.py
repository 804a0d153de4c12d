"""What can go wrong, and who is told.

JJBotError                its text may be shown to a person
├── SettingsError         the operator, at start
├── PackError             the pack's author: every problem, with file and line
├── StoreError            the operator: a snapshot or pointer is damaged or foreign
├── LossError             the pack's author: most claims or golden questions are gone
├── BusyError             a second build while one is running
└── QuestionError         the asker: an option that makes no sense
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class JJBotError(Exception):
    """Base of all errors whose text is written for a person."""


class SettingsError(JJBotError):
    """A setting is missing or makes no sense; the text names it and the remedy."""


class StoreError(JJBotError):
    """A snapshot, the pointer or their folder cannot be used."""


class BusyError(JJBotError):
    """Another process or task is building at this moment."""


class LossError(JJBotError):
    """A pack that has lost most of its claims, or of its golden questions, was not put in force.

    before, now: how many of *what* the facts in force have, and the pack.
    """

    def __init__(self, before: int, now: int, what: str = "claims") -> None:
        """Say both counts and the remedy."""
        self.before = before
        self.now = now
        super().__init__(
            f"The pack has only {now} {what}, and the facts in force have {before}; they stay in "
            "force. If so many are gone on purpose, run in a terminal: jjbot refresh --force"
        )


class QuestionError(JJBotError):
    """An option of a question (a date, a position in the show) cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a pack, in words its author can act on.

    file: path relative to the pack's folder; line: 1-based, 0 if it concerns the file as a whole.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return ``file:line: message``, as editors and terminals understand it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class PackError(JJBotError):
    """A pack was refused; *problems* has every reason, ordered by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep *problems*, sorted and without repetition."""
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__("\n".join([f"{count} {noun} in the pack:", *map(str, self.problems)]))
