"""Plain text as Discord's markdown: escaped, covered where it spoils, cut to a length.

Nothing is cut after it was escaped, so no escape, spoiler bar or link can be cut in half.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlsplit

ELLIPSIS = "…"
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}"
_BARS = "||"
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Discord takes a backslash away before any character that is no letter, digit or blank.
# What it would make of `<@1>`, `<#1>`, `</ask:1>`, `<t:1>`, `<:name:1>` is broken from within as
# well, because an escaped mention has been seen to ping.
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), put)
    for pattern, put in (
        (r"[\\*_~`|\[\]<>#]", r"\\\g<0>"),
        (r"<(?=[@#/:]|(?:a|t|id):)", rf"<{_ZERO_WIDTH}"),
        (r"@(?=everyone|here)", rf"@{_ZERO_WIDTH}"),
        (r":(?=//)", rf"\\:{_ZERO_WIDTH}"),
        (r"(discord(?:app)?)\.(?=gg|com|me|li)", r"\1\\."),
        (r":(?=[\w+-]+:)", r"\\:"),
        (r"^(\s*)([+-])", r"\1\\\2"),
        (r"^(\s*[0-9]+)([.)])", r"\1\\\2"),
    )
)


class Piece(NamedTuple):
    """Part of a line, as plain text; *covered*: it gives something of the plot away."""

    text: str
    covered: bool = False


Row = tuple[Piece, ...]


def row(text: str) -> Row:
    """*text* as one line that gives nothing away."""
    return (Piece(text),)


def rows(text: str, spoilers: Iterable[tuple[int, int]]) -> tuple[Row, ...]:
    """*text* line by line; *spoilers* are ranges ``[start, end)`` of it, ordered, without overlap.

    A range that spans lines covers its part of each.
    """
    covered = list(spoilers)
    found: list[Row] = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        found.append(_pieces(text, at, end, covered))
        at = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int, covered: Sequence[tuple[int, int]]) -> Row:
    """The line ``[start, end)`` of *text*, divided where covering begins and ends."""
    pieces: list[Piece] = []
    at = start
    for opens, closes in covered:
        first, last = max(opens, at), min(closes, end)
        if first < last:
            pieces += [Piece(text[at:first]), Piece(text[first:last], covered=True)]
            at = last
    pieces.append(Piece(text[at:end]))
    return tuple(piece for piece in pieces if piece.text)


def clean(text: str) -> str:
    """*text* without what cannot be sent or would disturb what is around it."""
    shown = (_character(one) for one in text)
    return "".join(shown)


def _character(one: str) -> str:
    category = unicodedata.category(one)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if one in _BIDI else one


def escape(text: str) -> str:
    """*text*, to be read as it is wherever in a line it stands."""
    shown = clean(text)
    for pattern, put in _RULES:
        shown = pattern.sub(put, shown)
    return shown


def marked(line: Row) -> str:
    """*line* as markdown, with spoiler bars around what is covered."""
    shown = ""
    for one in line:
        if one.covered:
            shown = _covered(shown, one)
        else:
            shown += escape(one.text)
    return shown.strip()


def _covered(before: str, piece: Piece) -> str:
    """*before* and then *piece* between bars, which touch no blank and no bar of the text."""
    text = clean(piece.text)
    core = text.strip()
    if not core:
        return before + text
    blank, rest = text.split(core, 1)
    return f"{_apart(before + blank)}{_BARS}{_apart(escape(core))}{_BARS}{rest}"


def _apart(text: str) -> str:
    """*text*, so ended that spoiler bars can follow: they are looked for without escapes."""
    return text + _ZERO_WIDTH if text.endswith(("|", "\\")) else text


def bare(line: Row) -> str:
    """*line* for places without markdown, where nothing can be covered: what is, is left out."""
    text = "".join(clean(one.text) for one in line if not one.covered).strip()
    return re.sub(r"@(?=everyone|here)", f"@{_ZERO_WIDTH}", text, flags=re.IGNORECASE)


def size(text: str) -> int:
    """How long Discord may take *text* to be: in UTF-16 units, never less than in characters."""
    return len(text) + sum(one > "\uffff" for one in text)


def clip(line: Row, room: int, write: Callable[[Row], str] = marked) -> str:
    """What *write* makes of as much of *line* as fits into *room*; "…" ends what was cut."""
    whole = write(line)
    if size(whole) <= room:
        return whole
    keep = min(sum(len(one.text) for one in line), room)
    while keep > 0:
        text = write((*_first(line, keep), Piece(ELLIPSIS)))
        over = size(text) - room
        if over <= 0:
            return text
        # one character becomes at most five units or so
        keep -= max(1, over // 5)
    return ELLIPSIS if room > 0 else ""


def _first(line: Row, keep: int) -> Iterable[Piece]:
    """The first *keep* characters of *line*."""
    for text, covered in line:
        if keep <= 0:
            return
        yield Piece(text[:keep], covered)
        keep -= len(text)


def fit(lines: Iterable[Row], room: int) -> str:
    """The *lines* that fit into *room*, as markdown; the first is cut rather than left out.

    A last line "…" says that there is more.  Blank lines are left out.
    """
    room -= len(f"\n{ELLIPSIS}")
    shown: list[str] = []
    for line in lines:
        text = marked(line)
        if not text:
            continue
        if size(text) > room:
            shown.append(ELLIPSIS if shown else clip(line, room))
            break
        shown.append(text)
        room -= size(text) + 1
    return "\n".join(shown)


def whole(lines: Iterable[str], room: int) -> list[str]:
    """The *lines*, ready markdown, up to the first that does not fit into *room* with them."""
    shown: list[str] = []
    for text in lines:
        room -= size(text) + 1
        if room < 0:
            break
        shown.append(text)
    return shown


def web_address(url: str | None, room: int) -> str | None:
    """*url*, safe inside ``[…](…)`` and ``<…>``; None if it is no web address or too long."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if not host.isascii() or any(one.isspace() for one in parts.netloc):
        return None
    try:
        # "%" stays: what is escaped already must not be escaped twice
        safe = quote(url, safe="%/:?#!$&+,;=-._~@")
    except UnicodeEncodeError:
        return None
    return safe if len(safe) <= room else None
