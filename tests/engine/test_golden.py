"""The shipped pack's golden questions: what they reach."""

from __future__ import annotations

from jjbot.model import Viewpoint
from jjbot.pack import read_pack
from tests.asking import SHIPPED, Fan, drafted


async def test_every_kind_of_question_has_a_golden_one(tmp_path):
    """What no golden question asks may break without anybody noticing."""
    contents = read_pack(SHIPPED)
    reached = set()
    async with drafted(contents, tmp_path / "facts") as generation:
        for golden in contents.golden:
            fan = Fan(generation)
            view = Viewpoint(golden.today or contents.checked_on, golden.as_of, golden.seen)
            for earlier in golden.context:
                await fan.ask_from(view, earlier)
            reached.add((await fan.ask_from(view, golden.ask)).intent)
        assert set(generation.snapshot.vocabulary.intents) <= reached


def test_no_golden_question_is_asked_twice():
    """The second would say nothing, or something else."""
    contents = read_pack(SHIPPED)
    asked = [(one.ask, one.as_of, one.seen, one.context, one.today) for one in contents.golden]
    assert len(set(asked)) == len(asked)
