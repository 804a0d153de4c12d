"""The one door: opening, building, refreshing, swapping."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jjbot.engine import Asker, Engine, build, check, facts_folder
from jjbot.errors import BusyError, PackError, QuestionError, StoreError
from jjbot.model import Query
from jjbot.settings import Settings
from jjbot.store import build_lock, read_pointer
from tests.asking import view


@pytest.fixture
def settings(minuit, tmp_path):
    """Settings for the tiny pack, with everything below tmp_path."""
    env = {"JJBOT_PACK_DIR": str(minuit), "JJBOT_VAR_DIR": str(tmp_path / "var")}
    return Settings.from_env(env)


async def text_of(engine, question, **viewpoint):
    """The text of the answer to *question*."""
    return (await engine.ask(question, Asker(view(**viewpoint)))).text


async def test_the_first_start_builds_and_the_second_does_not(settings):
    """A start that builds each time would take seconds for nothing."""
    steps = []
    async with await Engine.open(settings, steps.append) as engine:
        first = engine.about()
        assert "Zoë Álvarez" in await text_of(engine, "who plays rose")
    assert "publishing" in steps
    again = []
    async with await Engine.open(settings, again.append) as engine:
        assert engine.about() == first
    assert again == []


async def test_a_changed_pack_is_built_at_the_next_start(settings, edit):
    """The operator who edits a pack and restarts expects the new facts."""
    async with await Engine.open(settings) as engine:
        before = engine.about().digest
    edit("show.yaml", "open for one hour each night", "open for two hours each night")
    async with await Engine.open(settings) as engine:
        assert engine.about().digest != before
        assert "two hours" in await text_of(engine, "what is it about")


async def test_a_refresh_swaps_the_facts_and_says_what_changed(settings, edit):
    """Moderators must see what their edit did."""
    async with await Engine.open(settings) as engine:
        edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
        done = await engine.refresh("42")
        assert done.changes.changed == ("lou-tan.name: Lou Tan → Lou Tan-Berg",)
        assert (done.changes.added, done.changes.removed) == ((), ())
        assert engine.about().digest == done.after != done.before
        assert "Lou Tan-Berg" in await text_of(engine, "who created it")
        pointer = read_pointer(facts_folder(settings))
        assert (pointer.reason, pointer.by) == ("refresh", "42")


async def test_a_refresh_of_an_unchanged_pack_changes_nothing(settings):
    """Twice the same must be the same."""
    async with await Engine.open(settings) as engine:
        done = await engine.refresh("42")
        assert done.before == done.after
        assert not any((done.changes.added, done.changes.changed, done.changes.removed))


async def test_a_bad_pack_is_refused_with_every_problem_and_the_old_facts_stay(settings, edit):
    """One typo must not silence the bot."""
    async with await Engine.open(settings) as engine:
        edit("show.yaml", "network: lanterna", "netwrk: lanterna")
        edit("people.yaml", "kind: person\n  sources: [lantern-2022]", "kind: persn")
        with pytest.raises(PackError) as refused:
            await engine.refresh("42")
        files = {problem.file for problem in refused.value.problems}
        assert files == {"show.yaml", "people.yaml"}
        assert "network" in str(refused.value)
        assert "Lanterna+" in await text_of(engine, "what network is it on")


async def test_a_broken_golden_question_refuses_the_build(settings, edit):
    """The pack's own questions guard what it must say."""
    async with await Engine.open(settings) as engine:
        edit("questions.yaml", 'says: ["2"]', 'says: ["seven"]')
        with pytest.raises(PackError, match=r"golden question .* must say 'seven'"):
            await engine.refresh("42")
        folder = facts_folder(settings)
        assert not list(folder.glob(".draft*")), "nothing half-built stays"


async def test_questions_during_a_refresh_are_answered_from_one_snapshot(settings, edit):
    """Old or new, never a mixture, and never an error."""
    async with await Engine.open(settings) as engine:
        edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
        digests = set()

        async def keep_asking(until):
            while not until.done():
                digests.add((await engine.ask("who created it", Asker(view()))).digest)
                await asyncio.sleep(0)

        refresh = asyncio.ensure_future(engine.refresh("42"))
        await asyncio.gather(keep_asking(refresh), keep_asking(refresh))
        done = await refresh
        digests.add((await engine.ask("who created it", Asker(view()))).digest)
        assert digests == {done.before, done.after}


