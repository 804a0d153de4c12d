"""Questions whose right answers are known, asked as a fan asks them, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import ParamSpec, TypeVar

from jjbot.engine.asking import Asker, Conversations, ask
from jjbot.engine.baseline import Tally
from jjbot.engine.generation import Generation
from jjbot.engine.question_files import Question
from jjbot.engine.scoring import Verdict, judge
from jjbot.errors import QuestionError
from jjbot.model import Outcome, Reading, Viewpoint

MOST_READINGS = 3  # that are kept of each question
PERCENTILES = (50, 95, 99)
_ME = "evaluation"
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A question with its answer.

    why: what is wrong with the answer; read_as: the intent that was answered, None = none was.
    reading, answering: milliseconds from the text to the Query, and to the Answer.
    """

    question: Question
    verdict: Verdict
    why: str
    outcome: Outcome
    text: str
    read_as: str | None
    readings: tuple[Reading, ...]
    reading: float
    answering: float

    @property
    def failed(self) -> bool:
        """Whether it should be looked into."""
        allowed = self.verdict is Verdict.DECLINED and self.question.may_decline
        return self.verdict is not Verdict.RIGHT and not allowed


class _Stopwatch:
    """Adds up how long something takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timing(self, work: Callable[P, T]) -> Callable[P, T]:
        """*work*, with a look at the clock before and after."""

        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            begin = perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.seconds += perf_counter() - begin

        return timed


class Examiner:
    """Asks one generation, always on the same day."""

    def __init__(self, generation: Generation, today: date | None = None) -> None:
        """Ask on *today*; None = the day up to which the news was checked."""
        self.today = today or generation.snapshot.checked_on
        # A copy whose one method is timed: how often a question is read is for `ask` to know.
        self._reading = _Stopwatch()
        timed = copy(generation.understanding)
        vars(timed)["understand"] = self._reading.timing(generation.understanding.understand)
        self._generation = replace(generation, understanding=timed)

    def examine(self, question: Question) -> Examined:
        """Ask *question* in a conversation of its own, after its context.

        Raises QuestionError for a Viewpoint that cannot be.
        """
        viewpoint = Viewpoint(question.today or self.today, question.as_of, question.seen)
        try:
            self._generation.refuse_beyond(viewpoint)
        except QuestionError as error:
            raise QuestionError(f"{question.place}: {error}") from None
        asker = Asker(viewpoint, _ME)
        conversations = Conversations(lambda: 0.0)  # nothing is forgotten on a slow machine
        for earlier in question.context:
            ask(self._generation, earlier, asker, conversations)
        self._reading.seconds = 0.0
        begin = perf_counter()
        answer, understood = ask(self._generation, question.text, asker, conversations)
        answering = perf_counter() - begin
        verdict, why = judge(
            question.text, question.expected, answer.text, declined=answer.outcome.declined
        )
        return Examined(
            question=question,
            verdict=verdict,
            why=why,
            outcome=answer.outcome,
            text=answer.text,
            read_as=answer.intent,
            readings=understood.readings[:MOST_READINGS],
            reading=self._reading.seconds * 1000,
            answering=answering * 1000,
        )


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """The share; None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of all questions, counted."""

    examined: tuple[Examined, ...]

    @property
    def measures(self) -> dict[str, Share]:
        """The numbers that count, by name."""
        answers = tally(one for one in self.examined if one.question.expected)
        declines = tally(one for one in self.examined if not one.question.expected)
        allowed = sum(
            one.verdict is Verdict.DECLINED and one.question.may_decline for one in self.examined
        )
        wrong = answers.wrong + declines.wrong
        return {
            "in-scope accuracy": Share(answers.right, answers.n),
            "accuracy with allowed declines": Share(answers.right + allowed, answers.n),
            "in-scope wrong": Share(answers.wrong, answers.n),
            "in-scope declined": Share(answers.declined, answers.n),
            "false answers": Share(declines.wrong, declines.n),
            "decline precision": Share(declines.right, declines.right + answers.declined),
            "decline recall": Share(declines.right, declines.n),
            "wrong answers of all questions": Share(wrong, len(self.examined)),
            "wrong answers of all answers": Share(wrong, wrong + answers.right),
        }

    @property
    def kinds(self) -> dict[str, Tally]:
        """What became of each kind of question."""
        return _tallies((one.question.kind, one) for one in self.examined)

    @property
    def tags(self) -> dict[str, Tally]:
        """What became of the questions with each tag."""
        return _tallies((tag, one) for one in self.examined for tag in one.question.tags)

    @property
    def given(self) -> dict[str, Tally]:
        """What became of each file or folder that was given."""
        return _tallies((one.question.place.given, one) for one in self.examined)

    @property
    def confusions(self) -> Mapping[tuple[str, str | None], int]:
        """How often a question of one intent was read as another, or as none; most often first."""
        wanted = ((one.question.intent, one.read_as) for one in self.examined)
        return _ranked(Counter((one, other) for one, other in wanted if one and one != other))

    @property
    def wrongly_read_as(self) -> Mapping[str, tuple[int, int]]:
        """Intent → wrong answers and false answers that it gave; most first."""
        read: Counter[tuple[str, Verdict]] = Counter(
            (one.read_as or "none", one.verdict)
            for one in self.examined
            if one.verdict in (Verdict.WRONG, Verdict.FALSE)
        )
        intents = _ranked(Counter(intent for intent, _ in read.elements()))
        return {one: (read[one, Verdict.WRONG], read[one, Verdict.FALSE]) for one in intents}

    @property
    def latency(self) -> dict[str, tuple[float, ...]]:
        """What is timed → milliseconds that so many per cent do not exceed, by PERCENTILES."""
        return {
            "text to Query": percentiles([one.reading for one in self.examined]),
            "text to Answer": percentiles([one.answering for one in self.examined]),
        }

    def failures(self, *, reveal: bool) -> tuple[Examined, ...]:
        """What should be looked into, wrong answers first; of unseen questions only to *reveal*."""
        found = [one for one in self.examined if one.failed]
        shown = [one for one in found if reveal or not one.question.place.unseen]
        return tuple(sorted(shown, key=lambda one: one.verdict is Verdict.DECLINED))


def tally(examined: Iterable[Examined]) -> Tally:
    """What became of those *examined*."""
    counts = Counter(one.verdict for one in examined)
    return Tally(
        n=counts.total(),
        right=counts[Verdict.RIGHT],
        wrong=counts[Verdict.WRONG] + counts[Verdict.FALSE],
        declined=counts[Verdict.DECLINED],
    )


def percentiles(times: Sequence[float]) -> tuple[float, ...]:
    """For each of PERCENTILES the smallest of *times* that so many per cent do not exceed."""
    ordered = sorted(times)
    # -(-a // b) rounds up
    return tuple(ordered[-(-len(ordered) * share // 100) - 1] for share in PERCENTILES)


def _tallies(pairs: Iterable[tuple[str, Examined]]) -> dict[str, Tally]:
    groups: dict[str, list[Examined]] = {}
    for name, one in pairs:
        groups.setdefault(name, []).append(one)
    return {name: tally(groups[name]) for name in sorted(groups)}


def _ranked(counts: Counter[T]) -> dict[T, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]))))
