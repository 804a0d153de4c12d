"""What is unusual and right is read as it is written."""

from __future__ import annotations

import pytest

from jjbot.pack import read_pack

NAMES = {
    "format string": "{0.__class__} %s ${jndi} {{7*7}}",
    "format of a billion blanks": "{:>999999999}",
    "SQL": "Robert'); DROP TABLE claim;--",
    "markup that is none": "*Lou* _Tan_ ~ # <3 [sic]",
    "no": "No",
    "number": "24",
    "decimal": "1.10",
    "time": "4:44",
    "day": "2022-02-22",
    "emoji": "Lou 🦸‍♀️ 👩🏽‍💻 1️⃣ ❤️",
    "flag": "🇫🇷 Lou",
    "Chinese": "陈路",
    "one Chinese character": "陈",
    "Japanese": "ジェシカ・ジョーンズ",
    "Korean": "제시카 존스",
    "Hebrew": "לו טאן",
    "Hebrew with points": "שָׁלוֹם",
    "Arabic": "لو تان",
    "Arabic and Latin": "لو (Lou)",
    "Persian with a joiner": "می‌خواهم",
    "Hindi": "क्‍षमा लू",
    "Thai": "ลูกี้ แทน",
    "Cyrillic": "Лу Тан",
    "Cyrillic and Latin words": "Лу Tan",
    "Greek": "Λου Ταν",
    "Vietnamese": "Lữ Tấn",
    "Icelandic": "Þórður Æ. Ðan",
    "typographic": "Lou “the Tan” O’Hara – née Wu…",
    "long": "Lou Tan " * 24,
    "address in words": "Lou of lou.example",
    "at sign": "Lou @ Home",
    "one pipe": "Lou | Tan",
    "quoted null": "null",
    "two letters": "Lo",
    "Latin with many accents": "Ṩo̧̊ul",
}