async def test_a_second_refresh_is_told_that_one_is_running(settings):
    """Two moderators at once: exactly one builds."""
    async with await Engine.open(settings) as engine:
        with (
            build_lock(facts_folder(settings)),
            pytest.raises(BusyError),
        ):
            await engine.refresh("42")


async def test_a_damaged_snapshot_is_built_anew_at_start(settings):
    """It must never be answered from, and the operator need not act."""
    async with await Engine.open(settings) as engine:
        digest = engine.about().digest
    (path,) = (facts_folder(settings)).glob("facts-*.sqlite")
    path.write_bytes(path.read_bytes()[:2000])
    async with await Engine.open(settings) as engine:
        assert engine.about().digest == digest
        assert "Zoë Álvarez" in await text_of(engine, "who plays rose")


async def test_one_changed_letter_in_a_snapshot_is_mended_by_a_build(settings):
    """A file that only looks whole must be neither answered from nor kept."""
    async with await Engine.open(settings) as engine:
        digest = engine.about().digest
    (path,) = facts_folder(settings).glob("facts-*.sqlite")
    raw = path.read_bytes()
    assert b"Mara Lind" in raw
    path.write_bytes(raw.replace(b"Mara Lind", b"Mora Lind"))
    async with await Engine.open(settings) as engine:
        assert engine.about().digest == digest
        assert "Mara Lind" in await text_of(engine, "who plays rose in part 2")


async def test_two_packs_in_folders_of_one_name_do_not_share_facts(minuit, settings, tmp_path):
    """A bot must never begin to answer about another show."""
    other = Path(shutil.copytree(minuit, tmp_path / "elsewhere" / "minuit"))
    assert facts_folder(settings) != facts_folder(settings.model_copy(update={"pack_dir": other}))


async def test_a_folder_that_cannot_be_written_is_named(settings, tmp_path):
    """The operator needs the folder and the remedy, not a traceback."""
    (tmp_path / "file").write_text("", "utf-8")
    blocked = settings.model_copy(update={"facts_dir": tmp_path / "file" / "facts"})
    with pytest.raises(StoreError, match=r"cannot be made .* JJBOT_VAR_DIR"):
        await Engine.open(blocked)


async def test_an_intent_without_a_shape_is_refused(settings, minuit):
    """It would crash the first fan who asks it."""
    (minuit / "vocabulary.yaml").write_text(
        "intents: [{id: odd, shape: nonsense, doc: d, phrases: [sing it]}]\n", "utf-8"
    )
    with pytest.raises(PackError, match="unknown shape 'nonsense'"):
        await Engine.open(settings)


async def test_a_packs_own_intent_is_answered(settings, minuit):
    """A show may know things that no other show has."""
    (minuit / "vocabulary.yaml").write_text(
        "predicates:\n"
        "  sound_by: {doc: Sound., type: entity, of: [show], of_kind: [person], many: yes}\n"
        "intents:\n"
        "  - {id: sound, shape: values, predicate: sound_by, doc: d, phrases: [who recorded it]}\n",
        "utf-8",
    )
    show = minuit / "show.yaml"
    text = show.read_text("utf-8")
    show.write_text(text.replace("  created_by:", "  sound_by: lou-tan\n  created_by:", 1), "utf-8")
    async with await Engine.open(settings) as engine:
        assert await text_of(engine, "who recorded it?") == "Café Minuit: Lou Tan."


async def test_without_facts_and_with_a_bad_pack_there_is_nothing_to_open(settings, edit):
    """Better no start than an empty bot."""
    edit("show.yaml", "network: lanterna", "netwrk: lanterna")
    with pytest.raises(PackError):
        await Engine.open(settings)


async def test_a_start_with_a_bad_pack_keeps_answering_from_the_old_facts(settings, edit):
    """A typo in the pack and a restart must not take the bot down."""
    async with await Engine.open(settings):
        pass
    edit("show.yaml", "network: lanterna", "netwrk: lanterna")
    async with await Engine.open(settings) as engine:
        assert "could not be built" in engine.about().notice
        assert "show.yaml" in engine.about().notice
        assert "Zoë Álvarez" in await text_of(engine, "who plays rose")


