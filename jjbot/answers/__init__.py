"""Query + Viewpoint → Answer: one short function for each shape of question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from jjbot.answers import (
    appearing,
    asserted,
    cards,
    cast,
    casting,
    compare,
    contests,
    counts,
    crew,
    dates,
    elsewhere,
    episodes,
    fates,
    helping,
    joins,
    lengths,
    news,
    people,
    places,
    premises,
    reception,
    relations,
    seasons,
    spans,
    status,
    values,
)
from jjbot.answers.asked import NAMES, Asked, Draft
from jjbot.answers.declines import MOST_SUGGESTIONS, decline, suggestion
from jjbot.answers.rivals import disagreements
from jjbot.answers.together import together
from jjbot.model import (
    Answer,
    Claim,
    Line,
    Outcome,
    Query,
    Source,
    Span,
    Viewpoint,
    in_words,
    sentence,
)
from jjbot.store import Snapshot

Shape = Callable[[Asked], Draft]

SHAPES: dict[str, Shape] = {
    "all_at_once": spans.all_at_once,
    "announced_who": casting.announced_who,
    "appears_in": elsewhere.appears_in,
    "audience": reception.audience,
    "award_count": reception.award_count,
    "award_won": reception.award_won,
    "awards": reception.awards,
    "came_after": compare.came_after,
    "came_before": compare.came_before,
    "cancel_after": status.cancel_after,
    "cancel_because": status.cancel_because,
    "cancel_when": status.cancel_when,
    "cancel_why": status.cancel_why,
    "cast": cast.cast,
    "cast_before": contests.cast_before,
    "cast_first": contests.cast_first,
    "cast_when": casting.cast_when,
    "character_in": cast.character_in,
    "count_why": counts.count_why,
    "death": fates.death,
    "deaths": fates.deaths,
    "departure": asserted.left,
    "either_season": joins.either_season,
    "episode_card": episodes.episode_card,
    "episode_count": counts.episode_count,
    "episode_list": episodes.episode_list,
    "episode_people": episodes.episode_people,
    "episodes_by": crew.episodes_by,
    "episodes_with": appearing.episodes_with,
    "everywhere": joins.everywhere,
    "expected": dates.expected,
    "fate": fates.fate,
    "fate_at_end": fates.fate_at_end,
    "fewest_episodes": compare.fewest_episodes,
    "filmed_in": dates.filmed_in,
    "filming": dates.filming,
    "filming_begun": dates.filming_begun,
    "count_over": counts.count_over,
    "count_under": counts.count_under,
    "has_left": places.has_left,
    "filming_moment": dates.filming_moment,
    "filming_length": spans.filming_length,
    "filming_to_premiere": spans.filming_to_premiere,
    "has_date": dates.has_date,
    "has_fewer": compare.has_fewer,
    "has_made": crew.has_made,
    "has_more": compare.has_more,
    "has_relation": relations.has_relation,
    "help": helping.help_,
    "in_all_seasons": joins.in_all_seasons,
    "is_longer": lengths.is_longer,
    "is_relation": relations.is_relation,
    "is_shorter": lengths.is_shorter,
    "is_villain": fates.is_villain,
    "joined": joins.joined,
    "joined_first": contests.joined_first,
    "joined_in": joins.joined_in,
    "killed_by": fates.killed_by,
    "killing": fates.killing,
    "last_season": status.last_season,
    "left": joins.left,
    "left_after": joins.left_after,
    "longest_episode": lengths.longest_episode,
    "longest_season": lengths.longest_season,
    "longest_wait": contests.longest_wait,
    "makers_of": crew.makers_of,
    "more_made": contests.more_made,
    "more_seasons": contests.more_seasons,
    "more_after": status.more_after,
    "most_by": crew.most_by,
    "most_episodes": compare.most_episodes,
    "network": places.network,
    "news": news.news,
    "not_back": joins.not_back,
    "only_in": joins.only_in,
    "order_to_premiere": spans.order_to_premiere,
    "nomination_count": reception.nomination_count,
    "performed": asserted.performed,
    "performers": cast.performers,
    "platform_end": places.platform_end,
    "platform_start": places.platform_start,
    "predecessor": values.predecessor,
    "premiere": dates.premiere,
    "premise": cards.premise,
    "ratings": reception.ratings,
    "ratings_side_by_side": contests.ratings_side_by_side,
    "real_name": cast.real_name,
    "recast": asserted.recast,
    "related": relations.related,
    "relation": relations.relation,
    "release_dates": spans.release_dates,
    "released_in": counts.released_in,
    "renewal": dates.renewal,
    "returning": elsewhere.returning,
    "returning_after": elsewhere.returning_after,
    "role_in": elsewhere.role_in,
    "roles": cast.roles,
    "run_length": spans.run_length,
    "runtime_total": lengths.runtime_total,
    "same_count": compare.same_count,
    "same_one": relations.same_one,
    "season_canceled": status.season_canceled,
    "season_card": cards.season_card,
    "season_count": counts.season_count,
    "season_status": seasons.season_status,
    "shortest_episode": lengths.shortest_episode,
    "shortest_season": lengths.shortest_season,
    "show_status": status.show_status,
    "showrunner": people.showrunner,
    "successor": values.successor,
    "survival": fates.survival,
    "swapped": asserted.swapped,
    "there_alone": joins.there_alone,
    "time_apart": compare.time_apart,
    "titles": asserted.titles,
    "topic": values.topic,
    "values": values.values,
    "victims": fates.victims,
    "villain": fates.villain,
    "was_on": places.was_on,
    "weekly": spans.weekly,
    "where_to_watch": places.where_to_watch,
    "which_first": compare.which_first,
    "which_seasons": joins.which_seasons,
    "who_is": cast.who_is,
    "work_card": elsewhere.work_card,
    "work_count": counts.work_count,
    "work_premiere": dates.work_premiere,
    "works_of": elsewhere.works_of,
    "young_performers": cast.young_performers,
}

# How an answer begins that says yes or no itself.
_DECIDED = ("Yes", "No", "It was not", "It is not")
STALE_AFTER = timedelta(days=90)


def answer(query: Query, facts: Snapshot, view: Viewpoint) -> Answer:
    """Answer *query* from *view*: a pure function of snapshot, query and viewpoint."""
    asked = Asked.prepare(query, facts, view)
    shape = SHAPES[facts.vocabulary.intents[query.intent].shape]
    told = shape(asked)
    draft = _affirmed(
        premises.check(asked, facts.vocabulary.intents[query.intent].shape, told), asked
    )
    wrong_names = _wrong_names(asked)
    telling = _telling_names(asked)
    rivals = disagreements(asked, _claims(told.lines[:1]))
    lines = tuple(_resting_on(line, telling) for line in (*wrong_names, *draft.lines, *rivals))
    lines = _dated(replace(draft, lines=lines), facts, view)
    corrected = wrong_names and not draft.outcome.declined
    offered = [suggestion(choice, facts, view) for choice in draft.choices]
    return Answer(
        outcome=Outcome.CORRECTED if corrected else draft.outcome,
        lines=lines,
        title=_title(draft, asked, telling),
        intent=query.intent,
        query=asked.query,
        sources=_sources(lines, facts, view),
        suggestions=tuple(one for one in offered if one)[:MOST_SUGGESTIONS],
        as_of=view.as_of,
        checked_on=facts.checked_on if draft.checked and view.as_of is None else None,
        digest=facts.digest,
    )


def _affirmed(found: Draft, asked: Asked) -> Draft:
    """*found* with "Yes" or "No" before it, where it was asked whether and the answer says so."""
    intent = asked.facts.vocabulary.intents[asked.query.intent]
    if asked.query.asks and found.outcome is not Outcome.CORRECTED:
        return _undecided(found)
    if asked.query.whether and found.outcome is Outcome.CORRECTED:
        (opening, *others), *rest = found.lines
        if opening.text.startswith("Not "):
            no = replace(opening, text=f"No, n{opening.text[1:]}")
            return replace(found, lines=((no, *others), *rest))
    if not (asked.query.whether and intent.affirms and found.outcome is Outcome.ANSWERED):
        return found
    first, *rest = found.lines
    if first[0].text.startswith(_DECIDED):
        return found
    return replace(found, lines=(sentence("Yes. ", first), *rest))


def _undecided(found: Draft) -> Draft:
    """*found* without a "Yes." or "No." before it, as nobody asked whether."""
    (opening, *others), *rest = found.lines
    text = opening.text.removeprefix("Yes. ").removeprefix("No. ")
    if text == opening.text:
        return found
    line = (replace(opening, text=text), *others) if text else tuple(others)
    return replace(found, lines=(line, *rest) if line else tuple(rest) or found.lines)


def _wrong_names(asked: Asked) -> tuple[Line, ...]:
    """A correction for each name in the question that is known to be wrong."""
    lines: list[Line] = []
    if not asked.query.names:
        return ()
    for _, entity in asked.query.entities:
        known = asked.facts.corrections(asked.view, entity, *NAMES)
        for claim in sorted(known, key=lambda claim: claim.predicate, reverse=True):
            if claim.id in asked.query.names and claim.deprecated:
                text = f"“{claim.value}” is not right: {claim.deprecated.because}"
                lines.append(sentence(Span(text.rstrip(".") + ".", (claim,))))
    return tuple(lines)


def _telling_names(asked: Asked) -> tuple[Claim, ...]:
    """The names in the question that give something away by themselves."""
    if not asked.query.names:
        return ()
    entities = [entity for _, entity in asked.query.entities]
    claims = list(asked.facts.about(asked.view, *entities, under=NAMES))
    if not set(asked.query.names) <= {claim.id for claim in claims}:
        # Called by what they are to somebody, which a claim about that other one says.
        claims.extend(one for entity in entities for one in asked.facts.naming(asked.view, entity))
    return tuple(claim for claim in claims if claim.id in asked.query.names and claim.revealed)


def _title(draft: Draft, asked: Asked, telling: tuple[Claim, ...]) -> str:
    """The heading: the show's name where the draft's own would give something away."""
    secret = {
        label
        for claim in _claims(draft.lines)
        if claim.spoils
        for label in (claim.label, claim.subject_label)
    }
    own = draft.title
    return asked.title if telling or not own or own in secret else own


def _resting_on(line: Line, claims: tuple[Claim, ...]) -> Line:
    """*line* resting on *claims*, too: whom the answer is about is known only by them."""
    return tuple(Span(span.text, (*span.claims, *claims)) for span in line) if claims else line


def _dated(draft: Draft, facts: Snapshot, view: Viewpoint) -> tuple[Line, ...]:
    """The lines of *draft* with the day they speak from, where it is not today."""
    first, *rest = draft.lines
    if view.as_of is not None and view.as_of > facts.checked_on and draft.checked:
        rest.append(sentence(f"News checked up to {in_words(facts.checked_on)} only."))
    if view.as_of is not None:
        return (sentence(f"As of {in_words(view.as_of)}: ", *first), *rest)
    if not draft.checked:
        return draft.lines
    note = f"News checked up to {in_words(facts.checked_on)}."
    if view.today - facts.checked_on > STALE_AFTER:
        note = f"{note[:-1]}; it may be out of date."
    return (first, *rest, sentence(note))


def _sources(lines: Iterable[Line], facts: Snapshot, view: Viewpoint) -> tuple[Source, ...]:
    """The sources of the claims that *lines* rest on, each once, those of the headline first.

    Those of what is said come before those of mere names; those of harmless claims before the
    others, whose very titles may give something away; and those that can be looked up first.
    """
    found: dict[Source, bool] = {}
    for claim in sorted(_claims(lines), key=lambda claim: _weight(claim, facts)):
        refuting = claim.deprecated.sources if claim.deprecated else ()
        for source in (*refuting, *claim.sources):
            found.setdefault(facts.sources[source], claim.spoils > 0)
    ranked = sorted(found, key=lambda source: (found[source], source.url is None))
    if view.as_of is None:
        return tuple(ranked)
    # A later source's title would tell what came later; one is kept where there is no other.
    return tuple(source for source in ranked if _out_by(source, view.as_of)) or tuple(ranked[:1])


def _weight(claim: Claim, facts: Snapshot) -> tuple[bool, int]:
    """Sort key: harmless first, then what happened when, then the rest, then mere names."""
    if claim.predicate in ("name", "alias"):
        return claim.spoils > 0, 2
    return claim.spoils > 0, int(facts.vocabulary.predicates[claim.predicate].type != "date")


def _out_by(source: Source, day: date) -> bool:
    return source.published is not None and source.published.first_day <= day


def _claims(lines: Iterable[Line]) -> Iterable[Claim]:
    return (claim for spans in lines for span in spans for claim in span.claims)


__all__ = ["MOST_SUGGESTIONS", "SHAPES", "answer", "decline", "suggestion", "together"]
