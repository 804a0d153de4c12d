"""How many seasons and episodes.  Counts are claims, never a number of visible rows."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, Season, draft, unknown
from jjbot.answers.seasons import cancel_sentence, missing, order_line
from jjbot.answers.words import ended, hedge, on_day, plural, said, subject
from jjbot.model import Claim, Line, Outcome, Span, sentence


def season_count(asked: Asked) -> Draft:
    """How many seasons were released, and which one is on its way."""
    count, episodes = asked.show.best("season_count"), asked.show.best("episode_count")
    coming = [season for season in asked.seasons if not season.premiered]
    ahead = [line for season in coming if (line := order_line(asked, season))]
    noun = asked.season_noun
    if not count:
        none_out = sentence(asked.the_show, f" has no released {noun} that I know of.")
        return draft(none_out, *ahead, title=asked.title, checked=True)
    number = int(str(count.value))
    total: Line = ()
    if episodes:
        shown = plural(int(str(episodes.value)), "episode")
        total = sentence(" with ", Span(shown, (episodes,)), " in all")
    opening, outcome, wrong = _yes_or_no(asked, count)
    last = asked.complete("seasons")
    end = sentence(Span(f"There will be no more {noun}s that I know of.", (last,))) if last else ()
    return draft(
        sentence(
            opening, asked.the_show, " has ", Span(plural(number, noun), (count,)), *total, "."
        ),
        *wrong,
        *_ended(asked, number),
        *ahead,
        end if asked.show.best("canceled_on") is None else None,
        outcome=outcome,
        title=asked.title,
    )


def _ended(asked: Asked, number: int) -> list[Line]:
    """That the show was canceled, where the question assumes that there are more seasons."""
    assumed, canceled = asked.query.number, asked.show.best("canceled_on")
    if assumed is None or assumed <= number or canceled is None:
        return []
    return [cancel_sentence(asked, canceled)]


def _yes_or_no(asked: Asked, count: Claim) -> tuple[str, Outcome, list[Line]]:
    """How to begin where the question assumes a number, and where a wrong one comes from."""
    assumed = asked.query.number
    if assumed is None:
        return "", Outcome.ANSWERED, []
    if assumed == count.value:
        return "Yes. ", Outcome.ANSWERED, []
    known = asked.facts.corrections(asked.view, count.subject, count.predicate)
    why = [
        sentence(Span(ended(claim.deprecated.because), (claim,)))
        for claim in known
        if claim.value == assumed and claim.deprecated
    ]
    return "No. ", Outcome.CORRECTED, why


def episode_count(asked: Asked) -> Draft:
    """How many episodes a season, or the whole show, has."""
    number = asked.query.season
    if number is None:
        return _total(asked)
    season = asked.season(number)
    if season is None:
        return missing(asked, number)
    count = season.facts.best("episode_count")
    if not count:
        return unknown(sentence(f"I don't know how many episodes {season.facts.label} has."))
    opening, outcome, wrong = _yes_or_no(asked, count)
    first = sentence(opening, *_of_season(season, count))
    return draft(first, *wrong, outcome=outcome, title=season.facts.label)


def count_over(asked: Asked) -> Draft:
    """Whether there are more seasons or episodes than the number in the question."""
    return _compared(asked, over=True)


def count_under(asked: Asked) -> Draft:
    """Whether there are fewer seasons or episodes than the number in the question."""
    return _compared(asked, over=False)


def _compared(asked: Asked, *, over: bool) -> Draft:
    """Yes or no by how the count compares with the number, and the count itself."""
    predicate = asked.facts.vocabulary.intents[asked.query.intent].predicate
    season, number = asked.season(asked.query.season), asked.query.number
    bare = replace(asked, query=replace(asked.query, number=None))
    plain = season_count(bare) if predicate == "season_count" else episode_count(bare)
    count = (season.facts if season else asked.show).best(predicate)
    missed = season is None and asked.query.season is not None
    if plain.outcome.declined or number is None or count is None or missed:
        return plain
    value = int(str(count.value))
    so = value > number if over else value < number
    first = sentence("Yes. " if so else "No. ", *plain.lines[0])
    return replace(plain, lines=(first, *plain.lines[1:]))


def released_in(asked: Asked) -> Draft:
    """Which seasons came out within a span of time, and how many they are."""
    span, noun = asked.query.date, asked.season_noun
    every = [out for s in asked.seasons if (out := s.facts.best("premiered_on"))]
    within = [out for out in every if span is not None and span.covers(out.date)]
    if not every or span is None:
        return unknown(sentence("I don't know that."))
    told = [sentence(subject(out), " premiered ", on_day(out), ".") for out in within or every]
    if not within:
        return draft(sentence(f"No {noun} came out then."), *told, title=asked.title)
    counted = [
        sentence(*told[at][:-1], _with_episodes(asked, out)) for at, out in enumerate(within)
    ]
    first = sentence(Span(f"{plural(len(within), noun)} came out then. "), *counted[0])
    return draft(first, *counted[1:], title=asked.title)


def _with_episodes(asked: Asked, out: Claim) -> Line:
    """ ", with 13 episodes.", to end a sentence about a season."""
    own = next(season.facts for season in asked.seasons if season.facts.entity == out.subject)
    count = own.best("episode_count")
    if count is None:
        return sentence(".")
    return sentence(", with ", Span(plural(int(str(count.value)), "episode"), (count,)), ".")


def _of_season(season: Season, count: Claim) -> Line:
    shown = Span(plural(int(str(count.value)), "episode"), (count,))
    verb = " has " if season.premiered else " was ordered with "
    return sentence(subject(count), verb, shown, ".")


def work_count(asked: Asked) -> Draft:
    """How many episodes or seasons another work has, by the intent's predicate."""
    predicate = asked.facts.vocabulary.intents[asked.query.intent].predicate
    work = asked.query.entity("work")
    own = Facts(work, asked.facts.about(asked.view, work)) if work else None
    count = own.best(predicate) if own else None
    if own is None or count is None:
        return unknown(sentence("I don't know that: it is another show."))
    noun = "episode" if predicate == "episode_count" else asked.season_noun
    opening, outcome, wrong = _yes_or_no(asked, count)
    shown = Span(plural(int(str(count.value)), noun), (count,))
    first = sentence(opening, subject(count), " has ", shown, ".")
    return draft(first, *wrong, outcome=outcome, title=asked.title)


