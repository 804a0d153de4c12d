"""The vocabulary: the package's own, and what a pack adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from jjbot.model import VALUE_TYPES, Intent, Kind, Language, Predicate, Vocabulary
from jjbot.model.patterns import sentences
from jjbot.pack.files import text_of, vocabulary_files
from jjbot.pack.fitting import fit
from jjbot.pack.nodes import Mapping as MappingNode
from jjbot.pack.nodes import Node, Scalar, Sequence, parse
from jjbot.pack.records import HeadRecord
from jjbot.pack.report import Place, Report, did_you_mean, one_of, quoted
from jjbot.pack.wordings import LISTS, MAPS, TURNED, LanguageRecord, VocabularyRecord

_WORD = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", re.ASCII)
_FILES = ("predicates.yaml", "intents.en.yaml")
_SLOT = re.compile(r"\{([^{}]*)\}")
_NUMBERED = frozenset({"season", "episode", "date", "number"})
_SAYING = frozenset({"subject", "value"})  # what a sentence of an answer is filled with
_HAPPENING = _SAYING | {"show"}
_RESERVED = frozenset(HeadRecord.model_fields)


def read_vocabulary() -> Vocabulary:
    """The vocabulary inside the package.  Raises PackError, naming the files as in the package."""
    return _read(tuple(vocabulary_files()))


@cache
def _read(found: tuple[tuple[str, bytes], ...]) -> Vocabulary:
    """What the files *found*, name and bytes, say; the same files are not read twice."""
    report = Report()
    words = _Words(report)
    for name in _FILES:
        if name not in dict(found):
            report.add(Place(f"vocabulary/{name}"), "is missing; the installation is damaged")
    for name, raw in found:
        place = Place(f"vocabulary/{name}")
        text = text_of(raw, place, report)
        if text is None:
            continue
        parsed = parse(text, place.file)
        report.problems.extend(parsed.problems)
        if parsed.node is not None:
            words.add(parsed.node, place.file)
    words.check()
    report.raise_if_any()
    return words.vocabulary()


def extended(base: Vocabulary, node: Node, file: str, report: Report) -> Vocabulary:
    """*base* with what a pack's *file* adds; what it would redefine is a problem in *report*."""
    words = _Words(report)
    words.begin_with(base)
    words.add(node, file)
    words.check()
    return words.vocabulary()


def own_intents(node: Node | None) -> dict[str, MappingNode]:
    """The intents that a pack's vocabulary *node* adds, as they are written, by id."""
    listed = node.entries.get("intents") if isinstance(node, MappingNode) else None
    found: dict[str, MappingNode] = {}
    for item in listed.items if isinstance(listed, Sequence) else ():
        id = item.entries.get("id") if isinstance(item, MappingNode) else None
        if isinstance(item, MappingNode) and isinstance(id, Scalar):
            found.setdefault(id.text, item)
    base = read_vocabulary().intents
    return {id: item for id, item in found.items() if id not in base}