def quoted(text):
    """*text* as a scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("name", NAMES)
def test_an_unusual_name_is_kept_as_it_is(minuit, edit, name):
    """A real name would be refused, or changed on the way."""
    edit("people.yaml", "name: Lou Tan", f"name: {quoted(NAMES[name])}")
    claims = {claim.id: claim for claim in read_pack(minuit).claims}
    assert claims["lou-tan.name"].value == NAMES[name].strip()


ADDRESSES = (
    "http://courier.example",
    "https://courier.example:8443/a",
    "https://www.courier.co.example/2019/a_(b)?c=d&e=f#g",
    "https://münchen.example/ä",
    "https://xn--mnchen-3ya.example/",
    "HTTPS://Courier.Example/",
    "https://courier.example/~lou/@tan",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_sound_address_is_kept(minuit, edit, address):
    """A source could not be named."""
    edit("sources.yaml", "https://courier.example/2019/cafe-minuit", quoted(address))
    sources = {source.id: source for source in read_pack(minuit).sources}
    assert sources["courier-2019"].url == address


FILES = {
    "JSON": '[{"id": "ann-xu", "kind": "person", "sources": ["fan-site"], "name": "Ann Xu"}]\n',
    "byte-order mark": "\ufeff- {id: ann-xu, kind: person, sources: [fan-site], name: Ann Xu}\n",
    "ends of Windows": "- id: ann-xu\r\n  kind: person\r\n  sources: fan-site\r\n  name: Al\r\n",
    "line ends of old": "- id: ann-xu\r  kind: person\r  sources: fan-site\r  name: Ann Xu\r",
    "one entity": "id: ann-xu\nkind: person\nsources: fan-site\nname: Ann Xu\n",
    "an end": "---\n- {id: ann-xu, kind: person, sources: [fan-site], name: Ann Xu}\n...\n",
    "a long note": "- {id: ann-xu, kind: person, sources: [fan-site],"
    f" name: {{value: Ann Xu, note: {'long ' * 1500}}}}}\n",
    "a note of lines": "- id: ann-xu\n  kind: person\n  sources: fan-site\n"
    "  name:\n    value: Ann Xu\n    note: |\n      One.\n\n      Two.\n",
    "a folded text": "- id: ann-xu\n  kind: person\n  sources: fan-site\n"
    "  name: >-\n    Ann\n    Xu\n",
    "comments": "# 1\n\n# 2\n- {id: ann-xu, kind: person, sources: [fan-site], name: Ann}  # 3\n",
    "names in common": "- {id: ann-xu, kind: person, sources: [fan-site], name: Bo Quist}\n",
}


@pytest.mark.parametrize("name", FILES)
def test_an_unusual_file_is_read(minuit, name):
    """An editor's or a tool's way of writing would be refused."""
    (minuit / "more.yaml").write_bytes(FILES[name].encode("utf-8"))
    assert "ann-xu" in {entity.id for entity in read_pack(minuit).entities}


def test_many_entities_are_read(minuit):
    """A long-running show would not fit."""
    entity = "- {{id: p{0}, kind: person, sources: [fan-site], name: Ann Xu {0}}}\n"
    (minuit / "more.yaml").write_text("".join(entity.format(n) for n in range(5000)), "utf-8")
    assert len(read_pack(minuit).entities) > 5000


def test_hostile_golden_questions_are_read(minuit):
    """What must never be echoed could not be asked in a golden question."""
    path = minuit / "questions.yaml"
    asked = '- {ask: "@everyone [a](https://b.example) ```", never: ["@everyone", "||"]}\n'
    path.write_text(path.read_text("utf-8") + asked, "utf-8")
    assert read_pack(minuit).golden[-1].never == ("@everyone", "||")


def test_an_alias_of_two_is_read(minuit, edit):
    """A word that fits two people could not be taught; the bot asks back."""
    edit("people.yaml", "name: Bo Quist", "name: Bo Quist\n  alias: the guest star")
    edit("people.yaml", "name: Lou Tan", "name: Lou Tan\n  alias: the guest star")
    assert read_pack(minuit)


def test_somebody_may_kill_himself(minuit, edit):
    """A suicide could not be told."""
    edit(
        "people.yaml",
        "  pronoun: he\n",
        "  pronoun: he\n  killed_by: {value: will, revealed_in: S2}\n",
    )
    assert read_pack(minuit)


def test_a_credit_may_stand_before_the_name_of_its_performer(minuit, edit):
    """Who hides a person by the name would have to hide every mention, too; the gate does that."""
    edit("people.yaml", "name: Bo Quist", "name: {value: Bo Quist, revealed_in: S1E2}")
    assert read_pack(minuit)


@pytest.mark.parametrize("name", ["The Last Season of the Year", "Season of the Witch", "Part"])
def test_a_name_may_have_the_words_of_a_season_in_it(minuit, edit, name):
    """A real title would be refused."""
    edit("people.yaml", "name: Lou Tan", f"name: Lou Tan\n  alias: {name}")
    assert read_pack(minuit)


@pytest.mark.parametrize("name", ["Episode 1", "The Last Episode"])
def test_an_episode_is_called_as_it_is_called(minuit, edit, name):
    """A show that numbers its episodes could not be told of."""
    edit("parts.yaml", "name: Decaf", f"name: {name}")
    assert read_pack(minuit)


def test_a_phrase_that_only_narrows_may_be_of_two_intents(minuit):
    """How one season ends could not be told apart from how another does."""
    (minuit / "vocabulary.yaml").write_text(
        "".join(
            f"{'intents:' if n == 1 else ''}\n  - {{id: tea_{n}, shape: topic, doc: Tea.,"
            f' topic: the-closing-bell, only: [S{n}], phrases: ["how does {{season}} end"]}}\n'
            for n in (1, 2)
        )
    )
    assert read_pack(minuit)


def test_rivals_that_something_decides_are_read(minuit, edit):
    """Sources that disagree could not both be named."""
    edit(
        "show.yaml",
        "network: lanterna",
        "network:\n    - lanterna\n    - {value: harbour-mill, certainty: rumour}\n"
        "    - {value: harbour-mill, known_on: 2020-01-01}\n"
        "    - {value: harbour-mill, revealed_in: S1E1}",
    )
    assert read_pack(minuit)


COMMENTS = ["Lou Tan  #1 of two", "Lou Tan # of two", "Lou#1", "'Lou #1'", "Lou Tan #"]


@pytest.mark.parametrize("written", COMMENTS)
def test_a_comment_that_is_set_off_is_a_comment(minuit, edit, written):
    """Authors comment as they always did."""
    edit("people.yaml", "name: Lou Tan", f"name: {written}")
    assert read_pack(minuit)


def test_a_number_or_day_may_have_a_tag_of_its_author(minuit, edit):
    """Of what is no text nothing can be lost."""
    edit("parts.yaml", "runtime: 48", "runtime: 48 #todo")
    edit("parts.yaml", "released_on: 2022-02-25", "released_on: 2022-02-25 #todo")
    assert read_pack(minuit)


def test_a_blank_of_chinese_is_kept(minuit, edit):
    """A name in Japanese is written with it."""
    edit("people.yaml", "name: Lou Tan", "name: 陈　路")
    assert read_pack(minuit)
