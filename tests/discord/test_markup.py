"""Plain text as Discord's markdown: read back as Discord would, nothing is lost or uncovered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjbot.faces.discord import markup
from jjbot.faces.discord.markup import bare, clean, clip, escape, fit, marked, row, rows, size
from tests.discord.made import line, read_line, visible

# what hostile or unlucky names are made of, much more often than chance would have it
_BITS = (
    "||", "|", "\\", "*", "_", "`", "```", "~~", "<@1>", "<#1>", "<t:1:R>", "</ask:1>", "<:a:1>",
    "@everyone", "@here", "https://a.example", "[a](https://b.example)", "discord.gg/a", ":smile:",
    "# ", "-# ", "> ", ">>> ", "- ", "+ ", "1. ", "2) ", " ", "word", "é", "\U0001f642", "\u202e",
    "\x00", "\r", "\t", "\u2028", "\ud800", "\u200b", "(", ")", "{0}", "%s",
)  # fmt: skip
texts = st.lists(st.sampled_from(_BITS) | st.text(max_size=8), max_size=12).map("".join)
lines = st.lists(
    st.builds(markup.Piece, texts.map(lambda text: text.replace("\n", " ")), st.booleans()),
    max_size=6,
).map(tuple)


def apart(line):
    """*line* with pieces of the same sort joined, as an Answer's ranges always are."""
    joined = []
    for piece in line:
        if joined and joined[-1].covered == piece.covered:
            joined[-1] = markup.Piece(joined[-1].text + piece.text, piece.covered)
        elif piece.text:
            joined.append(piece)
    return tuple(joined)


@given(texts)
def test_any_text_is_shown_letter_by_letter(text):
    """A name in a pack could ping, link, hide or format something."""
    shown, covered = read_line(escape(text.replace("\n", " ")))
    assert shown == visible(clean(text))
    assert not covered


@given(lines)
def test_what_is_covered_is_under_bars_and_nothing_else_is(line):
    """A spoiler could be read without a click, or an answer not at all."""
    line = apart(line)
    shown, covered = read_line(marked(line))
    assert shown == visible("".join(clean(one.text) for one in line if not one.covered))
    assert covered == visible("".join(clean(one.text) for one in line if one.covered))


@given(lines, st.integers(1, 200))
def test_what_is_cut_fits_and_keeps_its_bars_and_escapes(line, room):
    """Discord would refuse a message, or a cut would uncover what comes after it."""
    line = apart(line)
    text = clip(line, room)
    assert size(text) <= room
    shown, covered = read_line(text)
    whole = visible("".join(clean(one.text) for one in line if not one.covered))
    assert whole.startswith(shown.removesuffix("…")) or shown.endswith("…")
    assert visible("".join(clean(one.text) for one in line if one.covered)).startswith(covered)


@given(st.lists(lines.map(apart), max_size=10), st.integers(10, 300))
def test_lines_that_do_not_fit_are_left_out_whole(many, room):
    """A long list would end in the middle of a link or a spoiler."""
    text = fit(many, room)
    assert size(text) <= room
    for one in text.split("\n"):
        read_line(one)


def test_a_range_over_several_lines_covers_its_part_of_each():
    """Bars that span lines break lists, and are easily torn apart by a cut."""
    text = "open one\ntwo\nthree end"
    found = rows(text, [(5, 18)])
    assert [marked(one) for one in found] == ["open ||one||", "||two||", "||three|| end"]


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (["She is ", ("Mara",), "."], "She is ||Mara||."),
        (["a", (" b ",), "c"], "a ||b|| c"),
        (["a", ("   ",), "c"], "a   c"),
        (["", ("a|b",)], "||a\\|b||"),
        (["", ("a|",)], "||a\\|\u200b||"),
        (["a|", ("b",)], "a\\|\u200b||b||"),
        (["a\\", ("b",)], "a\\\\\u200b||b||"),
        (["", ("- a",)], "||\\- a||"),
    ],
)
def test_bars_are_where_they_belong(pieces, shown):
    """Bars beside bars or blanks are read otherwise by Discord."""
    assert marked(line(*pieces)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# big", "\\# big"),
        ("-# small", "\\-\\# small"),
        ("  1. one", "  1\\. one"),
        ("24. Dezember", "24\\. Dezember"),
        ("+ plus", "\\+ plus"),
        ("one-eyed 3.5 a+b", "one-eyed 3.5 a+b"),
        ("<t:1:R>", "\\<\u200bt\\:1:R\\>"),
        ("<3", "\\<3"),
        ("me@home @HERE", "me@home @\u200bHERE"),
        ("discord.gg/abc", "discord\\.gg/abc"),
        (":smile: 10:30", "\\:smile: 10:30"),
        ("a\x00b\u202ec\ud800", "a bc\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_each_sort_of_markup_is_taken_apart(text, shown):
    """One kind of markup would still work in an answer."""
    assert escape(text) == shown


def test_a_footer_has_no_markdown_and_nothing_that_would_have_to_be_covered():
    """Backslashes would be seen, and a spoiler could not be covered there."""
    assert bare(line("The *Post* ", ("secret",), "@everyone")) == "The *Post* @\u200beveryone"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b_(c)?d=e f", "https://a.example/b_%28c%29?d=e%20f"),
        ("https://a.example/%C3%A9#top", "https://a.example/%C3%A9#top"),
        ("http://a.example/é|*<>", "http://a.example/%C3%A9%7C%2A%3C%3E"),
        ("https://a.example/\n)", "https://a.example/%0A%29"),
        ("javascript:alert(1)", None),
        ("https://user:pass@a.example/", None),
        ("https:///nowhere", None),
        ("https://[broken", None),
        ("https://ex ample.com/", None),
        ("https://ä.example/", None),
        ("https://a.example/\ud800", None),
        ("https://a.example/" + "x" * 400, None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_cannot_break_out_of_its_link(url, safe):
    """A bracket in an address would end the link, and what follows would be markup."""
    assert markup.web_address(url, 400) == safe


def test_lengths_are_counted_as_the_stricter_of_two_ways():
    """Discord's documents differ; a row of emoji must fit either way."""
    assert size("a\U0001f642") == 3
    assert size(clip(row("\U0001f642" * 300), 256)) <= 256