def _total(asked: Asked) -> Draft:
    count, seasons = asked.show.best("episode_count"), asked.show.best("season_count")
    if not count:
        return unknown(sentence("I don't know how many episodes there are."))
    shown = Span(plural(int(str(count.value)), "episode"), (count,))
    within: Line = ()
    if seasons:
        number = plural(int(str(seasons.value)), asked.season_noun)
        within = sentence(" in ", Span(number, (seasons,)))
    each = [
        Span(f"{s.facts.label}: {c.value}", (c,))
        for s in asked.seasons
        if s.premiered and (c := s.facts.best("episode_count"))
    ]
    parts: list[str | Span] = []
    for span in each:
        parts.extend([" · ", span] if parts else [span])
    opening, outcome, wrong = _yes_or_no(asked, count)
    counts = {int(span.claims[0].value) for span in each if isinstance(span.claims[0].value, int)}
    if asked.query.number is not None and counts == {asked.query.number}:
        # "13 episodes" may be meant of each; then that is said, and how many there are in all.
        opening, outcome, wrong = (
            f"{asked.query.number} in each {asked.season_noun}: ",
            Outcome.ANSWERED,
            [],
        )
    return draft(
        sentence(opening, asked.the_show, " has ", shown, *within, "."),
        *wrong,
        sentence(*parts) if len(each) > 1 else None,
        outcome=outcome,
        title=asked.title,
    )


def count_why(asked: Asked) -> Draft:
    """ "Why does it have only N?": whether it has, and what is known of why there are no more."""
    query = asked.query
    predicate = asked.facts.vocabulary.intents[query.intent].predicate
    season = asked.season(query.season)
    if query.season is not None and season is None:
        return missing(asked, query.season)
    own = season.facts if season else asked.show
    count = own.best(predicate)
    if not count:
        return unknown(sentence("I don't know that."))
    noun = "episode" if predicate == "episode_count" else asked.season_noun
    _, outcome, wrong = _yes_or_no(asked, count)
    shown = Span(plural(int(str(count.value)), noun), (count,))
    opening = f"Not {query.number}: " if outcome is Outcome.CORRECTED else ""
    first = sentence(opening, subject(count), " has ", shown, ".")
    canceled, reason = asked.show.best("canceled_on"), asked.show.talk("cancellation_reason")
    why = [] if outcome is Outcome.CORRECTED else [sentence("I don't know why.")]
    if canceled and season is None:
        told = [sentence(hedge(reason), said(reason))] if reason else []
        why = [cancel_sentence(asked, canceled), *told]
    elif outcome is Outcome.ANSWERED:
        outcome = Outcome.UNKNOWN
    return draft(first, *wrong, *why, outcome=outcome, title=asked.title)
