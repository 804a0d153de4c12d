"""Several questions of one message, answered in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jjbot.model import Answer, Line, Outcome, sentence

_MOST_LINES = 3  # of each answer, where there are several
_MOST_LINES_OF_MANY = 1  # where there are more than two


def together(answers: Sequence[Answer], *, rest: bool) -> Answer:
    """*answers* as one, in order; a single one as it is.

    rest: whether the message asks something else that is not understood, which is said.  The
    outcome is the first that is an answer, so that one unknown among answers hides none.
    """
    first = answers[0]
    lines = first.lines if len(answers) == 1 else _in_order(answers)
    if rest:
        lines = (*lines, sentence("I did not understand the rest of your message."))
    if len(answers) == 1:
        return replace(first, lines=lines)
    outcomes = [each.outcome for each in answers if not each.outcome.declined]
    corrected = Outcome.CORRECTED in outcomes
    return replace(
        first,
        outcome=Outcome.CORRECTED if corrected else next(iter(outcomes), first.outcome),
        lines=lines,
        sources=tuple(dict.fromkeys(source for each in answers for source in each.sources)),
        suggestions=(),
        checked_on=next((each.checked_on for each in answers if each.checked_on), None),
    )


def _in_order(answers: Sequence[Answer]) -> tuple[Line, ...]:
    most = _MOST_LINES if len(answers) == 2 else _MOST_LINES_OF_MANY
    lines = (line for each in answers for line in each.lines[:most])
    return tuple(dict.fromkeys(lines))
