"""The schemas for editors: made from the vocabulary, as strict as they can be and no stricter."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

from jjbot.errors import PackError
from jjbot.model import Intent, Kind, Language, Predicate
from jjbot.pack import FILE_KINDS, read_vocabulary, reference, schemas, vocabulary_for
from jjbot.pack.records import ClaimRecord, HeadRecord, Manifest, QuestionRecord, SourceRecord

ROOT = Path(__file__).resolve().parents[2]
CHECKED_IN = ROOT / "data" / "schema"
PACKS = [*sorted(p.parent for p in ROOT.glob("data/*/pack.yaml")), ROOT / "tests/packs/minuit"]
FILES = [path for pack in PACKS for path in sorted(pack.glob("*.yaml"))]
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # scalars are text
DRAFTS = [jsonschema.Draft202012Validator, jsonschema.Draft7Validator]
AGAIN = "run: uv run jjbot schema --out data/schema --reference docs/vocabulary.md"


@pytest.fixture(scope="module")
def made():
    """The schemas of the package's vocabulary, by kind of file."""
    return schemas_for(None)


@cache
def schemas_for(folder):
    """The schemas of the vocabulary of the pack in *folder*, by kind of file."""
    return {kind: json.loads(text) for kind, text in schemas(vocabulary_for(folder)).items()}


def kind_of(path):
    """Return which kind of file *path* is."""
    return path.stem if path.stem in FILE_KINDS[1:] else "entities"


def faults(schema, text, draft=jsonschema.Draft202012Validator):
    """Return what is wrong with *text*, where scalars are text, by *schema*."""
    found = draft(schema).iter_errors(yaml.load(text, LOADER))
    return [f"{list(each.absolute_path)}: {each.message}"[:300] for each in found]


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_checked_in_schemas_are_those_of_the_vocabulary(kind):
    """An editor would know less, or other predicates, than the program."""
    assert (CHECKED_IN / f"{kind}.json").read_text("utf-8") == schemas(read_vocabulary())[kind], (
        AGAIN
    )
    assert {path.name for path in CHECKED_IN.iterdir()} == {f"{kind}.json" for kind in FILE_KINDS}


def test_the_reference_is_that_of_the_vocabulary():
    """The manual would list what is not there, and not what is."""
    command = AGAIN.removeprefix("run: ")
    page = (ROOT / "docs" / "vocabulary.md").read_text("utf-8")
    assert page == reference(read_vocabulary(), command), AGAIN


def test_the_reference_has_every_kind_predicate_and_intent_with_what_it_means():
    """Somebody who looks for a word of the vocabulary would have to read the code."""
    vocabulary = read_vocabulary()
    page = (ROOT / "docs" / "vocabulary.md").read_text("utf-8")
    for kind in vocabulary.kinds.values():
        part = re.search(rf"^### {kind.id}\n(.*?)(?=^##|\Z)", page, re.M | re.S)
        for predicate in vocabulary.predicates.values():
            if kind.id in predicate.of:
                assert f"\n| `{predicate.id}` | " in part[1]
    for intent in vocabulary.intents.values():
        assert f"\n| `{intent.id}` | {intent.doc}" in page


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.__name__)
def test_a_schema_is_a_schema_also_for_editors_that_know_draft_7_only(made, draft):
    """Many editors know no later draft, and would use nothing of it."""
    for schema in made.values():
        draft.check_schema(schema)
        assert not re.search(r'"(unevaluated|dependent|prefix|dynamic)\w+"', json.dumps(schema))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.__name__)
def test_every_file_of_a_pack_is_valid(path, draft):
    """An editor would underline what is right, and nobody would believe it any longer."""
    schema = schemas_for(path.parent)[kind_of(path)]
    assert faults(schema, path.read_text("utf-8"), draft) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_names_its_schema_names_the_right_one(path):
    """An editor would check sources as if they were entities."""
    first = path.read_text("utf-8").split("\n")[0]
    named = re.match(r"# yaml-language-server: \$schema=(\S+)$", first)
    assert bool(named) == ("yaml-language-server" in first)
    if named:
        assert (path.parent / named[1]).resolve() == CHECKED_IN / f"{kind_of(path)}.json"


