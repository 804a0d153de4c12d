"""What keeps a text from being YAML, in words its author can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from jjbot.errors import Problem
from jjbot.pack.letters import code_point

MAX_PROBLEMS = 20  # of one file's syntax; more would be the same mistake over and over

# What YAML 1.1 calls printable, less the line ends that only YAML knows.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_CONFLICT = re.compile(r"^(?:<<<<<<< |>>>>>>> )", re.MULTILINE)
_WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)

# What the parser says (either of PyYAML's two) → what to do about it.
_HINTS = (
    ("\\t", "indent with blanks, not tabs"),
    ("mapping values are not allowed", "a text with a colon needs quotes"),
    ("cannot start any token", "indent with blanks, not tabs, and put quotes around a text that"
     " starts with this sign"),
    ("found a tab character", "indent with blanks, not tabs"),
    ("unexpected end of stream", "the quote that opens here is never closed; close it"),
    ("',' or ']'", "close the bracket [ that opens here"),
    ("',' or '}'", "close the bracket { that opens here"),
    ("could not find expected ':'", "write a key and a colon, or put quotes around the text"),
    ("unknown escape", "in double quotes a backslash has a meaning; use single quotes"),
    ("invalid Unicode character escape", "write the character itself instead of its escape"),
    ("alphabetic or numeric", "put quotes around a text that starts with * or &"),
    ("document start", "something stands here after the end; take it away"),
    ("sequence entries are not allowed", "begin the list on a line of its own"),
    ("comment or line break", "put quotes around a text that starts with > or |"),
    ("comment or a line break", "put quotes around a text that starts with > or |"),
    ("'-' indicator", "indent this line as the one it belongs to"),
    ("node content", "a value is missing here, or a bracket [ or { is not closed; write or close"
     " it"),
    ("expected key", "indent this line as the keys it belongs to, and look whether its quotes"
     " are closed; a quote inside quotes is written twice"),
    ("block end", "indent this line as the one it belongs to, and look whether its quotes are"
     " closed"),
)  # fmt: skip


def before_parsing(text: str, file: str) -> list[Problem]:
    """What makes it useless to parse *text* at all."""
    if _WEB_PAGE.match(text):
        line = text.count("\n", 0, text.index("<")) + 1
        return [Problem(file, line, "is a web page and not YAML; save the file itself")]
    if text.count("\x00") * 3 > len(text):
        return [Problem(file, 1, "is UTF-16 or UTF-32; save the file as UTF-8")]
    return [*_control_characters(text, file), *_conflicts(text, file)]


def _control_characters(text: str, file: str) -> Iterator[Problem]:
    """A problem for the first characters that no editor would show."""
    for found, _ in zip(_CONTROL.finditer(text), range(MAX_PROBLEMS), strict=False):
        message = f"the control character {code_point(found[0])} is not allowed; delete it"
        yield Problem(file, _line_at(text, found.start()), message)


def _conflicts(text: str, file: str) -> Iterator[Problem]:
    """A problem for the first marks that a merge left behind."""
    for found, _ in zip(_CONFLICT.finditer(text), range(MAX_PROBLEMS), strict=False):
        message = (
            f"the conflict marker {found[0].strip()} of a merge; keep one side, delete the rest"
        )
        yield Problem(file, _line_at(text, found.start()), message)


def _line_at(text: str, position: int) -> int:
    """The line of *position*, 1-based."""
    return text.count("\n", 0, position) + 1


def syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """What the YAML parser says of *text*, with a hint where the usual cause is known."""
    marked = error if isinstance(error, yaml.MarkedYAMLError) else yaml.MarkedYAMLError()
    said = marked.problem or "it cannot be read"
    mark = marked.problem_mark or marked.context_mark
    if any(words in said for words in ("end of stream", "',' or", "find expected ':'")):
        mark = marked.context_mark or mark  # where it opens helps more than where it is missed
    hint = next((f"; {hint}" for words, hint in _HINTS if words in said), "")
    last = text.rstrip().count("\n") + 1  # what is missed at the end is missed there
    line = min(mark.line + 1, last) if mark is not None else 0
    return Problem(file, line, f"is not YAML: {said}{hint}")