async def test_what_another_process_publishes_is_taken_over(settings, edit, monkeypatch):
    """`jjbot build` beside a running bot, or a second shard, must not need a restart."""
    monkeypatch.setattr("jjbot.engine.engine.LOOK_EVERY", 0.0)
    async with await Engine.open(settings) as running:
        edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
        await build(settings)
        assert "Lou Tan-Berg" in await text_of(running, "who created it")
        (facts_folder(settings) / "current").write_text("nonsense", "utf-8")
        assert "Lou Tan-Berg" in await text_of(running, "who created it")


async def test_two_first_starts_at_once_both_answer(settings):
    """Two shards on an empty folder: one builds, the other takes what it built."""
    async with (
        await asyncio.wait_for(Engine.open(settings), 60) as one,
        await asyncio.wait_for(Engine.open(settings), 60) as other,
    ):
        assert one.about() == other.about()
    shutil.rmtree(settings.facts_dir)
    both = await asyncio.gather(Engine.open(settings), Engine.open(settings))
    assert both[0].about().digest == both[1].about().digest
    for engine in both:
        await engine.close()


async def test_closing_while_refreshing_leaves_nothing_open(settings, edit):
    """An open connection would keep the process from ending."""
    engine = await Engine.open(settings)
    edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
    refresh = asyncio.ensure_future(engine.refresh("42"))
    await asyncio.sleep(0.05)
    await engine.close()
    with pytest.raises(StoreError):
        await refresh
    with pytest.raises(StoreError):
        engine.about()


async def test_a_superseded_generation_is_closed_when_its_last_question_ends(settings, edit):
    """Snapshots left open would add up for years."""
    async with await Engine.open(settings) as engine:
        old = engine._generation
        edit("people.yaml", "name: Lou Tan", "name: Lou Tan-Berg")
        await engine.refresh("42")
        with pytest.raises(StoreError, match="closed"):
            old.snapshot.names()


async def test_a_closed_engine_says_so(settings):
    """A late question must fail with a sentence, not with a crash of the driver."""
    engine = await Engine.open(settings)
    await engine.close()
    with pytest.raises(StoreError):
        await engine.ask("who plays rose", Asker(view()))


async def test_a_slash_command_and_free_text_go_the_same_way(settings):
    """What was typed must not matter once it is a Query."""
    async with await Engine.open(settings) as engine:
        typed = await engine.ask("who is in the cast of part 1", Asker(view()))
        filled = await engine.look_up(Query(intent="cast", season=1), Asker(view()))
        assert filled.receipt is None  # nothing was read
        assert replace(typed, receipt=None) == filled


async def test_nobody_has_seen_a_season_that_was_never_made(settings):
    """ "S9" would otherwise lift every limit without a word."""
    async with await Engine.open(settings) as engine:
        for seen in ("none", "S1", "S2E2", "all"):
            await engine.ask("who plays rose", Asker(view(seen=seen)))
        with pytest.raises(QuestionError, match="no part 9"):
            await engine.ask("who plays rose", Asker(view(seen="S9")))


async def test_autocomplete_offers_only_seasons_that_may_be_known(settings):
    """A choice in a list is a leak, too."""
    async with await Engine.open(settings) as engine:
        everything = [choice.name for choice in engine.seasons("", view())]
        assert everything == ["Part 1", "Part 2"]
        assert [c.value for c in engine.seasons("2", view())] == ["2"]
        assert [c.name for c in engine.seasons("", view(as_of="2020-09-30"))] == ["Part 1"]


async def test_check_publishes_nothing(minuit, tmp_path):
    """`jjbot check` is for looking."""
    found = await check(minuit)
    assert found.claims > 100
    assert found.golden >= 8
    assert sorted(path.name for path in tmp_path.iterdir()) == ["minuit"]


async def test_an_explanation_names_the_winner_among_rivals(settings):
    """Where sources disagree one must be able to see why one of them was believed."""
    async with await Engine.open(settings) as engine:
        explained = await engine.explain("when did part 2 come out", Asker(view()))
        (rivals,) = [r for r in explained.rivals if r[0].predicate == "premiered_on"]
        assert [str(claim.value) for claim in rivals] == ["2022-02-18", "2022-02-20"]
        assert explained.readings[0].query.intent == "premiere"
        assert explained.links[0].text == "part 2"


async def test_a_place_for_temporary_files_that_cannot_be_used_is_named(minuit, monkeypatch):
    """An author would not know where space is needed."""
    monkeypatch.setattr("tempfile.tempdir", str(minuit / "no" / "folder"))
    with pytest.raises(StoreError, match=r"no.folder.*set TMPDIR"):
        await check(minuit)
