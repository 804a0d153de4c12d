"""Whether there is a season, and how far it has come."""

from __future__ import annotations

from jjbot.answers.asked import Asked, Draft, Season, agrees, draft, unknown
from jjbot.answers.timeline import latest_about
from jjbot.answers.words import day, on_day, plural, said, subject
from jjbot.model import Claim, Line, Outcome, Span, sentence


def season_status(asked: Asked) -> Draft:
    """ "Is there a season N?": yes, no, or not announced."""
    number = asked.query.season
    season = asked.season(number)
    if season is None:
        return missing(asked, number, opening="No. ")
    story = season_story(asked, season)
    out = season.facts.best("premiered_on")
    if out:
        assumed = asked.query.date
        if assumed is not None and not agrees(assumed, out):
            first, outcome = sentence("No: ", *story[0]), Outcome.CORRECTED
        else:
            first, outcome = sentence("Yes. ", *story[0]), Outcome.ANSWERED
        return draft(first, *story[1:], outcome=outcome, title=season.facts.label)
    assumed, announced = asked.query.date, latest_announcement(season)
    if assumed is not None and not (announced and agrees(assumed, announced)):
        first, outcome = sentence("Not that I know of: ", *story[0]), Outcome.CORRECTED
    else:
        first, outcome = sentence("Yes. ", *story[0]), Outcome.ANSWERED
    return draft(first, *story[1:], outcome=outcome, title=season.facts.label, checked=True)


def season_story(asked: Asked, season: Season) -> list[Line]:
    """What is known of *season* from the Viewpoint, the most telling sentence first."""
    facts = season.facts
    out = facts.best("premiered_on")
    if out:
        return [
            sentence(subject(out), " premiered ", on_day(out, weekday=True), "."),
            *_count(season),
        ]
    lines = [line for line in (order_line(asked, season), filming_line(asked, season)) if line]
    announced = latest_announcement(season)
    if announced:
        lines.append(sentence("It is announced for ", day(announced), "."))
    else:
        lines.append(sentence("No release date has been announced."))
    return [*lines, *latest_about(asked, season.facts.entity)]


def order_line(asked: Asked, season: Season) -> Line | None:
    """When the season was ordered, and by whom."""
    ordered = season.facts.best("renewed_on", "ordered_on")
    if not ordered:
        return None
    network = asked.show.best("network")
    who = Span(network.label, (network,)) if network else None
    if ordered.predicate == "renewed_on":
        start = (
            sentence(who, " renewed the show for ")
            if who
            else sentence("The show was renewed for ")
        )
        return sentence(start, in_text(asked, season, ordered), " ", on_day(ordered), ".")
    if who:
        return sentence(
            who, " ordered ", in_text(asked, season, ordered), " ", on_day(ordered), "."
        )
    return sentence(subject(ordered), " was ordered ", on_day(ordered), ".")


def in_text(asked: Asked, season: Season, *claims: Claim) -> Span:
    """The name of *season* in the middle of a sentence, resting on *claims*."""
    return Span(f"{asked.season_noun} {season.number}", claims)


def filming_line(asked: Asked, season: Season) -> Line | None:
    """When the season was filmed, as far as that is known."""
    start = season.facts.best("filming_started_on")
    end = season.facts.best("filming_wrapped_on")
    parts: list[str | Span] = []
    if start:
        parts.extend([" began ", on_day(start)])
    if end:
        parts.extend([" and ended " if start else " ended ", on_day(end)])
    known = [claim for claim in (start, end) if claim]
    if not known:
        return None
    return sentence("Filming of ", in_text(asked, season, *known), *parts, ".")


def latest_announcement(season: Season) -> Claim | None:
    """The last release date or window that was announced."""
    return max(
        season.facts.all("premiere_announced"),
        key=lambda claim: (claim.known_on is not None, claim.known_on, claim.id),
        default=None,
    )


def _count(season: Season) -> list[Line]:
    count = season.facts.best("episode_count")
    return [sentence("It has ", said(count), " episodes.")] if count else []


def missing(asked: Asked, number: int | None, *, opening: str = "") -> Draft:
    """That there is no season *number*: "no" if the list is complete, else "not announced".

    opening: "No. " where the question was whether there is one; otherwise, and to "when" and the
    like, it is a correction.
    """
    noun, last = asked.season_noun, asked.last
    if number is None:
        return unknown(sentence(f"Which {noun} do you mean?"))
    opening = "" if asked.query.asks else opening
    outcome = Outcome.ANSWERED if opening else Outcome.CORRECTED
    complete, canceled = asked.complete("seasons"), asked.show.best("canceled_on")
    if last is None or not (complete or canceled):
        text = "Not announced." if opening else f"A {noun} {number} has not been announced."
        first = sentence(text)
        return draft(first, _last_line(last), outcome=outcome, title=asked.title, checked=True)
    start = opening or f"There is no {noun} {number}. "
    if canceled:
        ended = cancel_sentence(asked, canceled)
        was = "was" if last.premiered else "is to be"
        first = sentence(start, *ended[:-1], f"; {noun} {last.number} {was} the last.")
    else:
        first = sentence(start, asked.the_show, f" ended with {noun} {last.number}.")
    if complete and first:
        first = (*first[:-1], Span(first[-1].text, (complete,)))
    count = asked.show.best("season_count")
    total: Line | None = None
    if count:
        out_so_far = "There are " if last.premiered else "Out so far: "
        total = sentence(out_so_far, Span(plural(int(str(count.value)), noun), (count,)), ".")
    return draft(first, total, outcome=outcome, title=asked.title, checked=True)


def cancel_sentence(asked: Asked, canceled: Claim) -> Line:
    """Who canceled the show and when, as a sentence."""
    network = asked.show.best("network")
    if network:
        who: Line = (Span(network.label, (network,)), Span(" canceled "), asked.the_show)
    else:
        who = (asked.the_show, Span(" was canceled"))
    return sentence(*who, " ", on_day(canceled), ".")


def _last_line(last: Season | None) -> Line | None:
    if last is None:
        return None
    out = last.facts.best("premiered_on")
    if out:
        return sentence("The latest is ", subject(out), ", released ", on_day(out), ".")
    name = last.facts.best("name")
    return sentence("The latest is ", subject(name), ".") if name else None
