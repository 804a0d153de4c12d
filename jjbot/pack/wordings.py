"""The vocabulary as it is written in YAML: what each of its parts may hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from jjbot.pack.records import (
    Ids,
    Months,
    Record,
    Signed,
    Text,
    Way,
    Whole,
    Wordings,
    Words,
    YesNo,
)


class KindRecord(Record):
    """A sort of entity, as it is written."""

    doc: Text
    named: YesNo = True
    always_known: YesNo = False
    short_names: YesNo = False


class PredicateRecord(Record):
    """What can be said of an entity, as it is written."""

    doc: Text
    type: str
    of: Ids = ()
    of_kind: Ids = ()
    many: YesNo = False
    on_screen: YesNo = False
    happening: Text = ""
    state: str = ""
    credit: str = ""
    one_of: Ids = ()
    wider: str = ""


class IntentRecord(Record):
    """Something people ask, as it is written."""

    id: str
    shape: str
    doc: Text
    phrases: Wordings
    predicate: str = ""
    says: Text = ""
    topic: str = ""
    only: Ids = ()
    takes: Ids = ()
    example: Text = ""
    stranger: YesNo = False
    affirms: YesNo = False


# What a language has: what is meant and how it is said; by word; and as lists.
TURNED = ("spellings", "same", "as_of", "moments", "bare", "turning")
MAPS = (
    *("numbers", "ordinals", "pronouns", "sounds", "endings", "months", "year_parts"),
    *("referring", "steps", "leads_to"),
)
LISTS = (
    "filler",
    "light",
    "common",
    "asking",
    "follow_ups",
    "finales",
    "joining",
    "opening",
    "commanding",
    "breaking",
    "leading",
    "idle",
    "things",
    "ordering",
    "told",
    "doubts",
    "why",
    "denying",
    "expecting",
    "hushing",
    "remarking",
    "services",
    "date_links",
    "then",
    "then_maybe",
    "ahead",
    "plural",
    "itself",
    "that_time",
    "within",
    "playing",
    "ones",
    "once_more",
)


class LanguageRecord(Record):
    """How a language is typed, as it is written: words with those that stand for them."""

    spellings: dict[Words, Wordings] = Field(default_factory=dict)
    same: dict[Words, Wordings] = Field(default_factory=dict)
    filler: Wordings = ()
    light: Wordings = ()
    numbers: dict[Words, Whole] = Field(default_factory=dict)
    ordinals: dict[Words, Signed] = Field(default_factory=dict)
    common: Wordings = ()
    pronouns: dict[Words, Words] = Field(default_factory=dict)
    sounds: dict[Words, Words] = Field(default_factory=dict)
    endings: dict[Words, Wordings] = Field(default_factory=dict)
    finales: Wordings = ()
    joining: Wordings = ()
    opening: Wordings = ()
    commanding: Wordings = ()
    breaking: Wordings = ()
    leading: Wordings = ()
    idle: Wordings = ()
    things: Wordings = ()
    ordering: Wordings = ()
    told: Wordings = ()
    doubts: Wordings = ()
    why: Wordings = ()
    denying: Wordings = ()
    turning: dict[Words, Wordings] = Field(default_factory=dict)
    expecting: Wordings = ()
    hushing: Wordings = ()
    remarking: Wordings = ()
    services: Wordings = ()
    asking: Wordings = ()
    follow_ups: Wordings = ()
    relations: dict[Words, Wordings] = Field(default_factory=dict)
    months: dict[Words, Whole] = Field(default_factory=dict)
    year_parts: dict[Words, Months] = Field(default_factory=dict)
    date_links: Wordings = ()
    as_of: dict[Way, Wordings] = Field(default_factory=dict)
    then: Wordings = ()
    then_maybe: Wordings = ()
    ahead: Wordings = ()
    plural: Wordings = ()
    itself: Wordings = ()
    that_time: Wordings = ()
    moments: dict[Words, Wordings] = Field(default_factory=dict)
    within: Wordings = ()
    playing: Wordings = ()
    ones: Wordings = ()
    referring: dict[Words, Words] = Field(default_factory=dict)
    steps: dict[Words, Signed] = Field(default_factory=dict)
    bare: dict[Words, Wordings] = Field(default_factory=dict)
    leads_to: dict[str, dict[Words, str]] = Field(default_factory=dict)
    once_more: Wordings = ()


def _by_default(found: object) -> object:
    """Nothing under a key as an empty mapping."""
    return {} if found == "" else found


class VocabularyRecord(Record):
    """A file of vocabulary."""

    kinds: Annotated[dict[str, KindRecord], BeforeValidator(_by_default)] = Field(
        default_factory=dict
    )
    predicates: Annotated[dict[str, PredicateRecord], BeforeValidator(_by_default)] = Field(
        default_factory=dict
    )
    intents: tuple[IntentRecord, ...] = ()
    phrases: Annotated[dict[str, Wordings], BeforeValidator(_by_default)] = Field(
        default_factory=dict
    )
    language: LanguageRecord = LanguageRecord()
