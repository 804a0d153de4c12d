"""The tiny pack is read as docs/authoring.md says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from jjbot.errors import PackError
from jjbot.model import EVERYTHING, Certainty, PartialDate, Vocabulary
from jjbot.pack import fingerprint, read_pack, read_vocabulary

ALWAYS = date.min


def claims(contents):
    """Claim id → claim."""
    return {claim.id: claim for claim in contents.claims}


def test_the_pack_is_read_whole(minuit):
    """A pack's show, day and word would be lost on the way."""
    contents = read_pack(minuit)
    assert (contents.show, contents.season_word) == ("minuit", "Part")
    assert contents.checked_on == date(2023, 6, 30)
    assert [each.id for each in contents.entities] == sorted(each.id for each in contents.entities)
    assert [each.id for each in contents.claims] == sorted({each.id for each in contents.claims})
    assert [each.id for each in contents.sources] == sorted(each.id for each in contents.sources)
    assert all(claim.sources for claim in contents.claims)


def test_values_are_typed_by_their_predicate(minuit):
    """A date or number would stay text, or a text become one."""
    found = claims(read_pack(minuit))
    assert found["part-1.number"].value == 1
    assert found["part-1.filming_started_on"].value == PartialDate(2019, 9)
    assert found["part-1.filming_started_on"].about
    assert found["zoe-alvarez.name"].value == "Zoë Álvarez"
    assert found["minuit.network"].entity == "lanterna"
    assert found["minuit.canceled_on"].certainty is Certainty.OFFICIAL
    assert found["event.2023-06-01.headline"].certainty is Certainty.RUMOUR


CLOCKS = {
    "lou-tan.name": ALWAYS,  # a person's name is dated to no day
    "teatime.name": ALWAYS,
    "lanterna.alias": ALWAYS,
    "part-1.premiered_on": date(2020, 9, 4),  # known on its own day
    "part-1.showrunner": date(2020, 9, 4),  # on screen: the release day of its season
    "part-1.ordered_on": date(2019, 3, 12),  # the source's day
    "part-1.name": date(2019, 3, 12),  # first mention, long before the release
    "part-1.number": date(2019, 3, 12),
    "part-2.name": date(2020, 10, 2),
    "decaf.name": date(2022, 2, 18),  # an episode's title: the release day
    "decaf.released_on": date(2022, 2, 18),
    "last-orders.number": date(2022, 2, 25),
    "mara-lind.s2.performer": date(2022, 2, 18),  # a credit: its season's premiere
    "zoe-alvarez.s1.performer": date(2019, 3, 12),  # written on the document
    "zoe-alvarez.teatime.billing": date(2023, 4, 30),  # a coarse date counts from its last day
    "teatime.premiered_on": date(2023, 5, 9),  # as written
    "rose.name": date(2019, 3, 12),  # first mentioned in the credit
    "rose.pronoun": date(2020, 9, 4),  # a character: the first release of its credits
    "minuit.premise": date(2020, 9, 4),  # the show: the first season's premiere
    "minuit.name": date(2019, 3, 12),
    "event.2021-06-17.headline": date(2021, 6, 18),
}


@pytest.mark.parametrize("claim", CLOCKS)
def test_a_claim_is_known_from_the_right_day(minuit, claim):
    """An as-of answer would know too much or too little."""
    assert claims(read_pack(minuit))[claim].known_on == CLOCKS[claim]


REVEALED = {
    "the-landlord.name": 1002,
    "bo-quist.s1.character": 1002,
    "bo-quist.s1.performer": 0,
    "rose.alias~dd29f4": 2001,
    "zoe-alvarez.teatime.character": EVERYTHING,
}


@pytest.mark.parametrize("claim", REVEALED)
def test_a_claim_is_revealed_at_the_right_place(minuit, claim):
    """Somebody would be told what has not been seen."""
    assert claims(read_pack(minuit))[claim].revealed == REVEALED[claim]


def test_a_season_is_revealed_by_its_last_listed_episode(minuit, edit):
    """After the last episode of a season something would still be hidden."""
    edit("people.yaml", "name: {value: the Landlord, revealed_in: S1E2}",
         "name: {value: the Landlord, revealed_in: S1}")  # fmt: skip
    assert claims(read_pack(minuit))["the-landlord.name"].revealed == 1002


def test_a_season_is_named_by_its_number(minuit):
    """ "Part 2" would be no name of part 2."""
    named = claims(read_pack(minuit))["part-2.name"]
    assert named.value == "Part 2"
    assert named.sources == ("courier-2020",)