# fmt: off - a table: kind of file, what somebody writes, a word of the complaint
MISTAKES = {
    "misspelt predicate": ("entities", "- {id: a, kind: season, premierd_on: 2015}", "premierd_on"),
    "another kind's": ("entities", "- {id: a, kind: season, runtime: 50}", "runtime"),
    "unknown kind": ("entities", "- {id: a, kind: sesaon}", "sesaon"),
    "no kind": ("entities", "- {id: a, name: A}", "kind"),
    "no id": ("entities", "- {kind: person, name: A}", "id"),
    "no name": ("entities", "- {id: a, kind: person}", "name"),
    "bad id": ("entities", "- {id: A b, kind: season}", "A b"),
    "a date in words": ("entities", "- {id: a, kind: season, premiered_on: soon}", "soon"),
    "month 13": ("entities", "- {id: a, kind: season, premiered_on: 2015-13}", "2015-13"),
    "a word for a number": ("entities", "- {id: a, kind: season, number: two}", "two"),
    "a name for an id": ("entities", "- {id: a, kind: season, showrunner: Ann Lowe}", "Ann Lowe"),
    "a word not allowed": ("entities", "- {kind: credit, billing: star}", "star"),
    "an empty list": ("entities", "- {id: a, kind: season, number: []}", "[]"),
    "a list in a list": ("entities", "- {id: a, kind: season, number: [[1]]}", "number"),
    "no value": ("entities", "- {id: a, kind: season, number: {certainty: official}}", "certainty"),
    "a key of a claim": (
        "entities",
        "- {id: a, kind: season, number: {value: 1, knwon_on: 2015}}",
        "knwon_on",
    ),
    "certainty": (
        "entities",
        "- {id: a, kind: season, number: {value: 1, certainty: sure}}",
        "sure",
    ),
    "position": ("entities", "- {id: a, kind: season, revealed_in: S0E4}", "S0E4"),
    "record clock": ("entities", "- {id: a, kind: season, known_on: never}", "never"),
    "wrong without a reason": (
        "entities",
        "- {id: a, kind: season, number: {value: 1, deprecated: {}}}",
        "deprecated",
    ),
    "a manifest without a show": ("pack", "checked_on: 2026-05-12", "show"),
    "a coarse day": ("pack", "{show: a, checked_on: 2026-05}", "2026-05"),
    "an unknown key": ("pack", "{show: a, checked_on: 2026-05-12, colour: red}", "colour"),
    "no address": ("sources", "- {id: a, publisher: P, title: T, url: www.p}", "www.p"),
    "a guess": (
        "sources",
        "- {id: a, publisher: P, title: T, url: none, estimated: maybe}",
        "maybe",
    ),
    "no publisher": ("sources", "- {id: a, title: T, url: none}", "publisher"),
    "nothing expected": ("questions", "- ask: who?", "who?"),
    "an outcome": ("questions", "- {ask: who?, outcome: right}", "right"),
    "seen": ("questions", "- {ask: who?, says: x, seen: half}", "half"),
    "a type": ("vocabulary", "predicates: {a: {doc: A., type: words}}", "words"),
    "a predicate's name": ("vocabulary", "predicates: {A b: {doc: A., type: text}}", "A b"),
    "an intent without phrases": ("vocabulary", "intents: [{id: a, shape: b, doc: C.}]", "phrases"),
}
# fmt: on


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_typical_mistake_is_not_valid(made, mistake):
    """An editor would let pass what `check` refuses a minute later."""
    kind, text, word = MISTAKES[mistake]
    found = faults(made[kind], text)
    assert found
    assert any(word in each for each in found), found


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("entities", [{"id": 7, "kind": "season", "number": 2, "premiered_on": 2018}]),
        ("entities", {"id": "a", "kind": "show", "name": 1899, "theme": [True, 3.5]}),
        ("entities", [{"kind": "event", "happened_on": {"value": 2012, "about": True}}]),
        ("entities", []),
        ("sources", [{"id": "a", "publisher": "P", "title": 5, "url": "none", "published": 2016}]),
        ("questions", [{"ask": "who?", "says": [13], "as_of": 2016, "intent": "of_this_pack"}]),
    ],
)
def test_what_an_editor_takes_for_a_number_is_valid_all_the_same(made, kind, read):
    """`premiered_on: 2018` would be underlined, because an editor sees no text in it."""
    assert list(jsonschema.Draft202012Validator(made[kind]).iter_errors(read)) == []


