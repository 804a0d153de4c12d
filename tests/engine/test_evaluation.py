"""An evaluation: how it asks, what it counts, and what is worse than before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jjbot.engine import Evaluation, Expectation, Question, Tally, compare
from jjbot.engine.baseline import read_baseline, write_baseline
from jjbot.engine.evaluation import Examiner, percentiles
from jjbot.engine.question_files import Place
from jjbot.engine.scoring import Verdict
from jjbot.errors import QuestionError
from jjbot.model import parse_as_of, position

PART_1, PART_2 = "March 5, 2020", "February 18, 2022"


def asking(text, *says, kind="date", unseen=False, **more):
    """Return a question whose answer must say all that; without any it must be declined."""
    expected = Expectation(tuple((one,) for one in says)) if says else None
    place = Place(Path("q.jsonl"), 1, "q.jsonl", unseen)
    return Question(id=text, text=text, kind=kind, expected=expected, place=place, **more)


@pytest.fixture
def examine(minuit_generation):
    """Return a function that asks questions about the invented show: their evaluation."""
    examiner = Examiner(minuit_generation)
    return lambda *asked: Evaluation(tuple(map(examiner.examine, asked)))


def verdicts(evaluation):
    """Return what the answers are worth, in order."""
    return [one.verdict for one in evaluation.examined]


async def test_a_question_is_asked_after_its_context_and_after_nothing_else(examine):
    """A follow-up would follow another fan's question, or nothing."""
    found = examine(
        asking("and part 2?", PART_2, context=("when did part 1 come out?",)),
        asking("when did part 2 come out?", PART_2),
        asking("and part 1?", PART_1),
    )
    assert verdicts(found)[:2] == [Verdict.RIGHT] * 2
    assert found.examined[2].read_as != "premiere"


async def test_a_question_is_asked_from_its_own_viewpoint(examine):
    """What was known, and what somebody may know, would be scored as if all were."""
    asked = "when was part 2 renewed?"
    early = replace(asking(asked, "October 1, 2020"), as_of=parse_as_of("2020-09"))
    landlord = asking("who does Bo Quist play?", "Landlord", seen=position(1, 1))
    found = examine(asking(asked, "October 1, 2020"), early, landlord)
    assert found.examined[0].verdict is Verdict.RIGHT
    assert Verdict.RIGHT not in verdicts(found)[1:]


async def test_a_viewpoint_that_cannot_be_is_refused_with_file_and_line(examine):
    """A mistyped position would count as a miss of the bot."""
    with pytest.raises(QuestionError, match=r"q\.jsonl:1: there is no part 9"):
        examine(asking("who plays Will?", "x", seen=position(9, 1)))


async def test_everything_is_counted_once(examine):
    """The numbers that decide whether a change is taken would be wrong."""
    found = examine(
        asking("when did part 2 come out?", PART_2, tags=("a", "b")),
        asking("when did part 2 come out", "1999", tags=("b",)),
        asking("flrbl grmpf brzl?", "1999", may_decline=True),
        asking("how tall is the eiffel tower?", kind="talk"),
        asking("when did part 2 premiere", kind="talk"),
    )
    assert verdicts(found) == [
        Verdict.RIGHT, Verdict.WRONG, Verdict.DECLINED, Verdict.RIGHT, Verdict.FALSE,
    ]  # fmt: skip
    assert found.kinds == {"date": Tally(3, 1, 1, 1), "talk": Tally(2, 1, 1, 0)}
    assert found.tags == {"a": Tally(1, 1), "b": Tally(2, 1, 1)}
    shares = {name: (share.part, share.whole) for name, share in found.measures.items()}
    assert shares == {
        "in-scope accuracy": (1, 3),
        "accuracy with allowed declines": (2, 3),
        "in-scope wrong": (1, 3),
        "in-scope declined": (1, 3),
        "false answers": (1, 2),
        "decline precision": (1, 2),
        "decline recall": (1, 2),
        "wrong answers of all questions": (2, 5),
        "wrong answers of all answers": (2, 3),
    }
    assert found.wrongly_read_as == {"premiere": (1, 1)}


