"""English sentences from claims: lists, dates, counts.  The one place for small grammar."""

from __future__ import annotations

from collections.abc import Sequence

from jjbot.model import Certainty, Claim, DateRange, Line, PartialDate, Span, in_words


def named(claim: Claim) -> Span:
    """The name of the entity that is the value of *claim*."""
    return Span(claim.label, (claim,))


def subject(claim: Claim, text: str = "") -> Span:
    """The name of the subject of *claim*, or *text* resting on it."""
    return Span(text or claim.subject_label, (claim,))


def said(claim: Claim) -> Span:
    """The text or number that is the value of *claim*."""
    return Span(str(claim.value), (claim,))


def day(claim: Claim, *, weekday: bool = False) -> Span:
    """The date of *claim* at the precision it is known: "about April 2017"."""
    words = date_words(claim.date, weekday=weekday)
    return Span(f"about {words}" if claim.about else words, (claim,))


def on_day(claim: Claim, *, weekday: bool = False) -> Span:
    """As `day`, with its preposition: "on March 8, 2018", "in April 2017", "in 2012"."""
    words = f"{'on' if claim.date.to_the_day else 'in'} {date_words(claim.date, weekday=weekday)}"
    return Span(f"{words} or thereabouts" if claim.about else words, (claim,))


def date_words(when: PartialDate | DateRange, *, weekday: bool = False) -> str:
    """*when* in words, on request with the day of the week where the day is known."""
    words = in_words(when)
    return f"{when.first_day:%A}, {words}" if weekday and when.to_the_day else words


def plural(count: int, noun: str) -> str:
    """ "1 season", "3 seasons"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(spans: Sequence[Span], last: str = "and") -> Line:
    """ "A", "A and B", "A, B and C", each part keeping its claims."""
    parts: list[Span] = []
    for number, span in enumerate(spans):
        if number:
            between = f" {last} " if last[:1].isalnum() or last == "·" else f"{last} "
            parts.append(Span(between if number == len(spans) - 1 else ", "))
        parts.append(span)
    return tuple(parts)


def numbers(values: Sequence[int], noun: str) -> str:
    """ "season 1", "seasons 1 and 3", "seasons 1, 2 and 3"."""
    words = [str(value) for value in values]
    if len(words) == 1:
        return f"{noun} {words[0]}"
    return f"{noun}s {', '.join(words[:-1])} and {words[-1]}"


def hedge(claim: Claim) -> str:
    """How a claim that is no more than talk is introduced; empty for the others."""
    match claim.certainty:
        case Certainty.RUMOUR:
            return "Rumour: "
        case Certainty.SPECULATION:
            return "Speculation: "
        case _:
            return ""


def lower_first(text: str) -> str:
    """*text* to go on a sentence with, unless it begins with a name or an abbreviation."""
    if (
        len(text) > 1
        and text[0].isupper()
        and text[1].islower()
        and text.split(maxsplit=1)[0] in _OPENERS
    ):
        return text[0].lower() + text[1:]
    return text


def stopped(value: object) -> str:
    """A clause that can follow "… is", with its full stop."""
    return ended(lower_first(str(value)))


def ended(text: str) -> str:
    """*text* with its full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


_OPENERS = frozenset({"A", "An", "The", "Her", "His", "Their", "One", "Former"})
