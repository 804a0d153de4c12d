"""True claims of a pack as questions, and each with one thing in it changed.

The wording is the tests' own and no phrase of an intent.  A case that is false tells what must
be in the answer to it: what is so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jjbot.model import Certainty, PartialDate, Query, best_first, in_words


@dataclass(frozen=True, slots=True)
class Case:
    """A question as a Query and in words; *so* is what the answer to a false one must say."""

    kind: str
    true: bool
    query: Query
    text: str
    so: str = ""


class World:
    """The claims of a pack that are stated as fact, as a question needs them."""

    def __init__(self, contents, vocabulary):
        """Sort what *contents* holds."""
        self.contents, self.vocabulary = contents, vocabulary
        self.kinds = {each.id: each.kind for each in contents.entities}
        self.word = contents.season_word.casefold()
        by = defaultdict(list)
        for claim in contents.claims:
            if claim.deprecated is None and claim.certainty >= Certainty.REPORTED:
                by[claim.subject, claim.predicate].append(claim)
        self.by = {key: best_first(claims) for key, claims in by.items()}
        self.names = {
            subject: str(claims[0].value)
            for (subject, predicate), claims in self.by.items()
            if predicate == "name"
        }
        self.show = contents.show
        self.seasons = sorted(
            (self.best(one, "number"), one) for one, kind in self.kinds.items() if kind == "season"
        )
        self.number_of = {one: number for number, one in self.seasons}

    def best(self, subject, predicate):
        """The winning value, or None."""
        claims = self.by.get((subject, predicate))
        return claims[0].value if claims else None

    def all(self, subject, predicate):
        """Every value."""
        return [claim.value for claim in self.by.get((subject, predicate), ())]

    def subjects(self, kind):
        """Every entity of *kind*, in the order of ids."""
        return sorted(one for one, own in self.kinds.items() if own == kind)

    def said(self, predicate):
        """Every subject and value of *predicate*."""
        for (subject, own), claims in sorted(self.by.items()):
            if own == predicate:
                for claim in claims:
                    yield subject, claim.value

    def others(self, kind, *taken):
        """Entities of *kind* with a name and without those that are *taken*."""
        return [one for one in self.subjects(kind) if one in self.names and one not in taken]

    def parts(self):
        """Each part in the show: performer, character, number of the season."""
        for one in self.subjects("credit"):
            season, who = self.best(one, "season"), self.best(one, "performer")
            whom = self.best(one, "character")
            if season and whom and self.names.get(whom):
                yield who, whom, self.number_of[season]


def cases(world: World) -> list[Case]:
    """Every case of every kind."""
    makers = (
        _dates, _counts, _networks, _makers, _episodes, _parts, _deaths,
        _beyond, _status, _values, _prizes,
    )  # fmt: skip
    return [case for maker in makers for case in maker(world)]


def _shifted(day: PartialDate) -> PartialDate:
    return PartialDate(day.year + 1)


# predicate of a season → intent and wording
_DATED = {
    "premiered_on": ("season_status", "was {date} when {season} came out?"),
    "renewed_on": ("renewal", "so they renewed it for {season} in {date}, right?"),
    "ordered_on": ("renewal", "so {season} got ordered in {date}, right?"),
    "filming_started_on": ("filming", "so they began filming {season} in {date}?"),
    "filming_wrapped_on": ("filming", "so they finished filming {season} in {date}?"),
}


def _dates(world: World) -> Iterator[Case]:
    """Every dated claim of a season and the end of the show: its year, and the next one."""
    for predicate, (intent, words) in _DATED.items():
        for number, season in world.seasons:
            day = world.best(season, predicate)
            if day is None:
                continue
            filmed = [world.best(season, p) for p in _DATED if p.startswith("filming")]
            for when in (PartialDate(day.year), day, _shifted(day), PartialDate(day.year - 2)):
                ok = when.covers(day) or (
                    predicate.startswith("filming")
                    and any(one and when.year == one.year for one in filmed)
                )
                text = words.format(date=in_words(when), season=f"{world.word} {number}")
                query = Query(intent=intent, season=number, date=when)
                yield Case(predicate, ok, query, text, "" if ok else str(day.year))
                if predicate == "premiered_on":
                    text = f"in {in_words(when)}, when did {world.word} {number} drop"
                    yield Case(predicate, ok, replace(query, intent="premiere"), text)
    day = world.best(world.show, "canceled_on")
    for when in (PartialDate(day.year), _shifted(day), PartialDate(day.year - 1)) if day else ():
        for intent, text in (
            ("cancel_when", f"so it was axed in {when.year}?"),
            ("cancel_why", f"for what reason did they axe it in {when.year}?"),
            ("show_status", f"got the show canned in {when.year}?"),
            ("season_canceled", f"was {world.word} 1 axed in {when.year}?"),
        ):
            season = 1 if intent == "season_canceled" else None
            query = Query(intent=intent, date=when, season=season)
            ok = when.covers(day) and season is None
            yield Case("canceled_on", ok, query, text, str(day.year))


def _counts(world: World) -> Iterator[Case]:
    """How many seasons and episodes: the number, one more, one less."""
    seasons, episodes = (world.best(world.show, f"{w}_count") for w in ("season", "episode"))
    for step in (0, 1, -1, 4):
        if seasons:
            number = seasons + step
            ok = step == 0
            so = f"{seasons} {world.word}"
            for intent, text in (
                ("season_count", f"so it ran for {number} {world.word}s?"),
                ("why_season_count", f"for what reason are there only {number} {world.word}s"),
                ("cancel_why", f"why did they axe it after {number} {world.word}s"),
            ):
                clash = number == episodes and intent == "cancel_why"
                query = Query(intent=intent, number=number)
                yield Case("season_count", ok or clash, query, text, so)
        for of, season in world.seasons:
            count = world.best(season, "episode_count")
            name = f"{world.word} {of}"
            for intent, text in (
                ("episode_count", f"so {name} ran for {count + step} episodes?"),
                ("why_episode_count", f"for what reason has {name} only {count + step} episodes"),
                ("season_card", f"tell me of {name} and its {count + step} episodes"),
            ):
                query = Query(intent=intent, season=of, number=count + step)
                so = "" if step == 0 else f"{count} episodes"
                yield Case("episode_count", step == 0, query, text, so)


def _networks(world: World) -> Iterator[Case]:
    """Whose show it is: the network, and every other company that is not its maker."""
    network = world.best(world.show, "network")
    ours = {network, *world.all(world.show, "ordered_by"), *world.all(world.show, "produced_by")}
    ours |= {one for _, season in world.seasons for one in world.all(season, "ordered_by")}
    carriers = {value for _, value in world.said("platform")}
    so = world.names[network]
    lead = world.best(world.show, "title_character")
    for company in [network, *world.others("company", network)]:
        if company in ours and company != network:
            continue
        ok = company == network
        name = world.names[company]
        given = (("company", company),)
        wrong = "" if ok else so
        yield Case("network", ok, Query(intent="network", entities=given),
                   f"was {name} the network of it?", wrong)  # fmt: skip
        for intent, text in (
            ("cancel_when", f"when was it axed by {name}?"),
            ("cancel_why", f"for what reason did {name} axe it?"),
            ("cast", f"who were the stars of the {name} version?"),
            ("premise", f"what was the plot of it on {name}?"),
        ):
            yield Case("network", ok, Query(intent=intent, entities=given), text, wrong)
        if lead:
            query = Query(intent="actor_of_character", entities=(("character", lead), *given))
            text = f"who was {world.names[lead]} played by on {name}?"
            yield Case("network", ok, query, text, wrong)
        if company not in carriers:
            # A service that has the show, though it did not make it, has so many seasons of it.
            query = Query(intent="season_count", entities=given)
            text = f"how many {world.word}s did {name} make?"
            yield Case("network", ok, query, text, wrong)
            query = Query(intent="premiere", season=1, entities=given)
            text = f"what day did {world.word} 1 debut on {name}?"
            yield Case("network", ok, query, text, wrong)
            query = Query(intent="was_on", entities=given)
            yield Case("network", ok, query, f"was it at any time on {name}?", wrong)


def _makers(world: World) -> Iterator[Case]:
    """Who made it: each maker of the show or a season, and somebody who did something else."""
    intents = {
        intent.predicate: intent.id
        for intent in world.vocabulary.intents.values()
        if intent.shape == "values" and not intent.id.startswith("work_")
    } | {"showrunner": "showrunner"}
    people = world.others("person")
    posts = [
        predicate.id
        for predicate in world.vocabulary.predicates.values()
        if predicate.of_kind == ("person",) and {"show", "season"} & {*predicate.of}
        and predicate.id in intents
    ]  # fmt: skip
    words = {"created_by": "creator", "executive_producer": "executive producer"}
    for predicate in posts:
        for subject in (world.show, *(season for _, season in world.seasons)):
            right = world.all(subject, predicate)
            if not right:
                continue
            number = world.number_of.get(subject)
            post = words.get(predicate, predicate.replace("_", " "))
            anywhere = {value for _, value in world.said(predicate)}
            wrong = [one for one in people if one not in anywhere][:6]
            for person in (*right, *wrong):
                query = Query(
                    intent=intents[predicate], season=number, entities=(("person", person),)
                )
                of = f" of {world.word} {number}" if number else ""
                text = f"am i right that {world.names[person]} was the {post}{of}?"
                so = "" if person in right else world.names[right[0]]
                yield Case(predicate, person in right, query, text, so)


def _episodes(world: World) -> Iterator[Case]:
    """Who directed and wrote an episode: somebody who did, and somebody who did another."""
    for predicate, intent, verb in (
        ("directed_by", "director", "directed"),
        ("written_by", "writer", "penned"),
    ):
        everybody = sorted({value for _, value in world.said(predicate)})
        for episode in world.subjects("episode"):
            right = world.all(episode, predicate)
            season = world.number_of[world.best(episode, "season")]
            number, title = world.best(episode, "number"), world.names[episode]
            if not right:
                continue
            for person in (*right, *[p for p in everybody if p not in right][:3]):
                ok, name = person in right, world.names[person]
                so = "" if ok else world.names[right[0]]
                by_name = (("person", person), ("episode", episode))
                query = Query(intent=intent, entities=by_name)
                yield Case(predicate, ok, query, f"so {name} {verb} {title}?", so)
                query = Query(
                    intent=intent, season=season, episode=number, entities=(("person", person),)
                )
                text = f"so {name} {verb} {world.word} {season} episode {number}?"
                yield Case(predicate, ok, query, text, so)
            for other, _ in world.seasons:
                query = Query(intent=intent, season=other, entities=(("episode", episode),))
                text = f"by whom was {title} of {world.word} {other} {verb}?"
                so = f"episode {number}" if other != season else ""
                yield Case("season", other == season, query, text, so)


def _parts(world: World) -> Iterator[Case]:
    """Who plays whom: the two, two others, the two the wrong way round, the wrong season."""
    parts = list(world.parts())
    players, seasons_of = defaultdict(list), defaultdict(set)
    for who, whom, season in parts:
        players[whom].append(who)
        seasons_of[whom].add(season)
    actors = sorted({who for who, _, _ in parts})
    for whom, right in sorted(players.items()):
        strangers = [one for one in actors if one not in right][:4]
        for who in (*dict.fromkeys(right), *strangers):
            ok = who in right
            person, character = world.names[who], world.names[whom]
            so = "" if ok else world.names[right[0]]
            if not ok and len(set(right)) > 1:
                so = " plays "
            pair = (("person", who), ("character", whom))
            for intent, text in (
                ("actor_of_character", f"so {character} was played by {person}?"),
                ("played_when", f"which {world.word}s had {person} as {character}?"),
            ):
                yield Case("part", ok, Query(intent=intent, entities=pair), text, so)
            query = Query(intent="recast", entities=pair)
            text = f"by whom was {person} replaced as {character}?"
            if not ok:
                yield Case("part", False, query, text, so)
            query = Query(intent="role_swapped", entities=pair)
            text = f"does {character} portray {person}?"
            yield Case("swapped", False, query, text, " plays ")
        for number, _ in world.seasons:
            ok = number in seasons_of[whom]
            query = Query(intent="character_in", season=number, entities=(("character", whom),))
            text = f"do we see {world.names[whom]} in {world.word} {number}?"
            yield Case("season", ok, query, text)
            for who in dict.fromkeys(right):
                there = (who, whom, number) in parts
                pair = (("person", who), ("character", whom))
                played = Query(intent="played_when", season=number, entities=pair)
                names = f"{world.names[who]} as {world.names[whom]}"
                yield Case("season", there, played, f"{names}, was that in {world.word} {number}?")
            query = replace(query, intent="actor_of_character")
            text = f"who was {world.names[whom]} played by in {world.word} {number}?"
            yield Case("season", ok, query, text)


def _deaths(world: World) -> Iterator[Case]:
    """Who kills whom: so, the wrong way round, somebody else; and in which season."""
    for victim, killer in world.said("killed_by"):
        right = world.all(victim, "killed_by")
        v, k = world.names[victim], world.names[killer]
        wrong = world.others("character", victim, *right)[:3]
        for one in (killer, *wrong):
            pair = (("character", one), ("character", victim))
            ok, so = one == killer, "" if one == killer else k
            name = world.names[one]
            yield Case("killed_by", ok, Query(intent="killed", entities=pair),
                       f"so {name} killed {v}?", so)  # fmt: skip
            yield Case("killed_by", ok, Query(intent="killed_how", entities=pair),
                       f"in what way did {name} kill {v}?", so)  # fmt: skip
        if victim not in world.all(killer, "killed_by"):
            pair = (("character", victim), ("character", killer))
            yield Case("swapped", False, Query(intent="killed", entities=pair),
                       f"so {v} killed {k}?", "")  # fmt: skip
        where = world.best(victim, "dies_in")
        for number, season in world.seasons if where else ():
            ok = world.best(where, "season") == season
            query = Query(intent="death", season=number, entities=(("character", victim),))
            yield Case("dies_in", ok, query, f"so {v} dies in {world.word} {number}?")
            for episode in (1, 2):
                here = ok and world.best(where, "number") == episode
                asked = replace(query, episode=episode)
                text = f"so {v} dies in {world.word} {number} episode {episode}?"
                yield Case("dies_in", here, asked, text)


def _beyond(world: World) -> Iterator[Case]:
    """Seasons and episodes that there are not, in every question that may name one."""
    last, _ = world.seasons[-1]
    for intent in world.vocabulary.intents.values():
        slots = {*intent.takes, *(slot for p in intent.phrases for slot in _slots(p))}
        if intent.only or "season" not in slots:
            continue
        asks = intent.doc.split(",")[0].rstrip(".").lower()  # what follows only explains
        for number in (last + 1, last + 5):
            query = Query(intent=intent.id, season=number)
            text = f"{asks} in {world.word} {number}"
            yield Case("no season", False, query, text, f"{last}")
        if "episode" in slots:
            for number, season in world.seasons:
                count = world.best(season, "episode_count")
                query = Query(intent=intent.id, season=number, episode=count + 3)
                text = f"{asks} in {world.word} {number} episode {count + 3}"
                yield Case("no episode", False, query, text, str(count))


def _slots(phrase: str) -> list[str]:
    return [part.split("}")[0] for part in phrase.split("{")[1:]]


def _status(world: World) -> Iterator[Case]:
    """Whether a season is the last, was canceled, will come."""
    last, _ = world.seasons[-1]
    for number, _ in world.seasons:
        query = Query(intent="last_season", season=number)
        text = f"did it end with {world.word} {number}?"
        yield Case("last", number == last, query, text)
        query = Query(intent="season_canceled", season=number)
        yield Case("canceled", False, query, f"got {world.word} {number} axed?")
        query = Query(intent="cancel_why", season=number)
        yield Case("canceled", False, query, f"for what reason got {world.word} {number} axed?")
        query = Query(intent="cancel_when", season=number)
        yield Case("canceled", False, query, f"which year got {world.word} {number} axed?")
        query = Query(intent="cancel_after", season=number)
        text = f"for what reason got it axed after {world.word} {number}?"
        yield Case("canceled", number == last, query, text)
    for offset in (1, 2):
        query = Query(intent="season_status", season=last + offset)
        text = f"did they make {world.word} {last + offset}?"
        yield Case("no season", False, query, text)


def _values(world: World) -> Iterator[Case]:
    """Everything else that names a company, place or work: a value, and another of its kind."""
    for intent in world.vocabulary.intents.values():
        predicate = world.vocabulary.predicates.get(intent.predicate)
        if intent.shape != "values" or predicate is None or "show" not in predicate.of:
            continue
        for kind in {*predicate.of_kind} & {"company", "place", "work"}:
            right = world.all(world.show, predicate.id)
            within = {one for value in right for one in _around(world, value)}
            # A place that is said of one season alone is no wrong guess for the show.
            within |= {value for _, value in world.said(predicate.id)}
            wrong = [one for one in world.others(kind, *right) if one not in within]
            for value in (*right, *wrong[:5]) if right else ():
                ok = value in right
                query = Query(intent=intent.id, entities=((kind, value),))
                words = predicate.id.replace("_", " ").removesuffix(" by")
                text = f"for {words}, would {world.names[value]} be right?"
                yield Case(predicate.id, ok, query, text)


def _around(world: World, place: str) -> Iterator[str]:
    for larger in world.all(place, "within"):
        yield larger
        yield from _around(world, larger)


def _prizes(world: World) -> Iterator[Case]:
    """Which prizes were won: those that were, and those that were not."""
    won = {
        world.best(one, "award"): one
        for one in world.subjects("nomination")
        if world.best(one, "result") == "won"
    }
    for award in world.others("award"):
        query = Query(intent="award_won", entities=(("award", award),))
        text = f"so did it take home the {world.names[award]}?"
        yield Case("award", award in won, query, text)
        days = [world.best(won[award], "awarded_on")] if award in won else []
        for day in filter(None, days):
            for step in (0, 3):
                asked = replace(query, date=PartialDate(day.year + step))
                text = f"so did it take home the {world.names[award]} in {day.year + step}?"
                yield Case("award", step == 0, asked, text)
