"""The shipped pack's golden questions: what they reach."""

from __future__ import annotations

from jjbot.model import Viewpoint
from tests.asking import Fan


async def test_every_kind_of_question_has_a_golden_one(shipped_contents, shipped_generation):
    """What no golden question asks may break without anybody noticing."""
    reached = set()
    checked_on = shipped_contents.checked_on
    for golden in shipped_contents.golden:
        fan = Fan(shipped_generation)
        view = Viewpoint(golden.today or checked_on, golden.as_of, golden.seen)
        for earlier in golden.context:
            await fan.ask_from(view, earlier)
        reached.add((await fan.ask_from(view, golden.ask)).intent)
    assert set(shipped_generation.snapshot.vocabulary.intents) <= reached


def test_no_golden_question_is_asked_twice(shipped_contents):
    """The second would say nothing, or something else."""
    golden = shipped_contents.golden
    asked = [(one.ask, one.as_of, one.seen, one.context, one.today) for one in golden]
    assert len(set(asked)) == len(asked)
