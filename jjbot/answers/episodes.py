"""Episodes: which one is meant, its card, who made it."""

from __future__ import annotations

from dataclasses import replace

from jjbot.answers.asked import Asked, Draft, Facts, draft, group, unknown
from jjbot.answers.people import yes_or_no
from jjbot.answers.seasons import missing
from jjbot.answers.words import listed, named, on_day, said
from jjbot.model import LAST, EntityId, Line, Outcome, Span, sentence


def find_episode(asked: Asked) -> Facts | None:
    """The episode that is named, or that has the number asked for; None if there is none."""
    query = asked.query
    named_one = query.entity("episode")
    if named_one is not None:
        own = Facts(named_one, asked.facts.about(asked.view, named_one))
        return own if own and not _misplaced(asked, own) else None
    number = query.season if query.season is not None else _only_season(asked)
    season = asked.season(number)
    if season is None:
        return None
    episodes = _numbered(asked, season.facts)
    number = max(episodes, default=0) if query.episode == LAST else query.episode
    entity = episodes.get(number or 0)
    return Facts(entity, asked.facts.about(asked.view, entity)) if entity else None


def _misplaced(asked: Asked, own: Facts) -> bool:
    """Whether the question puts the episode into a season that it is not in."""
    season, here = own.best("season"), asked.season(asked.query.season)
    return asked.query.season is not None and (
        here is None or (season is not None and season.entity != here.facts.entity)
    )


def _only_season(asked: Asked) -> int | None:
    """Where no season is named: the finale is the last one's, the first episode the first one's."""
    released = [season.number for season in asked.seasons if season.premiered]
    if asked.query.episode == 1:
        return min(released, default=None)
    if asked.query.episode == LAST or len(released) == 1:
        return max(released, default=None)
    return None


def episodes_of(asked: Asked, season: Facts) -> dict[int, Facts]:
    """The visible episodes of *season* by number, with all that is known of them."""
    numbers = {entity: number for number, entity in _numbered(asked, season).items()}
    found = group(asked.facts.about(asked.view, *numbers)).items()
    return {numbers[entity]: own for entity, own in found}


def _numbered(asked: Asked, season: Facts) -> dict[int, EntityId]:
    """The visible episodes of *season* by number."""
    in_season = asked.naming(season.entity, "season")
    ids = [c.subject for c in in_season if asked.facts.kinds[c.subject] == "episode"]
    numbered = group(asked.facts.about(asked.view, *ids, under=("number",))).values()
    known = [(own.best("number"), own.entity) for own in numbered]
    return {int(str(number.value)): entity for number, entity in known if number}


def missing_episode(asked: Asked) -> Draft:
    """That there is no such episode, with the number there is; or which season is meant."""
    query = asked.query
    named_one = query.entity("episode")
    if named_one is not None:
        own = Facts(named_one, asked.facts.about(asked.view, named_one))
        if own:
            return draft(
                sentence("No: ", *_placed(own)), outcome=Outcome.CORRECTED, title=asked.title
            )
    if query.season is not None and asked.season(query.season) is None:
        return missing(asked, query.season)
    season = asked.season(query.season)
    if season is None and (none := _nowhere(asked)):
        return none
    if season is None:
        text = f"Which {asked.season_noun} do you mean?"
        choices = tuple(replace(query, season=one.number) for one in asked.seasons)
        return Draft((sentence(text),), Outcome.AMBIGUOUS, asked.title, choices=choices)
    count = season.facts.best("episode_count")
    if count is None or query.episode is None or query.episode < 0:
        return unknown(sentence("I don't know that episode."))
    if 0 < query.episode <= int(str(count.value)):
        return unknown(sentence("I don't know that episode."))
    text = f" has no episode {query.episode}: there are "
    return draft(
        sentence(Span(season.facts.label, (count,)), text, said(count), "."),
        outcome=Outcome.CORRECTED,
        title=season.facts.label,
    )


