"""Bad files whose days, lists or words of their own do not fit together."""

from __future__ import annotations

from tests.pack.corpus.cases import Bad, put, swap

EVENT = "- kind: event\n  sources: [ferry-2021]\n  happened_on: 2021-06-17\n"
RATING = "- kind: rating\n  rater: reelmeter\n  measure: rank\n"

TIMES: dict[str, Bad] = {
    # dates
    "seasons out of order": swap(
        "parts.yaml",
        "premiered_on: 2020-09-04",
        "premiered_on: 2022-09-04",
        21,
        "part-2 premiered on 2022-02-18",
        "part-1 on 2022-09-04",
    ),
    "filmed before it began": swap(
        "parts.yaml",
        "filming_wrapped_on: {value: 2021-06-17",
        "filming_started_on: {value: 2021-08, known_on: 2021-09}\n"
        "  filming_wrapped_on: {value: 2021-06-17",
        16,
        "2021-08",
        "2021-06-17",
    ),
    "filmed after the premiere": swap(
        "parts.yaml",
        "value: 2019-09, about",
        "value: 2020-10, known_on: 2020-11, about",
        6,
        "filming_started_on 2020-10",
        "premiered_on 2020-09-04",
    ),
    "ordered after the premiere": swap(
        "parts.yaml",
        "value: 2019-03-12, certainty",
        "value: 2021-03-12, known_on: 2021-03-12, certainty",
        5,
        "ordered_on 2021-03-12",
        "premiered_on 2020-09-04",
    ),
    "canceled before it was ordered": swap(
        "show.yaml",
        "{value: 2023-05-09, certainty",
        "{value: 2018-05-09, known_on: 2018-05-09, certainty",
        13,
        "canceled_on 2018-05-09",
        "2019-03-12",
        "parts.yaml:5",
    ),
    "known before it happened": swap(
        "parts.yaml",
        "{value: 2020-10-01, sources: [courier-2020]}",
        "{value: 2020-10-03, sources: [courier-2020]}",
        15,
        "known on 2020-10-02",
        "2020-10-03",
    ),
    "event known before it happened": put(
        f"{EVENT}  known_on: 2021-06-01\n  headline: It rained.\n",
        3,
        "known on 2021-06-01",
        "2021-06-17",
    ),
    "announced after the premiere": swap(
        "parts.yaml",
        "known_on: 2021-12-01",
        "known_on: 2022-03-01",
        19,
        "2022-03-01",
        "2022-02-18",
        "day of the announcement",
    ),
    "episode before its season": swap(
        "parts.yaml",
        "released_on: 2022-02-25",
        "released_on: 2021-02-25",
        68,
        "2021-02-25",
        "2022-02-18",
        "parts.yaml:21",
    ),
    "first episode after its season": swap(
        "parts.yaml",
        "name: Decaf\n  released_on: 2022-02-18",
        "name: Decaf\n  released_on: 2022-02-20",
        61,
        "the first",
        "2022-02-20",
        "2022-02-18",
    ),
    "available from later than until": swap(
        "show.yaml",
        "available_from: 2020-09-04",
        "available_from: 2024-09-04",
        29,
        "2024-09-04",
        "2023-01-31",
    ),
    "awarded and not won": swap(
        "world.yaml",
        "  result: nominated\n",
        "  result: nominated\n  awarded_on: 2020-09-30\n",
        36,
        "2020-09-30",
        "nominated",
    ),
    "awarded before it was": swap(
        "world.yaml",
        "awarded_on: 2020-09-30",
        "awarded_on: 2020-10-30",
        31,
        "known on 2020-10-02",
        "2020-10-30",
    ),
    "measured before it was": swap(
        "world.yaml",
        "1200\n  measured_on: 2021-06-01",
        "1200\n  measured_on: 2021-07-01",
        50,
        "known on 2021-06-18",
        "2021-07-01",
    ),
    "rating of no day": put(
        f"{RATING}  sources: [fan-site]\n  known_on: 2020-01-01\n  score: 3 of 5\n",
        6,
        "known on 2020-01-01",
        "measured_on",
        "unknown",
    ),
    "wrong before it was said": swap(
        "people.yaml",
        "known_on: 2020-09-05}",
        "known_on: 2018-09-05}",
        33,
        "2018-09-05",
        "2019-03-12",
    ),
    "checked too early": swap(
        "pack.yaml",
        "2023-06-30",
        "2023-05-31",
        3,
        "checked_on 2023-05-31",
        "2023-06-01",
        "show.yaml:4",
    ),
    "episode known before it was released": swap(
        "parts.yaml",
        "  name: Decaf\n",
        "  known_on: 2020-01-01\n  name: Decaf\n",
        62,
        "decaf.released_on",
        "2020-01-01",
        "2022-02-18",
    ),
    "source younger than the check": swap(
        "sources.yaml",
        "published: 2023-05-09",
        "published: 2023-08",
        30,
        "courier-2023: published 2023-08, after checked_on 2023-06-30",
        "pack.yaml:3",
    ),
    "no day at all": swap(
        "people.yaml",
        "sources: [courier-2019]\n  name: Zoë Álvarez",
        "sources: [fan-site]\n  name: Zoë Álvarez",
        13,
        "when could the public",
        "known_on: unknown",
    ),
    # lists
    "list in a list": swap(
        "parts.yaml", "[ines-okafor, lou-tan]", "[[lou-tan]]", 54, "list inside"
    ),
    "empty list of values": swap(
        "parts.yaml", "[ines-okafor, lou-tan]", "[]", 54, "the list is empty"
    ),
    "said twice": swap(
        "parts.yaml",
        "[ines-okafor, lou-tan]",
        "[lou-tan, lou-tan]",
        54,
        "'lou-tan' is here again",
        "parts.yaml:54",
    ),
    "two values and nothing to decide": swap(
        "show.yaml",
        "network: lanterna",
        "network: [lanterna, harbour-mill]",
        8,
        "minuit.network: nothing decides between 'lanterna' (show.yaml:8) or 'harbour-mill'",
        "surer certainty",
    ),
    # the vocabulary of a pack
    "predicate that is there already": put(
        "predicates:\n  name: {doc: A name., type: text}\n",
        2,
        "'name'",
        "already",
        file="vocabulary.yaml",
    ),
    "predicate of an unknown type": put(
        "predicates:\n  tea: {doc: Tea., type: txt}\n",
        2,
        "'txt'",
        "'text'?",
        file="vocabulary.yaml",
    ),
    "predicate of an unknown kind": put(
        "predicates:\n  tea: {doc: Tea., type: text, of: [persn]}\n",
        2,
        "'persn'",
        "'person'?",
        file="vocabulary.yaml",
    ),
    "predicate with a name of ours": put(
        "predicates:\n  sources: {doc: Tea., type: text}\n",
        2,
        "'sources'",
        "meaning of its own",
        file="vocabulary.yaml",
    ),
    "predicate with a foreign name": put(
        "predicates:\n  Tea-Time: {doc: Tea., type: text}\n",
        2,
        "'Tea-Time'",
        "like_this",
        file="vocabulary.yaml",
    ),
    "predicate without a word about it": put(
        "predicates:\n  tea: {type: text}\n", 2, "'doc' is missing", file="vocabulary.yaml"
    ),
    "happening with an unknown slot": put(
        'predicates:\n  tea: {doc: Tea., type: date, happening: "{who} drank"}\n',
        2,
        "'who'",
        "subject",
        file="vocabulary.yaml",
    ),
    "intent with an unknown slot": put(
        'intents:\n  - {id: tea, shape: value, doc: Tea., phrases: ["who likes {drink}"]}\n',
        2,
        "'drink'",
        file="vocabulary.yaml",
    ),
    "intent of a topic that is not there": put(
        "intents:\n  - {id: tea, shape: topic, topic: tea, doc: Tea., phrases: [about tea]}\n",
        2,
        "no topic 'tea'",
        file="vocabulary.yaml",
    ),
    "word that means two things": put(
        "language:\n  same: {film: [premiered]}\n",
        2,
        "'premiered'",
        "already",
        file="vocabulary.yaml",
    ),
}
