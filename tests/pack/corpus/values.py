"""Bad files that are YAML: a value, a key, an id or a reference in them is wrong."""

from __future__ import annotations

from tests.pack.corpus.cases import Bad, put, swap

LOU = "name: Lou Tan"
URL = "https://courier.example/2019/cafe-minuit"
LAST = "released_on: 2022-02-25"
SIDE = "published: 2019-03-12"
PERSON = "- {{id: x, kind: person, sources: [courier-2019], name: {}}}\n"


def name(written: str, *words: str) -> Bad:
    """*written* as a name."""
    return swap("people.yaml", LOU, f"name: {written}", 4, "name: ", *words)


def url(written: str, *words: str) -> Bad:
    """*written* as a source's address."""
    return swap("sources.yaml", URL, written, 4, "url: ", "is no address", *words)


def day(written: str, *words: str) -> Bad:
    """*written* as the day of an episode."""
    return swap("parts.yaml", LAST, f"released_on: {written}", 68, "released_on: ", *words)


def minutes(written: str, *words: str) -> Bad:
    """*written* as a runtime."""
    return swap("parts.yaml", "runtime: 48", f"runtime: {written}", 44, "runtime: ", *words)


VALUES: dict[str, Bad] = {
    # Y6, Y7: keys
    "misspelt predicate": swap(
        "parts.yaml", "runtime: 48", "runtiem: 48", 44, "'runtiem'", "did you mean 'runtime'?"
    ),
    "predicate in capitals": swap(
        "parts.yaml", "runtime: 48", "Runtime: 48", 44, "'Runtime'", "did you mean 'runtime'?"
    ),
    "predicate with a blank at its end": swap(
        "parts.yaml", "runtime: 48", '"runtime ": 48', 44, "'runtime '", "blank", "'runtime'?"
    ),
    "predicate with a hyphen": swap(
        "parts.yaml", "directed_by: ines-okafor", "directed-by: ines-okafor", 45, "'directed_by'?"
    ),
    "predicate of a foreign letter": swap(
        "parts.yaml", "runtime: 48", "runtimе: 48", 44, "U+0435", "CYRILLIC", "'runtime'?"
    ),
    "predicate in the plural": swap(
        "people.yaml", "  alias:\n", "  aliases:\n", 31, "'aliases'", "'alias'?"
    ),
    "kind in capitals": swap(
        "people.yaml",
        "id: lou-tan\n  kind: person",
        "id: lou-tan\n  kind: Person",
        2,
        "'Person'",
        "'person'?",
    ),
    "kind in the plural": swap(
        "people.yaml", "id: lou-tan\n  kind: person", "id: lou-tan\n  kind: persons", 2, "'person'?"
    ),
    "kind that is a list": swap(
        "people.yaml",
        "id: lou-tan\n  kind: person",
        "id: lou-tan\n  kind: [person]",
        2,
        "kind",
        "one value",
    ),
    "kind misspelt as a key": swap(
        "people.yaml", "id: lou-tan\n  kind", "id: lou-tan\n  Kind", 2, "'Kind'", "'kind'?"
    ),
    "key of a claim": swap(
        "people.yaml",
        "{value: the ghost of the house, revealed_in",
        "{value: the ghost of the house, reveal_in",
        45,
        "'reveal_in'",
        "'revealed_in'?",
    ),
    "key of a deprecation": swap(
        "people.yaml",
        "because: The early press",
        "becuase: The early press",
        35,
        "'becuase'",
        "'because'?",
    ),
    "key of a source": swap(
        "sources.yaml", SIDE, "publshed: 2019-03-12", 5, "'publshed'", "'published'?"
    ),
    "key of the manifest": swap(
        "pack.yaml", "season_word", "seasonword", 4, "'seasonword'", "'season_word'?"
    ),
    "key of a question": put(
        "- ask: who?\n  sayes: [a]\n", 24, "'sayes'", "'says'?", file="questions.yaml"
    ),
    "manifest without its day": swap(
        "pack.yaml", "checked_on: 2023-06-30\n", "", 2, "'checked_on' is missing"
    ),
    "source without its publisher": swap(
        "sources.yaml", "  publisher: Minuit Corner\n", "", 31, "'publisher' is missing"
    ),
    "source with a blank title": swap(
        "sources.yaml", "title: Who is who", "title: '   '", 33, "title: is empty"
    ),
    "entity without a kind": put("- {id: x, name: X Y}\n", 1, "'kind' is missing"),
    "person without an id": put(
        "- {kind: person, sources: [fan-site], name: Xy}\n", 1, "'id' is missing"
    ),
    "person without a name": put(
        "- {id: x, kind: person, sources: [fan-site]}\n", 1, "name is missing"
    ),
    "event without a headline": put(
        "- {kind: event, sources: [ferry-2021], happened_on: 2021-06-17}\n",
        1,
        "headline is missing",
    ),
    "question that asks nothing": put(
        "- {ask: [], outcome: answered}\n", 23, "ask", "empty", file="questions.yaml"
    ),
    "deprecation without a reason": swap(
        "people.yaml",
        "because: The early press name was given up., ",
        "",
        35,
        "'because' is missing",
    ),
    # Y5, Y17: ids
    "id twice": put(
        "- {id: bo-quist, kind: person, sources: [fan-site], name: Bo}\n",
        1,
        "'bo-quist' is here again",
        "people.yaml:22",
        file="zz.yaml",
    ),
    "source twice": put(
        "- {id: fan-site, publisher: A, title: B, url: none}\n",
        46,
        "'fan-site'",
        "sources.yaml:31",
        file="sources.yaml",
    ),
    "id with a foreign letter": swap(
        "people.yaml", "id: lou-tan", "id: lоu-tan", 1, "is not an id", "U+043E", "CYRILLIC"
    ),
    "id with an accent": swap(
        "people.yaml", "id: lou-tan", "id: loú-tan", 1, "is not an id", "U+00FA"
    ),
    "id with a composed accent": swap(
        "people.yaml", "id: lou-tan", "id: lou\u0301-tan", 1, "is not an id", "U+0301"
    ),
    "id with a zero-width character": swap(
        "people.yaml", "id: lou-tan", "id: lou\u200b-tan", 1, "is not an id", "U+200B"
    ),
    "id with a blank at its end": swap(
        "people.yaml", "id: lou-tan", 'id: "lou-tan "', 1, "is not an id", "blank"
    ),
    "id in capitals": swap(
        "people.yaml", "id: lou-tan", "id: Lou-Tan", 1, "'Lou-Tan' is not an id", "lower-case"
    ),
    "id that is a path": swap(
        "people.yaml", "id: lou-tan", "id: ../../etc/passwd", 1, "is not an id"
    ),
    "id that is very long": swap(
        "people.yaml",
        "id: lou-tan",
        "id: " + "lou-" * 50 + "tan",
        1,
        "203 characters",
        "80 are the limit",
    ),
    "id that is empty": swap("people.yaml", "id: lou-tan", "id: ''", 1, "is not an id"),
    "id that is a list": swap("people.yaml", "id: lou-tan", "id: [lou-tan]", 1, "id: found a list"),
    # Y17, Y25, Y26: names and texts
    "empty name": name("''", "is empty", "take the key away"),
    "name of nothing": name("", "is empty"),
    "blank name": name('"   "', "is empty"),
    "name of hard blanks": name('"\u00a0\u2003"', "is empty"),
    "null name": swap("people.yaml", LOU, "name: null", 4, "null means nothing", "quotes"),
    "tilde name": swap("people.yaml", LOU, "name: ~", 4, "~ means nothing", "take the key away"),
    "name of one letter": name("L", "'L'", "too short"),
    "name of one word that says nothing": name("the", "'the'", "everyday words"),
    "name of words that say nothing": name("The A", "'The A'", "add a word"),
    "name of 3,000 characters": name("Lou" * 1000, "3,000 characters", "1,000 are the limit"),
    "name of 300 characters": name("Lou" * 100, "300 characters", "200 are the limit for a name"),
    "name of marks alone": name('"\u0301\u0302"', "nothing of it can be seen", "U+0301"),
    "name of an empty letter": name("\u3164", "U+3164", "HANGUL FILLER"),
    "name of an empty pattern": name("\u2800\u2800", "U+2800"),
    "bidi override": name('"Lou \\u202enaT"', "U+202E", "RIGHT-TO-LEFT OVERRIDE", "delete it"),
    "bidi isolate": name('"Lou \u2066Tan"', "U+2066"),
    "zero-width blank": name("Lou\u200bTan", "U+200B", "ZERO WIDTH SPACE"),
    "zero-width joiner between Latin letters": name("Lou\u200dTan", "U+200D"),
    "soft hyphen": name("Lou\u00adTan", "U+00AD", "SOFT HYPHEN"),
    "tag character": name("Lou\U000e0041", "U+E0041"),
    "private character": name("Lou \ue000", "U+E000"),
    "noncharacter": name('"Lou \\U0001FFFF"', "U+1FFFF"),
    "NUL by escape": name('"Lou\\0"', "U+0000"),
    "bell by escape": name('"Lou\\a"', "U+0007"),
    "carriage return by escape": name('"Lou\\rTan"', "one line"),
    "line break by escape": name('"Lou\\nTan"', "one line"),
    "lines of a block": swap("people.yaml", LOU, "name: |\n    Lou\n    Tan", 4, "one line"),
    "zalgo": name("L" + "\u0301\u0302\u0303\u0304" * 3, "3 marks", "U+0301"),
    "letters of two alphabets": name("Lоu Tan", "U+043E", "among Latin letters"),
    "lost letter": name("Lou T\ufffdn", "U+FFFD", "write the letter"),
    "text read in a wrong encoding": name("ZoÃ« Tan", "wrong encoding", "'Zoë Tan'"),
    "apostrophe read in a wrong encoding": name("Louâ€™s", "wrong encoding", "Lou’s"),
    "everyone": name('"@everyone look"', "'@everyone'", "markup"),
    "here": name('"look @here"', "'@here'", "markup"),
    "mention": name("Lou <@123456789012345678>", "'<@123456789012345678>'", "markup"),
    "emoji of a server": name("Lou <:tan:123>", "'<:tan:123>'", "markup"),
    "masked link": name('"[Lou](https://evil.example)"', "](https:", "markup"),
    "code fence": name('"```py"', "'```'", "plain words"),
    "spoiler bars": name('"Lou || Tan"', "'||'", "markup"),
    "name that is a mapping without a value": swap(
        "people.yaml", LOU, "name: {first: Lou}", 4, "unknown key 'first'"
    ),
    "alias that is another's name": swap(
        "people.yaml",
        "name: Mara Lind",
        "name: Mara Lind\n  alias: bo quist",
        18,
        "'bo quist'",
        "name of bo-quist",
        "leave it to one",
    ),
    "alias of one letter": swap(
        "people.yaml",
        "name: Mara Lind",
        "name: Mara Lind\n  alias: [Mara, M]",
        18,
        "'M'",
        "too short",
    ),
    "alias that is there twice": swap(
        "show.yaml", "[Minuit, Midnight Café]", "[Minuit, Minuit]", 5, "'Minuit' is here again"
    ),
    "control character in a note": swap(
        "people.yaml",
        "{value: the Landlord,",
        '{note: "a\\ab", value: the Landlord,',
        49,
        "note: ",
        "U+0007",
    ),
    "half a character in a reason": swap(
        "people.yaml",
        "The early press name was given up.",
        '"a\\u202eb"',
        35,
        "because: ",
        "U+202E",
    ),
    # Y18, Y19, Y21: numbers
    "octal": minutes("048", "'048'", "plain digits"),
    "hexadecimal": minutes("0x30", "'0x30'"),
    "sexagesimal": minutes("1:30", "'1:30'", "whole number"),
    "underscore": minutes("1_0", "'1_0'"),
    "decimal": minutes("48.0", "'48.0'"),
    "exponent": minutes("4e1", "'4e1'"),
    "true": minutes("true", "'true'"),
    "word": minutes("long", "'long'"),
    "negative": minutes("-48", "'-48'"),
    "plus": minutes("+48", "'+48'"),
    "not a number": minutes(".nan", "'.nan'"),
    "infinite": minutes(".inf", "'.inf'"),
    "NaN": minutes("NaN", "'NaN'"),
    "Arabic digits": minutes("٤٨", "'٤٨'"),
    "superscript": minutes("4²", "'4²'"),
    "full-width digits": minutes("４８", "plain digits"),
    "65 bits": minutes("18446744073709551616", "'18446744073709551616'"),
    "5,000 digits": minutes("9" * 5000, "whole number"),
    "no minutes": minutes("0", "found 0"),
    "days of minutes": minutes("5300", "found 5300", "1 to 600"),
    # blanks and comments
    "blank that does not break": name("Lou\u00a0Tan", "U+00A0 (NO-BREAK SPACE)", "write a blank"),
    "narrow blank": name("Lou\u202fTan", "U+202F", "write a blank"),
    "backslash that makes a control character": name('"Net\\flix"', "U+000C", "backslash"),
    "text that a comment ends": swap(
        "parts.yaml",
        "name: Decaf",
        "name: Décaf 🦸 #1 Ladies' Night",
        60,
        "'Décaf 🦸' ends before \"#1 Ladies' Night\"",
        "quotes",
    ),
    # what has a remedy
    "kind that is far from any": swap(
        "people.yaml",
        "id: lou-tan\n  kind: person",
        "id: lou-tan\n  kind: xyz",
        2,
        "unknown kind 'xyz'; expected",
        "character",
    ),
    "predicate that is far from any": swap(
        "parts.yaml", "runtime: 48", "xyz: 48", 44, "'xyz'", "docs/vocabulary.md", "an episode"
    ),
    "season by its number": swap(
        "parts.yaml",
        "  season: part-2\n  number: 2",
        "  season: 2\n  number: 2",
        65,
        "no entity '2'",
        "'part-2'?",
    ),
    "number with a unit": minutes("48 min", "'48 min'"),
    "null number": swap("parts.yaml", "runtime: 48", "runtime: null", 44, "null means nothing"),
    "season 0": swap(
        "parts.yaml",
        "number: {value: 2, sources: [courier-2020]}",
        "number: 0",
        14,
        "found 0",
        "1 to 998",
    ),
    "season 5000": swap(
        "parts.yaml",
        "number: {value: 2, sources: [courier-2020]}",
        "number: 5000",
        14,
        "found 5000",
        "1 to 998",
    ),
    "season in words": swap(
        "parts.yaml", "number: {value: 2, sources: [courier-2020]}", "number: two", 14, "'two'"
    ),
    "Roman season": swap(
        "parts.yaml", "number: {value: 2, sources: [courier-2020]}", "number: II", 14, "'II'"
    ),
    # Y20, Y22: dates
    "February 30": day("2022-02-30", "'2022-02-30'", "calendar", "YYYY-MM-DD"),
    "month 13": day("2022-13-01", "'2022-13-01'"),
    "month 0": day("2022-00", "'2022-00'", "calendar"),
    "day 0": day("2022-02-00", "'2022-02-00'"),
    "year 0": day("0000-02-25", "'0000-02-25'"),
    "year 9999": day("9999-12-31", "'9999-12-31'", "mistyped"),
    "year 1066": day("1066", "'1066'", "mistyped"),
    "American": day("02/25/2022", "'02/25/2022'", "YYYY-MM-DD"),
    "German": day("25.02.2022", "'25.02.2022'"),
    "two digits": day("22-02-25", "'22-02-25'"),
    "without hyphens": day("20220225", "'20220225'"),
    "in words": day("February 25 2022", "'February 25 2022'"),
    "soon": day("soon", "'soon'", "YYYY-MM-DD"),
    "with a time": day("2022-02-25T20:00:00Z", "'2022-02-25T20:00:00Z'"),
    "with a zone": day("2022-02-25 +25:00", "'2022-02-25 +25:00'"),
    "one digit": day("2022-2-5", "'2022-2-5'"),
    "negative year": day("-2022", "'-2022'"),
    "Arabic year": day("٢٠٢٢", "calendar"),
    "dates as a range": day("2022-02-25/26", "'2022-02-25/26'"),
    "checked on a month": swap("pack.yaml", "2023-06-30", "2023-06", 3, "'2023-06' is not a day"),
    "known on tomorrow": swap(
        "parts.yaml",
        "known_on: 2021-12-01",
        "known_on: tomorrow",
        19,
        "'tomorrow'",
        "always or unknown",
    ),
    "source published someday": swap(
        "sources.yaml", SIDE, "published: someday", 5, "'someday'", "YYYY"
    ),
    # other values
    "estimated by chance": swap(
        "sources.yaml", "estimated: yes", "estimated: maybe", 40, "'maybe'", "yes or no"
    ),
    "certainty in capitals": swap(
        "show.yaml", "certainty: rumour", "certainty: Rumour", 47, "'Rumour'", "'rumour'?"
    ),
    "not one of": swap(
        "credits.yaml",
        "billing: recurring",
        "billing: Recurring",
        20,
        "'Recurring'",
        "'recurring'?",
    ),
    "position in words": swap(
        "people.yaml",
        "the Landlord, revealed_in: S1E2",
        "the Landlord, revealed_in: 1x02",
        49,
        "'1x02'",
        "S1E13",
    ),
    # addresses
    "no scheme": url("courier.example/2019", "does not begin with https://"),
    "other scheme": url("ftp://courier.example", "https://"),
    "script": url("javascript:alert(1)", "https://"),
    "file": url("file:///etc/passwd", "https://"),
    "no host": url("https://", "'' is no host"),
    "path without host": url("https:///2019", "'' is no host"),
    "host of one word": url("http://localhost/2019", "'localhost' is no host"),
    "host that ends with a dot": url("https://courier..example", "'courier..example'"),
    "bracket not closed in an address": url('"https://[::1"', "https://… or none"),
    "big port": url("https://courier.example:99999999/", "ort"),
    "port 0": url("https://courier.example:0/", "port 0"),
    "port in words": url("https://courier.example:port/", "ort"),
    "password": url("https://user:secret@courier.example/", "name or password"),
    "blank in an address": url("https://courier.example/a b", "' '"),
    "angle in an address": url('"https://courier.example/<b>"', "'<'"),
    "backslash in an address": url("https://courier.example\\evil", "must not be in it"),
    "bidi in an address": swap(
        "sources.yaml", URL, '"https://courier.example/\\u202e"', 4, "U+202E"
    ),
}
