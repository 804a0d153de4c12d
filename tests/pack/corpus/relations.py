"""Bad files whose parts are sound one by one and do not fit together."""

from __future__ import annotations

from tests.pack.corpus.cases import Bad, put, swap

WORK = "- id: {0}\n  kind: work\n  sources: [courier-2019]\n  name: The {0} film\n"
CREDIT = "- kind: credit\n  sources: [lantern-2020]\n  performer: lou-tan\n"


def works(predicate: str, *links: tuple[str, str]) -> str:
    """Works that refer to each other."""
    return "".join(f"{WORK.format(one)}  {predicate}: {other}\n" for one, other in links)


RELATIONS: dict[str, Bad] = {
    # references to nothing
    "entity that is not there": swap(
        "show.yaml",
        "network: lanterna",
        "network: laterna",
        8,
        "no entity 'laterna'",
        "company",
        "'lanterna'?",
    ),
    "entity in capitals": swap(
        "show.yaml", "network: lanterna", "network: Lanterna", 8, "'Lanterna'", "'lanterna'?"
    ),
    "entity with a foreign letter": swap(
        "show.yaml", "network: lanterna", "network: lanternа", 8, "U+0430", "'lanterna'?"
    ),
    "entity by its name": swap(
        "show.yaml", "created_by: lou-tan", "created_by: Lou Tan", 7, "'Lou Tan'", "'lou-tan'?"
    ),
    "entity of another kind": swap(
        "show.yaml",
        "network: lanterna",
        "network: the-second-cup",
        8,
        "'the-second-cup' is an episode",
        "company",
    ),
    "season that is an episode": swap(
        "parts.yaml",
        "  season: part-1\n  number: 2",
        "  season: decaf\n  number: 2",
        50,
        "'decaf' is an episode",
        "a season",
    ),
    "predicate of another kind": swap(
        "parts.yaml", "runtime: 48", "network: lanterna", 44, "cannot be said of an episode"
    ),
    "source that is not there": swap(
        "people.yaml",
        "sources: [lantern-2022]",
        "sources: [lantern-22]",
        16,
        "unknown source 'lantern-22'",
        "'lantern-2022'?",
    ),
    "source in capitals": swap(
        "people.yaml", "sources: [lantern-2022]", "sources: [Lantern-2022]", 16, "'lantern-2022'?"
    ),
    "source of a correction": swap(
        "people.yaml",
        "given up., known_on",
        "given up., sources: [nowhere], known_on",
        35,
        "unknown source 'nowhere'",
    ),
    "no source at all": put("- {id: x, kind: person, name: Ann Xu}\n", 1, "name: no source"),
    "intent that is not there": swap(
        "questions.yaml",
        "actor_of_character",
        "actor_of_charcter",
        6,
        "'actor_of_charcter'",
        "'actor_of_character'?",
    ),
    "show that is not there": swap(
        "pack.yaml", "show: minuit", "show: minuet", 2, "no show 'minuet'", "'minuit'?"
    ),
    "second show": put(
        "- {id: other, kind: show, sources: [fan-site], name: Other}\n",
        1,
        "second show",
        "'minuit'",
    ),
    "character of a credit": swap(
        "credits.yaml", "character: will\n", "character: wil\n", 18, "no entity 'wil'", "'will'?"
    ),
    # rings
    "work that is part of itself": put(works("part_of", ("abc", "abc")), 5, "circle", "abc → abc"),
    "works that are parts of each other": put(
        works("part_of", ("abc", "def"), ("def", "abc")), 5, "part_of", "abc → def → abc"
    ),
    "ring of three": put(
        works("based_on", ("abc", "def"), ("def", "ghi"), ("ghi", "abc")),
        5,
        "based_on",
        "abc → def → ghi → abc",
    ),
    "ring that others lead to": put(
        works("based_on", ("abc", "def"), ("def", "ghi"), ("ghi", "def")), 10, "def → ghi → def"
    ),
    "person who follows himself": swap(
        "people.yaml",
        "name: Lou Tan",
        "name: Lou Tan\n  succeeded_by: lou-tan",
        5,
        "lou-tan → lou-tan",
    ),
    "place that is within itself": swap(
        "world.yaml",
        "name: the Old Delta}",
        "name: the Old Delta, within: lock-house}",
        6,
        "within goes round in a circle: canal-town → old-delta → lock-house → canal-town",
    ),
    # names
    "alias that is a season": swap(
        "people.yaml",
        "name: Lou Tan",
        "name: Lou Tan\n  alias: season 2",
        5,
        "lou-tan.alias: 'season 2' reads as a season or episode",
        "tells it apart",
    ),
    # numbers
    "two seasons of one number": swap(
        "parts.yaml",
        "number: {value: 2, sources: [courier-2020]}",
        "number: 1",
        14,
        "season number 1",
        "'part-1'",
        "parts.yaml:1",
    ),
    "two episodes of one number": swap(
        "parts.yaml",
        "season: part-2\n  number: 2",
        "season: part-2\n  number: 1",
        66,
        "episode number 1",
        "'decaf'",
    ),
    "gap in the episodes": swap(
        "parts.yaml",
        "season: part-2\n  number: 2",
        "season: part-2\n  number: 3",
        11,
        "episode 2 is missing",
        "complete",
    ),
    "gap in the seasons": swap(
        "parts.yaml",
        "number: {value: 2, ",
        "number: {value: 3, ",
        1,
        "season 2 is missing",
        "complete",
        at="show.yaml",
    ),
    "more episodes said than listed": swap(
        "parts.yaml",
        "premiered_on: 2020-09-04\n  episode_count: 2",
        "premiered_on: 2020-09-04\n  episode_count: 3",
        8,
        "episode_count is 3",
        "2 episodes are listed",
    ),
    "one episode listed": swap(
        "parts.yaml",
        "  season: part-1\n  number: 2",
        "  season: part-2\n  number: 3",
        8,
        "1 episode is listed",
    ),
    "more seasons said than listed": swap(
        "show.yaml",
        "season_count: {value: 2,",
        "season_count: {value: 4,",
        12,
        "season_count is 4",
        "2 seasons are listed",
    ),
    "more episodes of the show": swap(
        "show.yaml",
        "  season_count",
        "  episode_count: {value: 40, known_on: 2022-02-18}\n  season_count",
        12,
        "episode_count is 40",
        "4 episodes are listed",
    ),
    "main cast of nobody": swap(
        "credits.yaml",
        "season: part-1\n  billing: main",
        "season: part-1\n  billing: guest",
        9,
        "main cast is listed",
        "there is none",
        at="parts.yaml",
    ),
    # positions
    "season that was never made": swap(
        "people.yaml",
        "the Landlord, revealed_in: S1E2",
        "the Landlord, revealed_in: S7E2",
        49,
        "no season 7",
    ),
    "episode that was never made": swap(
        "people.yaml",
        "the Landlord, revealed_in: S1E2",
        "the Landlord, revealed_in: S1E9",
        49,
        "season 1 has no episode 9",
        "its last is 2",
    ),
    "question of who has seen what there is not": swap(
        "questions.yaml", "seen: S1\n", "seen: S7\n", 12, "seen: there is no season 7"
    ),
    "question of who has seen one episode too many": swap(
        "questions.yaml", "seen: S1\n", "seen: S1E3\n", 12, "season 1 has no episode 3"
    ),
    "death that is not covered": swap(
        "people.yaml", "  pronoun: he\n", "  pronoun: he\n  dies_in: decaf\n", 43, "dies_in", "S2E1"
    ),
    # credits
    "credit of an episode of another season": swap(
        "credits.yaml", "episode: the-second-cup", "episode: decaf", 27, "decaf", "part-2", "part-1"
    ),
    "credit of a season and a work": swap(
        "credits.yaml",
        "  work: teatime",
        "  work: teatime\n  season: part-1",
        32,
        "a season (part-1) and a work",
    ),
    "credit of nothing": put(CREDIT, 1, "season or work is missing"),
    "credit of nobody": put(
        "- kind: credit\n  sources: [lantern-2020]\n  season: part-1\n", 1, "performer is missing"
    ),
    "credit that is there twice": put(
        CREDIT.replace("lou-tan", "will-hart") + "  character: will\n  season: part-1\n",
        1,
        "will-hart as will",
        "credits.yaml:15",
        file="zz.yaml",
    ),
}
