"""Whether the show goes on, and why it does not."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Season, agrees, draft
from jjbot.answers.seasons import cancel_sentence, missing, season_story
from jjbot.answers.words import hedge, on_day, said, subject
from jjbot.model import Claim, Outcome, Span, sentence


def last_season(asked: Asked) -> Draft:
    """ "Is season N the last?"."""
    season = asked.season(asked.query.season)
    if season is None:
        return missing(asked, asked.query.season)
    last = asked.last
    name = season.facts.best("name")
    label = subject(name) if name else Span(season.facts.label)
    if last and last.number > season.number:
        out = last.facts.best("premiered_on", "renewed_on", "ordered_on", "name")
        later = subject(out) if out else Span(last.facts.label)
        verb = " came after it." if last.premiered else " follows."
        return draft(sentence("No. ", later, verb), title=season.facts.label)
    canceled, complete = asked.show.best("canceled_on"), asked.complete("seasons")
    if canceled or complete:
        why = cancel_sentence(asked, canceled) if canceled else ()
        first = sentence("Yes. ", label, " was the last", ". " if why else ".", *why)
        if complete:
            first = (*first[:2], Span(first[2].text, (complete,)), *first[3:])
        return draft(first, title=season.facts.label, checked=True)
    text = " is the latest; whether more will follow has not been announced."
    return draft(sentence(label, text), title=season.facts.label, checked=True)


def more_after(asked: Asked) -> Draft:
    """ "Are there more after season N?": the opposite of whether it is the last."""
    query = asked.query
    number = query.number if query.season is None else query.season
    turned = {"Yes. ": "No. ", "No. ": "Yes. "}
    if number is None and asked.last:  # after which is not said: only what is the last of all
        number, turned = asked.last.number, {"Yes. ": ""}
    found = last_season(replace(asked, query=replace(query, season=number)))
    (opening, *others), *rest = found.lines
    first = replace(opening, text=turned.get(opening.text, opening.text))
    return replace(found, lines=((first, *others), *rest))


def season_canceled(asked: Asked) -> Draft:
    """ "Was season N canceled?": not the one that came; the show was, and when."""
    season = asked.season(asked.query.season)
    if season is None:
        return missing(asked, asked.query.season)
    story = season_story(asked, season)
    canceled = asked.show.best("canceled_on")
    end = cancel_sentence(asked, canceled) if canceled else None
    no = "It was not: " if asked.query.asks else "No. "
    first = sentence(no, *story[0])
    outcome = Outcome.CORRECTED if asked.query.asks else Outcome.ANSWERED
    title = season.facts.label
    return draft(first, *story[1:2], end, outcome=outcome, title=title, checked=True)


def _assumed_wrongly(asked: Asked, canceled: Claim) -> bool:
    """Whether the question puts the cancellation on another date."""
    assumed = asked.query.date
    return assumed is not None and not agrees(assumed, canceled)


def show_status(asked: Asked) -> Draft:
    """Whether the show goes on: canceled, or how far its latest season has come."""
    canceled, last = asked.show.best("canceled_on"), asked.last
    if canceled:
        ended = cancel_sentence(asked, canceled)
        out = last.facts.best("premiered_on") if last else None
        after = (
            sentence("Its last, ", subject(out), ", came out ", on_day(out), ".") if out else None
        )
        if _assumed_wrongly(asked, canceled):
            wrong = sentence("Not then: ", *ended)
            return draft(wrong, after, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
        certain = asked.query.whether and asked.query.date is not None
        first = sentence("Yes. " if certain else "It is over: ", *ended) if out else ended
        return draft(first, after, title=asked.title, checked=True)
    if last is None:
        return draft(
            sentence("No ", asked.season_noun, " has been ordered, as far as I know."),
            title=asked.title,
            checked=True,
        )
    story = season_story(asked, last)
    no_end = sentence("No cancellation has been announced.")
    return draft(no_end, *story, title=asked.title, checked=True)


def cancel_when(asked: Asked) -> Draft:
    """When the show was canceled; corrected if it was not, or not by whom is asked about."""
    season = asked.season(asked.query.season)
    if season is not None:
        return _that_one_came(asked, season)
    canceled = asked.show.best("canceled_on")
    if not canceled:
        status = show_status(asked)
        return draft(*status.lines, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    last = asked.last
    out = last.facts.best("premiered_on") if last else None
    after = (
        sentence("The last ", asked.season_noun, " came out ", on_day(out), ".") if out else None
    )
    network, named = asked.show.best("network"), asked.query.entity("company")
    other = named is not None and network is not None and network.entity != named
    wrong = other or _assumed_wrongly(asked, canceled)
    return draft(
        sentence("No: " if wrong else "", *cancel_sentence(asked, canceled)),
        after,
        outcome=Outcome.CORRECTED if wrong else Outcome.ANSWERED,
        title=asked.title,
        checked=True,
    )


def cancel_why(asked: Asked) -> Draft:
    """Why the show was canceled; corrected where what is asked about did happen."""
    number = asked.query.season
    season = asked.season(number)
    if season is not None:
        came, why = _that_one_came(asked, season), asked.show.talk("cancellation_reason")
        after = asked.last is not None and asked.last.number == number and why
        told = [sentence(hedge(why), said(why))] if after and why else []
        return replace(came, lines=(*came.lines[:1], *told, *came.lines[1:]))
    if number is not None:
        none, why = missing(asked, number), asked.show.talk("cancellation_reason")
        told = [sentence(hedge(why), said(why))] if why else []
        return replace(none, lines=(*none.lines[:1], *told, *none.lines[1:]))
    canceled, reason = asked.show.best("canceled_on"), asked.show.talk("cancellation_reason")
    if not canceled:
        return cancel_when(asked)
    ended = cancel_sentence(asked, canceled)
    named = asked.query.entity("company")
    network = asked.show.best("network")
    if named is not None and network is not None and network.entity != named:
        because = sentence(hedge(reason), said(reason)) if reason else None
        first = sentence("No: ", *ended)
        return draft(first, because, outcome=Outcome.CORRECTED, title=asked.title, checked=True)
    if not reason:
        text = "The reason is not known to me."
        return Draft((sentence(text), ended), Outcome.UNKNOWN, asked.title, checked=True)
    return draft(sentence(hedge(reason), said(reason)), ended, title=asked.title, checked=True)


def cancel_because(asked: Asked) -> Draft:
    """ "Was it canceled because of …?": what is known of the reason; no other is confirmed."""
    canceled, reason = asked.show.best("canceled_on"), asked.show.talk("cancellation_reason")
    if not canceled:
        return cancel_when(asked)
    doubt = "I cannot confirm that reason. "
    known = sentence(hedge(reason), said(reason)) if reason else sentence("None is known to me.")
    return draft(
        sentence(doubt, *known),
        cancel_sentence(asked, canceled),
        outcome=Outcome.CORRECTED,
        title=asked.title,
        checked=True,
    )


def _that_one_came(asked: Asked, season: Season) -> Draft:
    """That *season*, which is taken for canceled, exists; and that the show was, and when."""
    story, canceled = season_story(asked, season), asked.show.best("canceled_on")
    first = sentence("There is a ", asked.season_noun, f" {season.number}. ", *story[0])
    end = cancel_sentence(asked, canceled) if canceled else None
    return draft(first, end, *story[1:], outcome=Outcome.CORRECTED, title=season.facts.label)


def _before_it_came(asked: Asked, last: Season, told: Draft) -> Draft:
    """*told* behind that the show was canceled before its *last* season came out, if it was."""
    canceled, out = asked.show.best("canceled_on"), last.facts.best("premiered_on")
    if not canceled or not out or canceled.date.last_day >= out.date.first_day:
        return told
    came = sentence("It was canceled before ", subject(out), " came out ", on_day(out), ". ")
    first = sentence(*came, *cancel_sentence(asked, canceled))
    return replace(told, lines=(first, *told.lines[:1]))


def cancel_after(asked: Asked) -> Draft:
    """ "Was it canceled after season N?": so if N was the last; when, and what is known of why."""
    season, last = asked.season(asked.query.season), asked.last
    told = cancel_why(replace(asked, query=replace(asked.query, season=None)))
    if season is None or last is None or season.number == last.number:
        return _before_it_came(asked, last, told) if asked.query.whether and last else told
    name = last.facts.best("premiered_on", "renewed_on", "ordered_on", "name")
    label = subject(name) if name else Span(last.facts.label)
    first = sentence("Not after ", asked.season_noun, f" {season.number}: the last is ", label, ".")
    return replace(told, lines=(first, *told.lines), outcome=Outcome.CORRECTED)
