"""YAML as three small kinds of node whose scalars are all text and which know their lines.

The parser's events are built up here without recursion and under limits, so a hostile file is
refused after little work: nothing is constructed, expanded or typed on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from jjbot.errors import Problem
from jjbot.pack.report import quoted
from jjbot.pack.syntax import MAX_PROBLEMS, before_parsing, syntax_problem

MAX_DEPTH = 20
MAX_ITEMS = 200_000  # scalars and brackets of one file
MAX_ITEMS_OF_ALL = 400_000
MAX_KEYS = 1_000  # of one mapping
MAX_SCALAR = 10_000  # characters; no text that is shown is nearly as long

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# A comment that looks like a part of the text before it.
_CUTS = re.compile(r" (#[^\s#][^\r\n]*)")
# What YAML takes for nothing; we would take it for a word.
_NULLS = frozenset({"null", "Null", "NULL", "~"})


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


def line_of(node: Node, key: str) -> int:
    """The line of *key* in *node*, or of *node* where it has no such key."""
    return node.lines.get(key, node.line) if isinstance(node, Mapping) else node.line


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
    """Puts one file's nodes together from the parser's events.

    unusable: whether a problem is such that the nodes would mislead.
    """

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    unusable: bool = False

    def complain(self, line: int, message: str, *, harmless: bool = False) -> None:
        """Note a problem; too many end the reading.  harmless: the rest can be made sense of."""
        self.problems.append(Problem(self.file, line, message))
        self.unusable = self.unusable or not harmless
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
            self._scalar(event, line)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._decorations(event, line)
            self._open(
                Sequence(line) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line)
            )
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        plain = not event.style  # one of PyYAML's two parsers gives None, the other nothing
        if len(event.value) > MAX_SCALAR:
            length = f"{len(event.value):,} characters in one text"
            self.complain(line, f"{length}; {MAX_SCALAR:,} are the limit")
            raise _RefusedError
        if plain and event.value in _NULLS:
            what = f"{event.value} means nothing in YAML"
            message = f"{what}; take the key away, or put quotes around the word"
            self.complain(line, message, harmless=True)
        if plain and event.end_mark is not None:
            self._see_that_no_text_ends(event.value, event.end_mark.index, line)
        self._place(Scalar(event.value, line, not plain))

    def _see_that_no_text_ends(self, value: str, end: int, line: int) -> None:
        """Report a # that was meant as a part of the text *value*, and begins a comment at *end*.

        A comment is set off by two blanks, or has a blank after its #; "Part #1" has neither.
        """
        found = _CUTS.match(self.text, end)
        if found and any(sign.isalpha() for sign in value):
            message = f"the text {quoted(value)} ends before {quoted(found[1])}, which is a comment"
            remedy = "put quotes around the whole text, or two blanks before the comment"
            self.complain(line, f"{message}; {remedy}", harmless=True)

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
            message = f"the key {quoted(node.text)} is here again; first on line {first}"
            self.complain(node.line, message, harmless=True)
        elif len(mapping.lines) >= MAX_KEYS:
            self.complain(node.line, f"too many keys; {MAX_KEYS:,} are the limit")
            raise _RefusedError
        else:
            top.key, top.key_line = node.text, node.line


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds: *node* is None if it cannot be used; *items* counts what was read."""

    node: Node | None
    problems: list[Problem]
    items: int = 0


def parse(text: str, file: str, before: int = 0) -> Parsed:
    """What *text* holds, and what is wrong with it.

    file: its name, for the problems; before: how many items other files of the pack have.
    Takes time in proportion to the text at worst.
    """
    if problems := before_parsing(text, file):
        return Parsed(None, problems)
    builder = _Builder(file, text)
    limit = min(MAX_ITEMS, MAX_ITEMS_OF_ALL - before)
    count = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=LOADER)):
            if count > limit:
                limits = f"{MAX_ITEMS:,} items of a file, {MAX_ITEMS_OF_ALL:,} of a pack"
                builder.complain(_line(event), f"too much to read; {limits} are the limit")
                raise _RefusedError
            builder.take(event)
    except _RefusedError:
        return Parsed(None, builder.problems, count)
    except yaml.YAMLError as error:
        return Parsed(None, [*builder.problems, syntax_problem(error, file, text)], count)
    root = builder.root
    if root is None or (isinstance(root, Scalar) and root.text in ("", *_NULLS)):
        builder.complain(0, "is empty; take the file away or fill it")
    return Parsed(None if builder.unusable else builder.root, builder.problems, count)


def _line(event: yaml.Event) -> int:
    """The line on which *event* begins."""
    return event.start_mark.line + 1 if event.start_mark is not None else 0
