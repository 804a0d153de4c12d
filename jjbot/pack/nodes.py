"""YAML as three small kinds of node whose scalars are all text and which know their lines.

The parser's events are built up here without recursion and under limits, so a hostile file is
refused after little work: nothing is constructed, expanded or typed on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from jjbot.errors import Problem
from jjbot.pack.report import quoted

MAX_DEPTH = 20
MAX_EVENTS = 200_000
MAX_PROBLEMS = 20  # of one file's syntax; more would be the same mistake over and over

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What YAML 1.1 calls printable, less the line ends that only YAML knows.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text; *quoted*: whether it stood in quotes."""

    text: str
    line: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Key → node, in the order of the file; `lines` has the line of each key."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """Reading this file any further makes no sense."""


@dataclass(slots=True)
class _Open:
    """A collection that is being filled; *key* and *key_line* wait for their value."""

    node: Sequence | Mapping
    key: str | None = None
    key_line: int = 0
    wanted: bool = True  # False: its place is already taken, what is in it is dropped


@dataclass(slots=True)
class _Builder:
    """Puts one file's nodes together from the parser's events."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0

    def complain(self, line: int, message: str) -> None:
        """Note a problem; too many end the reading."""
        self.problems.append(Problem(self.file, line, message))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _RefusedError

    def take(self, event: yaml.Event) -> None:
        """Build on with the parser's next *event*."""
        line = _line(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._document(event, line)
        elif isinstance(event, yaml.AliasEvent):
            self.complain(
                line, f"the alias {quoted(str(event.anchor))} is not allowed; write the value again"
            )
            self._place(Scalar("", line), wanted=False)
        elif isinstance(event, yaml.ScalarEvent):
            self._decorations(event, line)
            self._place(Scalar(event.value, line, event.style is not None))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._decorations(event, line)
            self._open(
                Sequence(line) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line)
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def _document(self, event: yaml.DocumentStartEvent, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            self.complain(line, "a second document begins here; a file holds one")
            raise _RefusedError
        if event.tags or event.version:
            self.complain(line, "directives (lines with %) are not allowed; take them out")

    def _decorations(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.anchor is not None:
            self.complain(line, f"the anchor {quoted(event.anchor)} is not allowed; take it out")
        if event.tag is not None:
            self.complain(
                line, f"the tag {quoted(event.tag)} is not allowed; write the plain value"
            )

    def _open(self, node: Sequence | Mapping) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.complain(node.line, f"nested too deep; {MAX_DEPTH} levels are the limit")
            raise _RefusedError
        wanted = self._place(node)
        self.stack.append(_Open(node, wanted=wanted))

    def _place(self, node: Node, *, wanted: bool = True) -> bool:
        """Put *node* where it belongs; False if there is no place for it."""
        if not self.stack:
            self.root = node
            return True
        top = self.stack[-1]
        if isinstance(top.node, Sequence):
            if wanted and top.wanted:
                top.node.items.append(node)
            return wanted and top.wanted
        if top.key is None:
            self._key(top, top.node, node)
            return False
        key, top.key = top.key, None
        if not (wanted and top.wanted) or top.key_line == 0:
            return False
        top.node.entries[key] = node
        top.node.lines[key] = top.key_line
        return True

    def _key(self, top: _Open, mapping: Mapping, node: Node) -> None:
        """Keep *node* as the key of the next value, unless it cannot be one."""
        top.key, top.key_line = "", 0
        if not isinstance(node, Scalar):
            self.complain(node.line, "a key must be a plain word, found a list or mapping")
        elif node.text == "<<":
            self.complain(node.line, "the merge key << is not allowed; write the keys out")
        elif node.text in mapping.lines:
            first = mapping.lines[node.text]
            key = quoted(node.text)
            self.complain(node.line, f"the key {key} is here again; first on line {first}")
        else:
            top.key, top.key_line = node.text, node.line


def parse(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The node that *text* holds, None if it cannot be used, and what is wrong with it.

    file: its name, for the problems.  Takes time in proportion to the text at worst.
    """
    if problems := list(_control_characters(text, file)):
        return None, problems
    builder = _Builder(file)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
            if count > MAX_EVENTS:
                line = _line(event)
                builder.complain(line, f"too much in one file; {MAX_EVENTS:,} items are the limit")
                raise _RefusedError
            builder.take(event)
    except _RefusedError:
        return None, builder.problems
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, file))
    if not builder.problems and (builder.root is None or builder.root == Scalar("", 1)):
        builder.problems.append(Problem(file, 0, "is empty; take the file away or fill it"))
    return (None if builder.problems else builder.root), builder.problems


def _line(event: yaml.Event) -> int:
    """The line on which *event* begins."""
    return event.start_mark.line + 1 if event.start_mark is not None else 0


def _control_characters(text: str, file: str) -> Iterator[Problem]:
    """A problem for the first characters that no editor would show."""
    for found, _ in zip(_CONTROL.finditer(text), range(MAX_PROBLEMS), strict=False):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the control character U+{ord(found[0]):04X} is not allowed; delete it"
        yield Problem(file, line, message)


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    """What the YAML parser says, with a hint where the usual cause is known."""
    marked = error if isinstance(error, yaml.MarkedYAMLError) else yaml.MarkedYAMLError()
    said = marked.problem or "it cannot be read"
    mark = marked.problem_mark or marked.context_mark
    if "end of stream" in said:  # where it began helps more than where the file ends
        mark = marked.context_mark or mark
    hint = ""
    if "mapping values are not allowed" in said:
        hint = "; a text with a colon needs quotes"
    elif "cannot start any token" in said:
        hint = "; use blanks, not tabs, and put quotes around a text that starts with this sign"
    line = mark.line + 1 if mark is not None else 0
    return Problem(file, line, f"is not YAML: {said}{hint}")
