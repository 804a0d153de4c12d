"""Answers as embeds, and as plain text where embeds may not be sent.

Lengths are kept by construction: 256 + 4096 + 600 is less than the 6000 of a whole message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

import discord

from jjbot.faces.discord.markup import (
    ELLIPSIS,
    Piece,
    Row,
    bare,
    clip,
    escape,
    fit,
    row,
    rows,
    size,
    web_address,
    whole,
)
from jjbot.model import Answer, Outcome, Source, in_words

TITLE = 256
DESCRIPTION = 4096
CONTENT = 2000
SHOWN_SOURCES = 3
SHOWN_SUGGESTIONS = 3

_SOURCE = 150  # of one source without its address; a footer has three
_LABEL = 60
_ADDRESS = 400
_SUGGESTION = 150
_TEXT_TAIL = 900
_TEXT_TITLE = 150

GREY = 0x6B7280
GREEN = 0x2F7D5B


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown, as an embed or as plain text.

    rows: the lines; asks: questions that could be asked next; sources: the first three are named;
    age: as of when it holds; title, asks and age give nothing away.
    """

    title: str
    rows: tuple[Row, ...]
    colour: int = GREY
    asks: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    age: str = ""


def to_embed(answer: Answer, *, more: Sequence[str] = ()) -> discord.Embed:
    """*answer* as an embed; *more*: lines below its own."""
    return embed_of(card_of(answer, more=more))


def to_text(answer: Answer, *, more: Sequence[str] = ()) -> str:
    """*answer* as the text of a message, where no embed may be sent."""
    return text_of(card_of(answer, more=more))


def card_of(answer: Answer, *, more: Sequence[str] = ()) -> Card:
    """*answer*, with its spoilers still to be covered; *more*: lines below its own."""
    suggestions = answer.suggestions if answer.outcome.declined else ()
    return Card(
        title=answer.title,
        rows=(*rows(answer.text, answer.spoilers), *map(row, more)),
        colour=colour_of(answer.outcome),
        asks=tuple(suggestion.text for suggestion in suggestions[:SHOWN_SUGGESTIONS]),
        sources=answer.sources,
        age=_age(answer),
    )


def colour_of(outcome: Outcome) -> int:
    """The stripe beside an embed, as 0xRRGGBB."""
    match outcome:
        case Outcome.ANSWERED:
            return GREEN
        case Outcome.CORRECTED:
            return 0xB4552D
        case Outcome.AMBIGUOUS:
            return 0xC7922B
        case Outcome.UNKNOWN | Outcome.NOT_UNDERSTOOD | Outcome.OUT_OF_SCOPE:
            return GREY
        case _:
            assert_never(outcome)


def embed_of(card: Card) -> discord.Embed:
    """*card* as an embed."""
    tail = "\n".join([*_asks(card.asks), *_links(card.sources)])
    body = fit(card.rows, DESCRIPTION - size(tail) - 2) or ELLIPSIS
    embed = discord.Embed(
        title=clip(row(card.title), TITLE) or None,
        description="\n\n".join(filter(None, (body, tail))),
        colour=card.colour,
    )
    footer = "\n".join(filter(None, (_source_list(card.sources), clip(row(card.age), 100, bare))))
    if footer:
        embed.set_footer(text=footer)
    return embed


def text_of(card: Card) -> str:
    """*card* as the text of a message; its addresses do not unfurl."""
    title = clip(row(card.title), _TEXT_TITLE)
    head = f"**{title}**" if title else ""
    age = clip(row(card.age), 100)
    ends = [*_asks(card.asks), *_source_lines(card.sources), *([age] if age else [])]
    tail = "\n".join(whole(ends, _TEXT_TAIL))
    body = fit(card.rows, CONTENT - size(head) - size(tail) - 2) or ELLIPSIS
    return "\n".join(filter(None, (head, body, tail)))


def _asks(questions: Iterable[str]) -> Iterator[str]:
    """A list of *questions*, with its heading if there are any."""
    lines = [f"- {clip(row(question), _SUGGESTION)}" for question in questions]
    if lines:
        yield "You could ask:"
        yield from lines


def _links(sources: Sequence[Source]) -> Iterator[str]:
    """One line of links, if any source has an address."""
    links = []
    for source in sources[:SHOWN_SOURCES]:
        address = web_address(source.url, _ADDRESS)
        label = clip(row(source.publisher), _LABEL)
        if address and label:
            links.append(f"[{label}]({address})")
    if links:
        yield f"Sources: {' · '.join(links)}"


def _source_list(sources: Sequence[Source]) -> str:
    """The sources in one line, for a footer: no markdown."""
    shown = [clip(source_row(source), _SOURCE, bare) for source in sources[:SHOWN_SOURCES]]
    return " · ".join([*filter(None, shown), *_how_many_more(sources)])


def _source_lines(sources: Sequence[Source]) -> Iterator[str]:
    """The sources, one a line, with their addresses."""
    for source in sources[:SHOWN_SOURCES]:
        named = clip(source_row(source), _SOURCE)
        address = web_address(source.url, _ADDRESS)
        yield f"- {named} <{address}>" if address else f"- {named}"
    yield from (f"- {text}" for text in _how_many_more(sources))


def _how_many_more(sources: Sequence[Source]) -> Iterator[str]:
    if len(sources) > SHOWN_SOURCES:
        yield f"+{len(sources) - SHOWN_SOURCES} more"


def source_row(source: Source) -> Row:
    """Who published *source*, and when: "The Gazette, about 2021, no public address"."""
    parts = [source.publisher]
    if source.published:
        when = in_words(source.published)
        parts.append(f"about {when}" if source.estimated else when)
    if source.url is None:
        parts.append("no public address")
    return (Piece(", ".join(parts)),)


def _age(answer: Answer) -> str:
    if answer.as_of:
        return f"As of {in_words(answer.as_of)}"
    if answer.checked_on:
        return f"News checked up to {in_words(answer.checked_on)}"
    return ""


def sentence_of(text: str) -> str:
    """One of our own sentences with somebody's words in it, as the text of a message."""
    return fit(map(row, text.split("\n")), CONTENT) or ELLIPSIS


__all__ = [
    "Card",
    "card_of",
    "colour_of",
    "embed_of",
    "escape",
    "sentence_of",
    "source_row",
    "text_of",
    "to_embed",
    "to_text",
]