def _nowhere(asked: Asked) -> Draft | None:
    """That no season has an episode of the number asked for; None if one may have it."""
    counts = [count for s in asked.seasons if (count := s.facts.best("episode_count"))]
    number, most = asked.query.episode, max((int(str(c.value)) for c in counts), default=0)
    if number is None or number <= most or len(counts) < len(asked.seasons):
        return None
    total = asked.show.best("episode_count")
    text = f"No {asked.season_noun} has an episode {number}: the most that one has is {most}"
    in_all = sentence(", and there are ", said(total), " in all.") if total else sentence(".")
    first = sentence(Span(text, tuple(counts)), *in_all)
    return draft(first, outcome=Outcome.CORRECTED, title=asked.title)


def episode_card(asked: Asked) -> Draft:
    """Title, place, day, length and makers of an episode."""
    own = find_episode(asked)
    if own is None:
        return missing_episode(asked)
    season = own.best("season")
    if not own.best("name"):
        return unknown(sentence("I don't know that episode."))
    return draft(
        _placed(own),
        _released(own),
        _makers(own),
        title=season.label if season else asked.title,
    )


def episode_list(asked: Asked) -> Draft:
    """The titles of a season's episodes in their order; of every season if none is named."""
    number = asked.query.season
    season = asked.season(number)
    if number is not None and season is None:
        return missing(asked, number)
    lines = [_titles(one.facts, episodes_of(asked, one.facts)) for one in asked.seasons]
    if season is not None:
        lines = [_titles(season.facts, episodes_of(asked, season.facts))]
    if not any(lines):
        return unknown(sentence("I don't know the titles."))
    return draft(*lines, title=season.facts.label if season else asked.title)


def _titles(season: Facts, episodes: dict[int, Facts]) -> Line | None:
    """ "Season 2: 1 “A”, 2 “B” and 3 “C”."."""
    known = [(at, own, own.best("name")) for at, own in sorted(episodes.items())]
    titles = [Span(f"{at} “{own.label}”", (name,)) for at, own, name in known if name]
    number = season.best("number")
    label = Span(season.label, (number,) if number else ())
    return sentence(label, ": ", listed(titles), ".") if titles else None


def _placed(own: Facts) -> Line:
    """Which episode of which season it is, and its title."""
    name, number, season = own.best("name"), own.best("number"), own.best("season")
    title = Span(f"“{own.label}”", (name,) if name else ())
    if number and season:
        return sentence(
            Span(season.label, (season,)), ", episode ", said(number), ", is ", title, "."
        )
    return sentence(title, ".")


def _released(own: Facts) -> Line | None:
    out, runtime = own.best("released_on"), own.best("runtime")
    if not out:
        return None
    length = sentence("; it runs ", said(runtime), " minutes") if runtime else ()
    return sentence("Released ", on_day(out), *length, ".")


def _makers(own: Facts) -> Line | None:
    directors, writers = own.all("directed_by"), own.all("written_by")
    parts: list[Line] = []
    if directors:
        parts.append(sentence("directed by ", listed([named(claim) for claim in directors])))
    if writers:
        parts.append(sentence("written by ", listed([named(claim) for claim in writers])))
    if not parts:
        return None
    first = parts[0]
    opened = (Span(first[0].text.capitalize(), first[0].claims), *first[1:])
    both = sentence(opened, "; ", parts[1]) if len(parts) > 1 else opened
    return sentence(both, ".")


_VERBS = {"directed_by": "directed", "written_by": "wrote"}


def episode_people(asked: Asked) -> Draft:
    """Who directed or wrote an episode."""
    own = find_episode(asked)
    if own is None:
        return missing_episode(asked)
    predicate = asked.facts.vocabulary.intents[asked.query.intent].predicate
    people, name = own.all(predicate), own.best("name")
    verb = _VERBS.get(predicate, "made")
    label = Span(f"“{own.label}”", (name,) if name else ())
    if not people:
        return unknown(sentence(f"I don't know who {verb} ", label, "."))
    who = listed([named(claim) for claim in people])
    season, number = own.best("season"), own.best("number")
    place: Line = ()
    if season and number:
        place = sentence(" (", Span(season.label, (season,)), ", episode ", said(number), ")")
    opening, outcome = yes_or_no(asked.query.entity("person"), people)
    return draft(
        sentence(opening, who, f" {verb} ", label, *place, "."),
        outcome=outcome,
        title=season.label if season else asked.title,
    )
