"""Answers in a terminal: pleasant on a screen, plain in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from jjbot.errors import PackError
from jjbot.faces.console.door import written_value
from jjbot.faces.console.tables import MOST_ROWS, Table, drawn, plain
from jjbot.model import Answer, Claim, Explanation, Query, Reading, Source, in_words

SPOILER = "[spoiler: "
SHOWN_SOURCES = 3
RULE = "The surest wins, then the latest known, then by id."


class _Console(Console):
    """A console that leaves a closed pipe to the program, which knows the exit code."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Screen:
    """Where lines and answers are shown.

    On a terminal lines are wrapped between words and spoilers are dimmed and marked.  In a pipe
    nothing is coloured, wrapped, cut or marked.
    """

    def __init__(self, out: TextIO) -> None:
        """Write to *out*."""
        self._terminal = out.isatty()
        self._console = _Console(
            file=out,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=not self._terminal,
            color_system="auto" if self._terminal else None,
        )

    def say(self, text: str = "", style: str = "") -> None:
        """Write one line of *text*."""
        self._console.print(Text(text, style=style))

    def show(self, answer: Answer) -> None:
        """Write *answer*: its text, its sources, how old it is, what could be asked next."""
        self._console.print(_covered(answer) if self._terminal else Text(answer.text))
        ages = list(age_lines(answer))
        if answer.sources or ages:
            self.say()
        if answer.sources:
            self.say("Sources:", "dim")
            self._list(source_lines(answer.sources))
        for age in ages:
            self.say(age, "dim")
        if answer.suggestions:
            self.say()
            self.say("You could ask:", "dim")
            self._list(suggestion.text for suggestion in answer.suggestions)

    def explain(self, explanation: Explanation) -> None:
        """Write how a question was read, what was found, and what the answer rests on."""
        self.say(f"Normalised: {explanation.normalised}")
        names = (
            f"{link.text}: {', '.join(link.meanings)} ({link.rule})" for link in explanation.links
        )
        self._section("Names found", names)
        self._section("Readings", map(reading_line, explanation.readings))
        answer = explanation.answer
        self.say()
        self.say(f"Answer ({answer.outcome.value})", "bold")
        self.say(answer.text)
        self._section("Claims used", map(_claim_line, answer.claims))
        self._section("Rivals", _rival_lines(explanation.rivals))

    def refuse(self, error: PackError) -> None:
        """Write why a pack was refused: a line for each problem, and how many there are."""
        for problem in error.problems:
            self.say(str(problem))
        count = len(error.problems)
        self.say(f"{count} problem{'' if count == 1 else 's'} found.")

    def table(self, title: str, table: Table, *, whole: bool) -> None:
        """Write *table* under its *title*; nothing at all if it is empty.

        On a terminal a long one is cut, and says how many rows are left out; not if *whole*.
        """
        if not table.rows:
            return
        self.say()
        self.say(title, "bold")
        if not self._terminal:
            for line in plain(table):
                self.say(line)
            return
        left_out = 0 if whole else max(0, len(table.rows) - MOST_ROWS)
        self._console.print(drawn(table.cut(len(table.rows) - left_out)))
        if left_out:
            self.say(f"… and {left_out} more; --all shows them.", "dim")

    def clear(self) -> None:
        """Empty a terminal; a pipe keeps what it got."""
        if self._terminal:
            self._console.clear()

    def item(self, line: str) -> None:
        """Write a *line* that is never wrapped: a web address that is cut cannot be clicked."""
        self._console.print(Text(line, style="dim"), soft_wrap=True)

    def _section(self, title: str, lines: Iterable[str]) -> None:
        self.say()
        self.say(title, "bold")
        shown = list(lines)
        self._list(shown or ["none"])

    def _list(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.item(f"- {line}")


def source_lines(sources: Sequence[Source]) -> Iterator[str]:
    """Yield the first of *sources*, a line each, and how many more there are."""
    yield from map(source_line, sources[:SHOWN_SOURCES])
    if len(sources) > SHOWN_SOURCES:
        yield f"{len(sources) - SHOWN_SOURCES} more (ask with --json to see all)"


def source_line(source: Source) -> str:
    """Return publisher, title, date and address of *source* in one line."""
    parts = [source.publisher, f'"{source.title}"']
    if source.published:
        when = in_words(source.published)
        parts.append(f"about {when}" if source.estimated else when)
    parts.append(source.url or "no public address")
    return ", ".join(parts)


def age_lines(answer: Answer) -> Iterator[str]:
    """Yield from which day *answer* speaks and up to when news was looked through.

    What its text already says is not repeated.
    """
    if answer.as_of and in_words(answer.as_of) not in answer.text:
        yield f"As known on {in_words(answer.as_of)}."
    if answer.checked_on and in_words(answer.checked_on) not in answer.text:
        yield f"News checked up to {in_words(answer.checked_on)}."


def _covered(answer: Answer) -> Text:
    """Return the text with what gives something away marked and dimmed."""
    shown = Text()
    at = 0
    for start, end in answer.spoilers:
        shown.append(answer.text[at:start])
        shown.append(f"{SPOILER}{answer.text[start:end]}]", style="dim italic")
        at = end
    shown.append(answer.text[at:])
    return shown


def reading_line(reading: Reading) -> str:
    """Return what *reading* takes a question for, and why, in one line."""
    parts = [f"{reading.score:.2f} {reading.query.intent}", _slots(reading.query)]
    parts.append(f'like "{reading.phrase}"' if reading.phrase else "")
    parts.extend(reading.evidence)
    return "; ".join(part for part in parts if part)


def _slots(query: Query) -> str:
    filled = [f"{slot} = {entity}" for slot, entity in query.entities]
    for name, value in (("season", query.season), ("episode", query.episode), ("date", query.date)):
        if value is not None:
            filled.append(f"{name} = {value}")
    return ", ".join(filled)


def _claim_line(claim: Claim) -> str:
    known = f"known on {claim.known_on}" if claim.known_on else "known on no dated day"
    sources = ", ".join(claim.sources) or "no source"
    facts = f"{claim.certainty.name.lower()}, {known}; {sources}"
    return f"{claim.subject}.{claim.predicate}: {written_value(claim)} ({facts})"


def _rival_lines(rivals: Iterable[tuple[Claim, ...]]) -> Iterator[str]:
    for winner, *others in rivals:
        yield f"won: {_claim_line(winner)}"
        yield from (f"lost: {_claim_line(other)}" for other in others)
        yield RULE
