"""Entities as they are written: found in the files, with an id each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jjbot.model import Vocabulary
from jjbot.pack.fitting import fit
from jjbot.pack.nodes import Mapping, Node, Scalar, Sequence
from jjbot.pack.records import HeadRecord
from jjbot.pack.report import SPECIAL, VOCABULARY, Place, Report, did_you_mean, one_of, quoted
from jjbot.pack.values import MAX_ID, identifier

HEAD = frozenset(HeadRecord.model_fields)
# Theirs is made from what they say.
WITHOUT_ID = frozenset({"credit", "availability", "event", "nomination", "rating"})
MAX_ENTITIES = 20_000
_NO_ID = re.compile(r"[^a-z0-9-]")


@dataclass(slots=True)
class Document:
    """One entity of a file; `head` has what holds for all its claims.

    unsure: of its head only id and kind could be read.
    """

    place: Place
    node: Mapping
    head: HeadRecord
    id: str = ""
    unsure: bool = False

    def predicates(self) -> list[str]:
        """The keys that are claims."""
        return [key for key in self.node.entries if key not in HEAD]

    def written(self, predicate: str) -> str:
        """The first value of *predicate* as it is written, or nothing."""
        return _first(self.node.entries.get(predicate))


@dataclass(slots=True)
class Entities:
    """The documents of a pack, and each id's kind; of an id that is there twice, the first."""

    documents: list[Document] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)  # derived id → how often so far


def find_entities(found: dict[str, Node], vocabulary: Vocabulary, report: Report) -> Entities:
    """All entities of the files *found*, in order of the files and their lines."""
    entities = Entities()
    for file, root in sorted(found.items()):
        if file in SPECIAL:
            continue
        for node in _documents(root, file, report):
            document = _document(node, file, vocabulary, report)
            if document is not None:
                entities.documents.append(document)
            if len(entities.documents) > MAX_ENTITIES:
                limit = f"too many entities; {MAX_ENTITIES:,} are the limit"
                report.add(Place(file, node.line), limit)
                report.unread.add(file)
                return Entities()
    waiting = [document for document in entities.documents if not document.head.id]
    for document in entities.documents:
        if document.head.id:
            document.id = document.head.id
            _register(document, entities, report)
    seasons = {
        document.id: f"s{document.written('number')}"
        for document in entities.documents
        if document.head.kind == "season"
    }
    for document in waiting:
        document.id = _derived(document, seasons, entities)
        _register(document, entities, report)
    return entities


def _documents(root: Node, file: str, report: Report) -> list[Node]:
    """The entities of one file: a list of them, or a single one."""
    if isinstance(root, Sequence):
        if not root.items:
            report.add(Place(file, root.line), "holds no entity; take the file away or fill it")
        return root.items
    if isinstance(root, Mapping) and "kind" in root.entries:
        return [root]
    report.add(Place(file, root.line), "expected a list of entities, each with an id and a kind")
    report.unread.add(file)
    return []


def _document(node: Node, file: str, vocabulary: Vocabulary, report: Report) -> Document | None:
    """*node* as a document, or None after a problem."""
    if not isinstance(node, Mapping):
        report.add(Place(file, node.line), "expected an entity with an id and a kind")
        report.unread.add(file)
        return None
    only_head = Mapping(node.line)
    for key in HEAD & node.entries.keys():
        only_head.entries[key] = node.entries[key]
        only_head.lines[key] = node.lines[key]
    if "kind" not in node.entries:
        for key in node.entries.keys() - HEAD:
            if hint := did_you_mean(key, {"kind"}):
                report.add(Place(file, node.lines[key]), f"unknown key {quoted(key)}{hint}")
    head = fit(HeadRecord, only_head, file, report)
    unsure = head is None
    if head is None:
        head = _least(only_head, vocabulary)
    if head is None:
        written = node.entries.get("id")
        if isinstance(written, Scalar):
            report.shaky.add(written.text)
        report.unread.add(file)
        return None
    if head.kind not in vocabulary.kinds and VOCABULARY not in report.unread:
        hint = did_you_mean(head.kind, vocabulary.kinds)
        hint = hint or f"; expected {one_of(sorted(vocabulary.kinds))}"
        place = Place(file, node.lines["kind"])
        report.add(place, f"unknown kind {quoted(head.kind)}{hint}")
        report.shaky.add(head.id or "")
    elif not head.id and head.kind not in WITHOUT_ID:
        report.add(Place(file, node.line), "'id' is missing")
        report.unread.add(file)
        return None
    return Document(Place(file, node.line), node, head, unsure=unsure)


def _least(node: Mapping, vocabulary: Vocabulary) -> HeadRecord | None:
    """Id and kind of a head that is not sound otherwise, None if not even these are."""
    kind, id = node.entries.get("kind"), node.entries.get("id")
    if not isinstance(kind, Scalar) or kind.text not in vocabulary.kinds:
        return None
    if id is None:
        return HeadRecord(kind=kind.text) if kind.text in WITHOUT_ID else None
    try:
        return HeadRecord(kind=kind.text, id=identifier(id.text if isinstance(id, Scalar) else ""))
    except ValueError:
        return None


def _register(document: Document, entities: Entities, report: Report) -> None:
    """Keep the document's id; twice the same is a problem."""
    place = document.place
    if "id" in document.node.lines:
        place = Place(place.file, document.node.lines["id"])
    if document.id in entities.places:
        first = entities.places[document.id]
        report.add(place, f"the id {document.id!r} is here again; first in {first}")
        document.id += " (again)"  # its claims are read, but clash with nobody's
        return
    entities.places[document.id] = place
    entities.kinds[document.id] = document.head.kind


def _derived(document: Document, seasons: dict[str, str], entities: Entities) -> str:
    """An id made from what the document says; never from the name of a character."""
    kind = document.head.kind
    if kind == "credit":
        season = document.written("season")
        where = seasons.get(season, season) or document.written("work") or "somewhere"
        parts = [document.written("performer") or "somebody", where]
    elif kind == "availability":
        parts = [document.written("platform") or "somewhere", kind]
    elif kind == "nomination":
        parts = [document.written("award") or "some", kind]
    elif kind == "rating":
        parts = [document.written("rater") or "some", kind]
    else:
        parts = ["event", document.written("happened_on") or "undated"]
    # What is written there may be anything as yet.
    base = ".".join(_NO_ID.sub("", part)[:MAX_ID] for part in parts)
    count = entities.repeated[base] = entities.repeated.get(base, 0) + 1
    return base if count == 1 else f"{base}.{count}"


def _first(node: Node | None) -> str:
    """The first scalar value of a predicate."""
    if isinstance(node, Sequence):
        return _first(node.items[0]) if node.items else ""
    if isinstance(node, Mapping):
        value = node.entries.get("value")
        return value.text if isinstance(value, Scalar) else ""
    return node.text if node is not None else ""