@dataclass(slots=True)
class _Words:
    """A vocabulary that is being put together from several files."""

    report: Report
    kinds: dict[str, Kind] = field(default_factory=dict)
    predicates: dict[str, Predicate] = field(default_factory=dict)
    intents: dict[str, Intent] = field(default_factory=dict)
    maps: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    more: list[tuple[str, tuple[str, ...], Place]] = field(default_factory=list)

    def begin_with(self, base: Vocabulary) -> None:
        """Take all of *base* as given."""
        self.kinds.update(base.kinds)
        self.predicates.update(base.predicates)
        self.intents.update(base.intents)
        for name in ("relations", *TURNED, *MAPS):
            self.maps[name] = dict(getattr(base.language, name))
        for name in LISTS:
            self.lists[name] = list(getattr(base.language, name))

    def add(self, node: Node, file: str) -> None:
        """Add what *node*, the whole of *file*, says."""
        record = fit(VocabularyRecord, node, file, self.report)
        if record is None:
            return
        for key, kind in record.kinds.items():
            place = _place(node, file, "kinds", key)
            if self._new("kind", key, self.kinds, place):
                self.kinds[key] = Kind(id=key, **kind.model_dump())
        for key, predicate in record.predicates.items():
            place = _place(node, file, "predicates", key)
            if self._new("predicate", key, self.predicates, place):
                self.predicates[key] = Predicate(id=key, **predicate.model_dump())
        for index, intent in enumerate(record.intents):
            place = _place(node, file, "intents", index)
            if self._new("intent", intent.id, self.intents, place):
                self.intents[intent.id] = Intent(**intent.model_dump())
        for id, phrases in record.phrases.items():
            self.more.append((id, phrases, _place(node, file, "phrases", id)))
        self._language(record.language, node, file)

    def _add_phrases(self) -> None:
        """Give the intents the phrases that are listed apart from them."""
        for id, phrases, place in self.more:
            if id not in self.intents:
                self._unknown(place, "intent", id, self.intents)
                continue
            intent = self.intents[id]
            more = tuple(dict.fromkeys((*intent.more, *phrases)))
            self.intents[id] = replace(intent, more=more)
            self.places.setdefault(("intent", id), place)

    def check(self) -> None:
        """Report what refers to nothing."""
        self._add_phrases()
        self._check_predicates()
        self._check_intents()
        self._check_leads()

    def _check_predicates(self) -> None:
        for key, predicate in self.predicates.items():
            place = self.places.get(("predicate", key))
            if place is None:
                continue
            if predicate.type not in VALUE_TYPES:
                self._unknown(place, "type", predicate.type, VALUE_TYPES)
            if predicate.happening and predicate.type != "date":
                self.report.add(place, f"{key!r} has a happening, so its type must be date")
            for slot in sorted({*_SLOT.findall(predicate.happening)} - _HAPPENING):
                self._unknown(place, "slot", slot, _HAPPENING)
            for kind in (*predicate.of, *predicate.of_kind):
                if kind not in self.kinds:
                    self._unknown(place, "kind", kind, self.kinds)

    def _check_intents(self) -> None:
        for key, intent in self.intents.items():
            place = self.places.get(("intent", key))
            if place is None:
                continue
            if intent.predicate and intent.predicate not in self.predicates:
                self._unknown(place, "predicate", intent.predicate, self.predicates)
            for slot in sorted({*_SLOT.findall(intent.says)} - _SAYING):
                self._unknown(place, "slot", slot, _SAYING)
            phrases = (*intent.phrases, *intent.more)
            for phrase in phrases:
                try:
                    sentences(phrase)
                except ValueError as error:
                    self.report.add(place, f"intent {key!r}: {quoted(phrase)}: {error}")
            slots = {slot for phrase in phrases for slot in _SLOT.findall(phrase)}
            for slot in sorted({*slots, *intent.takes} - self.kinds.keys() - _NUMBERED):
                self._unknown(place, "slot", slot, {*self.kinds, *_NUMBERED})

    def _check_leads(self) -> None:
        for key, then in self.maps.get("leads_to", {}).items():
            place = self.places.get(("leads_to", key))
            if place is None:
                continue
            if key not in self.intents and key not in self.predicates:
                self._unknown(place, "intent", key, self.intents)
            for intent in then.values():
                if intent not in self.intents:
                    self._unknown(place, "intent", intent, self.intents)

    def vocabulary(self) -> Vocabulary:
        """What was put together."""
        return Vocabulary(
            kinds=dict(sorted(self.kinds.items())),
            predicates=dict(sorted(self.predicates.items())),
            intents=dict(self.intents),
            language=self._spoken(),
        )

    def _spoken(self) -> Language:
        fields: dict[str, Any] = {name: dict(words) for name, words in self.maps.items()}
        fields |= {name: tuple(words) for name, words in self.lists.items()}
        return Language(**fields)

    def _new(self, noun: str, key: str, known: Mapping[str, object], place: Place) -> bool:
        """Whether *key* may be defined at *place*."""
        if not _WORD.fullmatch(key):
            shown = quoted(key)
            self.report.add(place, f"{shown} is no name for a {noun}; write like_this")
        elif noun == "predicate" and key in _RESERVED:
            self.report.add(
                place, f"{key!r} has a meaning of its own; name the predicate otherwise"
            )
        elif key in known:
            first = self.places.get((noun, key), "the package's vocabulary")
            self.report.add(place, f"the {noun} {key!r} is in {first} already; choose another name")
        else:
            self.places[noun, key] = place
            return True
        return False

    def _language(self, record: LanguageRecord, node: Node, file: str) -> None:
        """Add words; those of `TURNED` are turned round: variant → what it stands for."""
        for name in TURNED:
            for words, variants in getattr(record, name).items():
                pairs = ((variant, words) for variant in variants)
                self._pairs(name, pairs, _place(node, file, "language", name, words))
        for word, variants in record.relations.items():
            pairs = ((each, word) for each in (word.replace("_", " "), *variants))
            self._pairs("relations", pairs, _place(node, file, "language", "relations", word))
        for name in MAPS:
            found = getattr(record, name)
            for pair in found.items():
                place = _place(node, file, "language", name, pair[0])
                self.places.setdefault((name, pair[0]), place)
                self._pairs(name, [pair], place)
        for name in LISTS:
            words = self.lists.setdefault(name, [])
            words.extend(word for word in getattr(record, name) if word not in words)

    def _pairs(self, name: str, pairs: Iterable[tuple[str, Any]], place: Place) -> None:
        """Add *pairs* to the mapping *name*, each key once."""
        known = self.maps.setdefault(name, {})
        for word, meaning in pairs:
            if known.setdefault(word, meaning) != meaning:
                before, now = (quoted(str(each)) for each in (known[word], meaning))
                message = f"{name}: {quoted(word)} stands for {before} already and not for {now}"
                self.report.add(place, message)

    def _unknown(self, place: Place, noun: str, word: str, known: Iterable[str]) -> None:
        listed = sorted(known)
        hint = did_you_mean(word, listed) or f"; expected {one_of(listed)}"
        self.report.add(place, f"unknown {noun} {quoted(word)}{hint}")


def _place(node: Node, file: str, *path: str | int) -> Place:
    """Where *path* of *node* stands in *file*."""
    line = node.line
    for part in path:
        if isinstance(node, MappingNode) and part in node.entries:
            line = node.lines[str(part)]
            node = node.entries[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int):
            node = node.items[part]
            line = node.line
        elif isinstance(node, Scalar):
            break
    return Place(file, line)