async def test_what_was_read_as_another_intent_is_named(examine):
    """Two intents whose phrases overlap would not be found."""
    found = examine(
        asking("when did part 2 come out?", PART_2, intent="premiere"),
        asking("when did part 2 come out", PART_2, intent="renewal"),
        asking("flrbl grmpf brzl?", PART_2, intent="renewal"),
    )
    assert found.confusions == {("renewal", None): 1, ("renewal", "premiere"): 1}


async def test_failures_are_the_wrong_ones_first_and_none_that_nobody_is_to_see(examine):
    """Somebody would tune to the questions that are to tell whether he tunes."""
    found = examine(
        asking("flrbl grmpf brzl?", "x"),
        asking("flrbl?", "x", may_decline=True),
        asking("when did part 2 come out?", "1999"),
        asking("when did part 1 come out?", "1999", unseen=True),
    )
    shown = found.failures(reveal=False)
    assert [one.verdict for one in shown] == [Verdict.WRONG, Verdict.DECLINED]
    assert len(found.failures(reveal=True)) == 3
    assert shown[0].readings[0].query.intent == "premiere"


async def test_times_are_taken_of_the_question_alone(examine):
    """A context would make a question look slow, or reading look faster than it is."""
    one = examine(asking("and part 2?", PART_2, context=("when did part 1 come out?",)))
    (found,) = one.examined
    assert 0 < found.reading < found.answering
    assert set(one.latency) == {"text to Query", "text to Answer"}


def test_a_percentile_is_a_time_that_was_measured():
    """A single question, or a hundred, would be told wrongly."""
    assert percentiles([7.0]) == (7.0, 7.0, 7.0)
    assert percentiles([float(ms) for ms in range(100, 0, -1)]) == (50.0, 95.0, 99.0)


# the baseline ---------------------------------------------------------------------------------


def worse(before, now):
    """Return what is worse *now*."""
    return [(one.kind, one.what) for one in compare({"date": before}, {"date": now}) if one.worse]


@pytest.mark.parametrize(
    ("before", "now", "what"),
    [
        (Tally(10, 9, 0, 1), Tally(10, 8, 0, 2), ["right"]),
        (Tally(10, 9, 0, 1), Tally(10, 9, 1, 0), ["wrong"]),
        (Tally(10, 9, 0, 1), Tally(20, 17, 0, 3), ["right"]),
        (Tally(3, 1, 1, 1), Tally(300, 99, 101, 100), ["right", "wrong"]),
        (Tally(3, 1, 1, 1), Tally(300, 100, 100, 100), []),
        (Tally(10, 9, 1, 0), Tally(10, 10, 0, 0), []),
        (Tally(0), Tally(5, 0, 5, 0), []),
    ],
)
def test_a_kind_is_worse_if_fewer_are_right_or_more_are_wrong(before, now, what):
    """A loss would be taken, or more questions be held for a loss."""
    assert worse(before, now) == [("date", one) for one in what]


def test_what_became_worse_is_told_with_both_counts():
    """Somebody would have to find out how much is lost."""
    (change,) = compare({"date": Tally(4, 4)}, {"date": Tally(5, 4, 0, 1)})
    assert str(change) == "date got worse: right were 4 of 4, are now 4 of 5"


def test_a_kind_of_one_side_only_is_not_compared():
    """An evaluation of one file would fail for all others."""
    assert compare({"date": Tally(1, 1)}, {"talk": Tally(1, 0, 1)}) == ()


def test_a_baseline_is_the_same_bytes_for_the_same_counts(tmp_path):
    """Every run would change the file in the repository."""
    path = tmp_path / "baseline.json"
    kinds = {"talk": Tally(2, 1, 1, 0), "date": Tally(3, 1, 1, 1)}
    write_baseline(path, kinds)
    first = path.read_bytes()
    assert read_baseline(path) == kinds
    write_baseline(path, dict(reversed(kinds.items())))
    assert path.read_bytes() == first
    assert first.startswith(b'{\n "date": {"n": 3, "right": 1, "wrong": 1, "declined": 1},\n')


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "[]",
        '{"date": 3}',
        '{"date": {"n": 1}}',
        '{"date": {"n": 2, "right": 1, "wrong": 0, "declined": 0}}',
        '{"date": {"n": 1.0, "right": 1, "wrong": 0, "declined": 0}}',
    ],
)
def test_a_damaged_baseline_is_refused(tmp_path, text):
    """Nothing would ever be worse than what cannot be read."""
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match=r"baseline\.json: "):
        read_baseline(path)
