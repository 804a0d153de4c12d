"""Answers made by hand, and a reader of Discord's markdown to see what becomes of them."""

from __future__ import annotations

import re

from jjbot.faces.discord.markup import Piece

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_SPOILER = re.compile(r"\|\|([\s\S]+?)\|\|")
_LIVE = "*_~`|[<"
_INVISIBLE = "\N{ZERO WIDTH SPACE}"


def line(*parts):
    """A line of texts, and of ``(text,)`` for what is covered."""
    return tuple(Piece(part) if isinstance(part, str) else Piece(part[0], True) for part in parts)


def read_line(markdown):
    """What Discord shows of one line: ``(open text, covered text)``, without what is invisible.

    Fails if anything but spoiler bars is still markup.
    """
    assert not re.match(r"\s*(#|>|\+|-|[0-9]+[.)])", markdown), f"begins as markup: {markdown!r}"
    assert "://" not in markdown, f"a live link: {markdown!r}"
    assert not re.search(r"@(everyone|here)|<(@|#|/|:|a:|t:|id:)", markdown, re.IGNORECASE)
    shown, covered = [], []
    at = 0
    while at < len(markdown):
        if found := _ESCAPE.match(markdown, at):
            shown.append(found[1])
        elif found := _SPOILER.match(markdown, at):
            inner, nested = read_line(found[1])
            assert not nested, f"bars in bars: {markdown!r}"
            covered.append(inner)
        else:
            assert markdown[at] not in _LIVE, f"{markdown[at]!r} is live at {at} of {markdown!r}"
            shown.append(markdown[at])
            at += 1
            continue
        at = found.end()
    return visible("".join(shown)), visible("".join(covered))


def visible(text):
    """*text* without blanks and what is invisible, to compare what is read."""
    return "".join(text.replace(_INVISIBLE, "").split())
