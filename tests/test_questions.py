r"""The questions of tests/questions, put to the shipped pack and compared with the baseline.

`baseline.json` beside them holds how many questions of each kind are answered rightly.  Where that
has changed for the better, where questions were added, or where a loss is meant, renew it and look
at the difference:

    uv run jjbot eval tests/questions/seen tests/questions/unseen tests/questions/unrelated.txt \
        --write-baseline tests/questions/baseline.json
"""

from __future__ import annotations

from collections import Counter

from jjbot.engine import Evaluation, compare, read_baseline, read_questions
from jjbot.engine.evaluation import Examiner
from jjbot.engine.scoring import flat
from tests.asking import SHIPPED

ROOT = SHIPPED.parents[1]
FOLDER = ROOT / "tests" / "questions"
BASELINE = FOLDER / "baseline.json"
GIVEN = ("tests/questions/seen", "tests/questions/unseen", "tests/questions/unrelated.txt")
RENEW = (
    f"uv run jjbot eval {' '.join(GIVEN)} \\\n    --write-baseline tests/questions/baseline.json"
)


def questions():
    """Return all questions there are."""
    return read_questions([str(ROOT / name) for name in GIVEN if (ROOT / name).exists()])


def test_no_kind_of_question_is_answered_worse_than_before(shipped_generation):
    """A change for one kind of question would spoil another, and nobody would notice."""
    examiner = Examiner(shipped_generation)
    found = Evaluation(tuple(map(examiner.examine, questions())))
    changes = compare(read_baseline(BASELINE), found.kinds)
    worse = [str(change) for change in changes if change.worse]
    assert not worse, "\n".join([*worse, f"If that is meant: {RENEW}"])


def test_the_baseline_has_the_kinds_there_are():
    """A new kind of question could get worse and worse, for nothing says how good it was."""
    assert read_baseline(BASELINE).keys() == {one.kind for one in questions()}, f"Run: {RENEW}"


def test_no_question_is_both_looked_at_and_only_scored():
    """The unseen part would say how well the seen one was learnt by heart."""
    parts = Counter()
    for one in questions():
        if one.place.unseen or "seen" in one.place.file.parts:
            context = tuple(map(flat, one.context))
            parts.update({(flat(one.text), context, one.as_of, one.seen): 1})
    twice = [key[0] for key, many in parts.items() if many > 1]
    assert twice == []


def test_the_manual_tells_how_to_renew_the_baseline():
    """Somebody whose change is meant would not know what to do."""
    assert RENEW in (ROOT / "docs" / "evaluating.md").read_text(encoding="utf-8")
