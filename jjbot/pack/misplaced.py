"""Files that are not what their names say: told once, instead of item by item."""

from __future__ import annotations

from itertools import combinations

from jjbot.pack.nodes import Mapping, Node, Scalar, Sequence
from jjbot.pack.report import MANIFEST, QUESTIONS, SOURCES, SPECIAL, VOCABULARY, Place, Report

MIN_SHARED = 3  # ids that two files share before one of them is taken for a copy
# Keys that nothing else has → the file they belong in, and what they make of it.
_TELLING = (
    (frozenset({"ask"}), QUESTIONS, "questions"),
    (frozenset({"publisher", "published"}), SOURCES, "sources"),
    (frozenset({"checked_on"}), MANIFEST, "the manifest"),
    (frozenset({"kinds", "predicates", "intents", "language"}), VOCABULARY, "a vocabulary"),
)


def drop_the_misplaced(found: dict[str, Node], report: Report) -> None:
    """Take out of *found*, with a problem each, what cannot be a file of entities."""
    for file in sorted(found.keys() - set(SPECIAL)):
        _belongs_elsewhere(file, found, report)
    _copies(found, report)


def _belongs_elsewhere(file: str, found: dict[str, Node], report: Report) -> None:
    """Report *file* if it looks like one of those that hold no entities."""
    root = found[file]
    first = root.items[0] if isinstance(root, Sequence) and root.items else root
    if not isinstance(first, Mapping) or "kind" in first.entries:
        return
    for telling, special, what in _TELLING:
        if not telling & first.entries.keys():
            continue
        if special in found:
            remedy = f"put it into {special}, or take the file away"
        else:
            remedy = f"call the file {special}"
            report.unread.add(special)
        report.add(Place(file), f"looks like {what}; {remedy}")
        del found[file]
        return


def _copies(found: dict[str, Node], report: Report) -> None:
    """Report a file of which most ids are in another file, too."""
    ids = {file: _ids(root) for file, root in found.items() if file not in SPECIAL}
    for pair in combinations(sorted(ids), 2):
        original, copy = sorted(pair, key=lambda file: (len(file), file))
        shared = len(ids[original] & ids[copy])
        most = shared >= MIN_SHARED and shared * 2 > min(len(ids[original]), len(ids[copy]))
        if most and original in found and copy in found:
            message = f"has {shared} ids of {original}; is it a copy? take one of them away"
            report.add(Place(copy), message)
            report.unread.add(copy)
            del found[copy]


def _ids(root: Node) -> set[str]:
    """The ids of the entities in one file, as they are written."""
    items = root.items if isinstance(root, Sequence) else [root]
    written = (item.entries.get("id") for item in items if isinstance(item, Mapping))
    return {node.text for node in written if isinstance(node, Scalar)}