def test_ids_of_credits_never_name_the_character(minuit):
    """A hidden part would be readable in an id."""
    ids = {each.id for each in read_pack(minuit).entities if each.kind == "credit"}
    assert ids == {"zoe-alvarez.s1", "mara-lind.s2", "will-hart.s1", "bo-quist.s1",
                   "zoe-alvarez.teatime"}  # fmt: skip


def test_repeated_credits_are_numbered(minuit):
    """Two parts of one person in one season would be taken for one."""
    path = minuit / "credits.yaml"
    again = "- {kind: credit, sources: [lantern-2020], performer: bo-quist, season: part-1}\n"
    path.write_text(path.read_text("utf-8") + again, "utf-8")
    ids = {each.id for each in read_pack(minuit).entities}
    assert {"bo-quist.s1", "bo-quist.s1.2"} <= ids


def test_deprecations_keep_their_reason(minuit):
    """A correction could not say why."""
    wrong = claims(read_pack(minuit))["part-2.showrunner~b3818f"].deprecated
    assert wrong.because.startswith("Will Hart acts in it")
    assert (wrong.known_on, wrong.sources) == (date(2021, 6, 18), ("ferry-2021",))


def test_golden_questions_are_one_for_each_wording(minuit):
    """A wording would never be asked."""
    golden = read_pack(minuit).golden
    assert [each.ask for each in golden][:2] == ["is there a part 3?", "will there be a part 3"]
    assert golden[2].seen == 1001
    assert golden[0].seen == EVERYTHING
    assert [each.as_of for each in golden if each.as_of] == [date(2020, 12, 31)]
    assert (golden[1].file, golden[1].line) == ("questions.yaml", 1)


def test_files_may_be_arranged_freely(minuit, tmp_path):
    """Moving entities between files would change facts or their ids."""
    before = read_pack(minuit)
    (minuit / "a.yaml").write_text((minuit / "people.yaml").read_text("utf-8"), "utf-8")
    (minuit / "people.yaml").unlink()
    assert read_pack(minuit).claims == before.claims


def test_a_pack_may_add_words(minuit):
    """A show could not have a predicate of its own."""
    (minuit / "vocabulary.yaml").write_text(
        "predicates:\n  tea:\n    doc: The tea.\n    type: text\n    of: [character]\n"
        "intents:\n  - id: tea\n    shape: value\n    predicate: tea\n    doc: Tea.\n"
        "    phrases: which tea does {character} like\n"
        "language:\n  same: {tea: [teas]}\n",
        "utf-8",
    )
    path = minuit / "people.yaml"
    path.write_text(path.read_text("utf-8").replace("pronoun: she", "pronoun: she\n  tea: mint"))
    contents = read_pack(minuit)
    assert claims(contents)["rose.tea"].value == "mint"
    vocabulary = Vocabulary.from_json(contents.vocabulary)
    assert vocabulary.language.same["teas"] == "tea"
    assert "name" in vocabulary.predicates


def test_the_vocabulary_survives_its_json():
    """A snapshot would bring another vocabulary than it was built with."""
    vocabulary = read_vocabulary()
    assert asdict(Vocabulary.from_json(vocabulary.to_json())) == asdict(vocabulary)
    assert vocabulary.language.same["premiered"] == "premiere"


def test_the_fingerprint_follows_every_byte(minuit):
    """A changed pack would pass for the published one."""
    before = fingerprint(minuit)
    assert fingerprint(minuit) == before
    path = minuit / "people.yaml"
    path.write_text(path.read_text("utf-8") + "# more\n", "utf-8")
    changed = fingerprint(minuit)
    shutil.copy(path, minuit / "people2.yaml")
    assert len({before, changed, fingerprint(minuit)}) == 3


def test_a_missing_folder_is_a_problem(tmp_path):
    """A mistyped path would be a traceback."""
    with pytest.raises(PackError, match="no folder with a pack"):
        read_pack(tmp_path / "nowhere")


PRINT_DIGEST = """
import sys
from pathlib import Path
from jjbot.pack import read_pack
from jjbot.store import digest
print(digest(read_pack(Path(sys.argv[1]))))
"""


def test_the_digest_is_the_same_everywhere(minuit):
    """Two machines would disagree about what the same pack says."""
    digests = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Pacific/Auckland", "C.UTF-8")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        root = str(Path(__file__).parents[2])
        done = subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST, str(minuit)],
            env=env | {"PYTHONPATH": root},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1
    assert len(digests.pop()) == 64
