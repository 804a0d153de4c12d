"""The kinds, predicates and intents a pack may use, as the engine reads them.

The vocabulary of a television show is YAML inside the package (`jjbot/vocabulary`); a pack may
add to it.  It is compiled into each snapshot, so a rolled-back snapshot brings its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

VALUE_TYPES = ("text", "integer", "date", "entity")


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of entity.

    named: it exists for a viewer through a visible name; otherwise through any visible claim.
    always_known: its names are dated to no day (a person, a company); other names are known
        from the first dated claim that mentions the entity.
    short_names: single words of its name are names, too (a surname).
    """

    id: str
    doc: str
    named: bool = True
    always_known: bool = False
    short_names: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """What can be said of an entity.

    of: kinds it may be said of; empty = all.
    type: text, integer, date or entity; of_kind: kinds the value may have.
    on_screen: known from the release day unless the pack says otherwise.
    happening: sentence for the timeline, with {subject} and {value}; empty = no happening.
    state: what it makes of a season or show (ordered, filming, …); empty = nothing.
    credit: what it makes of the person who is its value ("was composer"); empty = no credit.
    one_of: the only texts allowed; empty = any.
    wider: the relation that takes this one in (a sister is a sibling); empty = none.
    """

    id: str
    doc: str
    type: str
    of: tuple[str, ...] = ()
    of_kind: tuple[str, ...] = ()
    many: bool = False
    on_screen: bool = False
    happening: str = ""
    state: str = ""
    credit: str = ""
    one_of: tuple[str, ...] = ()
    wider: str = ""


@dataclass(frozen=True, slots=True)
class Intent:
    """Something people ask.

    shape: the function that answers it; predicate: what that function looks up, if it needs one.
    says: the sentence of the answer with {subject} and {value}, for the shape `values`.
    topic: id of the topic that the phrases are about; empty = none, or the one in the slot.
    only: ids, and seasons as S2, of what the slots may name; empty = anything.
    takes: slots that the question may fill besides those of the phrase (kinds, season, date, …).
    affirms: where it is asked whether, and there is an answer, that means yes.
    stranger: a name that nobody bears may stand in a slot; the answer says that it knows none.
    phrases: example sentences with {slots}; more: others, listed apart, which give way to the
        phrases of another intent.
    example: a question for help and suggestions, with {slots}; empty = never suggested.
    """

    id: str
    shape: str
    doc: str
    phrases: tuple[str, ...]
    predicate: str = ""
    says: str = ""
    topic: str = ""
    only: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    example: str = ""
    stranger: bool = False
    affirms: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """How one language is typed: spellings, synonyms, words that carry no meaning.

    spellings: chat form → words; same: word or words → the word that stands for them all;
    filler: words that carry nothing; light: words that carry little;
    numbers: word → number; ordinals: word → number, negative from the end;
    things: words that ask for a thing or which of several; ordering: words that say what comes
    before what; told: asking words that may tell, too ("when it ended"); doubts:
    words that ask whether what is said is true; why: words that ask for a reason;
    denying: words that say that something is not so;
    turning: words that make another question of what they stand in → in what way ("not");
    expecting: those of them that do not where they only ask for a yes ("isn't there …");
    remarking: words of what is told or felt and asks for nothing ("underrated");
    hushing: words behind which stands what nobody wants to be told;
    asking: words that ask for different things ("when", "where"): one is not the other;
    common: everyday words that are never taken for a misspelt name;
    sounds: letters → the letters that sound the same; endings: ending of a word's forms → what
    the word itself may end in instead; finales: words for the last episode; joining: words
    between the parts of a list; opening: words that a question begins with; commanding: verbs
    that one may begin with instead; breaking: words between two questions; leading: words behind
    which a question begins ("I forgot who …"); idle: words that may stand beside a bare name
    without making it anything else; services: words of the names of networks and services that
    people ask about; relations: word → the predicate between two characters that
    it stands for;
    months: word → number; year_parts: words before a year or month → its first and last month of
    twelve; date_links: words between the parts of a date;
    as_of: words before a date or happening → what that makes of the question;
    then: words that make a question one about what was so on the date beside it;
    then_maybe: words that do so only where nothing else can be meant;
    ahead: words that speak of the day named before them as of today; plural: words for several
    people, who are never the show; itself: words for the show that do not name it;
    that_time: words for the day that the last question was about;
    moments: how a happening is told → the state (of a predicate) that it brought about;
    follow_ups: how a message begins that goes on from the last one; within: words before what
    narrows it down ("in season 2?"); playing: words before the part somebody plays ("as");
    ones: words for one of a kind ("the last one");
    referring: words for what was just spoken of → the kind they name, or "any";
    steps: words for a neighbour → how far it is; bare: a question that is not whole → its key;
    leads_to: intent that was answered, or predicate told → key, or {kind} named next → intent then
    asked; once_more: words that only ask for the same again.
    """

    spellings: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    filler: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    pronouns: Mapping[str, str] = field(default_factory=dict)
    sounds: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    finales: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    commanding: tuple[str, ...] = ()
    breaking: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    ordering: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    turning: Mapping[str, str] = field(default_factory=dict)
    expecting: tuple[str, ...] = ()
    hushing: tuple[str, ...] = ()
    remarking: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    relations: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    year_parts: Mapping[str, str] = field(default_factory=dict)
    date_links: tuple[str, ...] = ()
    as_of: Mapping[str, str] = field(default_factory=dict)
    then: tuple[str, ...] = ()
    then_maybe: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    itself: tuple[str, ...] = ()
    that_time: tuple[str, ...] = ()
    moments: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    playing: tuple[str, ...] = ()
    ones: tuple[str, ...] = ()
    referring: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, int] = field(default_factory=dict)
    bare: Mapping[str, str] = field(default_factory=dict)
    leads_to: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    once_more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything a pack may say and a fan may ask; `to_json` is its value."""

    kinds: Mapping[str, Kind]
    predicates: Mapping[str, Predicate]
    intents: Mapping[str, Intent]
    language: Language

    def to_json(self) -> str:
        """Canonical JSON: equal vocabularies give equal texts."""
        return _json(self)

    @classmethod
    @lru_cache(maxsize=2)
    def from_json(cls, text: str) -> Vocabulary:
        """Read what `to_json` wrote; the same text gives the same object while it is in use."""
        raw: dict[str, Any] = json.loads(text)
        return cls(
            kinds={key: Kind(**_tuples(row)) for key, row in raw["kinds"].items()},
            predicates={key: Predicate(**_tuples(row)) for key, row in raw["predicates"].items()},
            intents={key: Intent(**_tuples(row)) for key, row in raw["intents"].items()},
            language=Language(**_language(raw["language"])),
        )


@lru_cache(maxsize=2)
def _json(vocabulary: Vocabulary) -> str:
    """The vocabulary of the package is that of many packs, and takes long to write."""
    return json.dumps(asdict(vocabulary), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    """*row* with JSON's lists as tuples again."""
    return {key: tuple(val) if isinstance(val, list) else val for key, val in row.items()}


def _language(row: Mapping[str, Any]) -> dict[str, Any]:
    """A language's *row* with JSON's lists as tuples again, also those inside."""
    endings = {key: tuple(stems) for key, stems in row["endings"].items()}
    return _tuples(row) | {"endings": endings}