def test_a_kind_offers_its_own_predicates_and_no_others(made):
    """An editor would offer what is refused."""
    vocabulary = read_vocabulary()
    heads = set(HeadRecord.model_fields)
    for kind in vocabulary.kinds:
        offered = set(made["entities"]["$defs"][f"kind-{kind}"]["properties"])
        allowed = {p.id for p in vocabulary.predicates.values() if not p.of or kind in p.of}
        assert offered == heads | allowed


def test_every_key_explains_itself(made):
    """Somebody who points at a key would see nothing."""

    def silent(schema, path):
        for key, part in schema.get("properties", {}).items():
            if "$ref" not in part and "const" not in part and "description" not in part:
                yield f"{path}.{key}"
        for key, part in schema.items():
            if isinstance(part, dict):
                yield from silent(part, f"{path}.{key}")

    for kind, schema in made.items():
        ours = {key: part for key, part in schema.items() if key != "allOf"}
        assert [each for each in silent(ours, kind) if ".if." not in each] == []
    definitions = made["entities"]["$defs"]
    for predicate in read_vocabulary().predicates.values():
        assert definitions[f"predicate-{predicate.id}"]["description"].startswith(predicate.doc)


def test_the_keys_are_those_of_the_reader(made):
    """A key that the reader has come to know would be underlined."""
    definitions = made["entities"]["$defs"]
    assert set(definitions["date-claim"]["properties"]) == set(ClaimRecord.model_fields)
    assert set(made["pack"]["properties"]) == set(Manifest.model_fields)
    assert set(made["sources"]["items"]["properties"]) == set(SourceRecord.model_fields)
    assert set(made["questions"]["items"]["properties"]) == set(QuestionRecord.model_fields)
    own = made["vocabulary"]["properties"]
    named = {
        Kind: own["kinds"]["additionalProperties"],
        Predicate: own["predicates"]["additionalProperties"],
    }
    for record, schema in named.items():
        assert set(schema["properties"]) == {each.name for each in fields(record)} - {"id"}
    # `more` is what stands under `phrases`, beside the intents.
    known = {each.name for each in fields(Intent)} - {"more"}
    assert set(own["intents"]["items"]["properties"]) == known
    assert set(own["language"]["properties"]) == {each.name for each in fields(Language)}


def test_a_pack_with_a_vocabulary_of_its_own_has_schemas_of_its_own(minuit):
    """Every predicate that a pack adds would be underlined."""
    (minuit / "vocabulary.yaml").write_text(
        "kinds:\n  ghost: {doc: Somebody who is seen and is not there.}\n"
        "predicates:\n  haunts: {doc: Where it is seen., type: text, of: [ghost], many: yes}\n",
        "utf-8",
    )
    text = "- {id: boo, kind: ghost, name: Boo, haunts: [the cellar, the stairs]}"
    assert faults(json.loads(schemas(vocabulary_for(minuit))["entities"]), text) == []
    assert faults(json.loads(schemas(read_vocabulary())["entities"]), text) != []


def test_schemas_need_no_sound_pack(minuit, edit):
    """Who begins with a broken pack could not set up the editor that would mend it."""
    edit("pack.yaml", "show: minuit", "show: [")
    assert vocabulary_for(minuit) == read_vocabulary()
    (minuit / "vocabulary.yaml").write_text("kinds: {ghost: {}}\n", "utf-8")
    with pytest.raises(PackError) as caught:
        vocabulary_for(minuit)
    assert [problem.file for problem in caught.value.problems] == ["vocabulary.yaml"]
    with pytest.raises(PackError):
        vocabulary_for(minuit / "nowhere")
