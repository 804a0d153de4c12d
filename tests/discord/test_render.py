"""How answers look on Discord: limits, escapes, spoiler bars."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjbot.faces.discord.render import colour_of, escape, to_embed, to_text
from jjbot.model import Answer, Claim, Outcome, PartialDate, Query, Source, Span, Suggestion
from tests.discord.contract import faults

SECRET = Claim(id="a.b", subject="a", predicate="b", value="x", known_on=None, revealed=5, spoils=5)


def source(publisher="The Gazette", url="https://gazette.example/a_(b)?c=d e", **given):
    """A source, by default a well-behaved one."""
    values = {"published": PartialDate(2018, 3, 8), "estimated": False} | given
    return Source(id="s", publisher=publisher, title="t", url=url, **values)


def answer(*lines, **given):
    """An Answer with *lines* of spans."""
    given = {"outcome": Outcome.ANSWERED, "title": "Part 2", "sources": (source(),)} | given
    return Answer(lines=lines, **given)


def test_an_embed_has_the_answer_its_sources_and_its_day():
    """A phone shows the first line; the footer says whence and when."""
    embed = to_embed(answer((Span("Yes. It came out."),), as_of=date(2016, 4, 13)))
    assert embed.description.startswith("Yes. It came out.")
    assert embed.title == "Part 2"
    assert embed.footer.text == "The Gazette, March 8, 2018\nAs of April 13, 2016"
    assert "[The Gazette](https://gazette.example/a_%28b%29?c=d%20e)" in embed.description


def test_what_gives_something_away_is_under_bars_and_never_in_the_title():
    """Spoilers are covered exactly, and line by line."""
    embed = to_embed(
        answer(
            (Span("She is played by "), Span("Mara", (SECRET,)), Span(".")),
            (Span("He | dies", (SECRET,)),),
        )
    )
    lines = embed.description.splitlines()
    assert lines[0] == "She is played by ||Mara||."
    assert lines[1] == "||He \\| dies||"


def test_plain_text_has_sources_that_do_not_unfurl():
    """A bare link would put a preview below the answer."""
    text = to_text(answer((Span("Yes."),), sources=(source(), source(url=None))))
    assert "- The Gazette, March 8, 2018 <https://gazette.example/a_%28b%29?c=d%20e>" in text
    assert "no public address" in text


def test_a_decline_lists_what_could_be_asked():
    """Suggestions are the way out of a dead end."""
    embed = to_embed(
        answer(
            (Span("I'm not sure."),),
            outcome=Outcome.NOT_UNDERSTOOD,
            sources=(),
            suggestions=(Suggestion("Who plays Rose?", Query(intent="x")),),
        )
    )
    assert embed.description.endswith("- Who plays Rose?")


def test_guessed_dates_and_more_sources_are_said():
    """An estimated date is not a date."""
    many = tuple(source(published=PartialDate(2021), estimated=True) for _ in range(5))
    text = to_embed(answer((Span("Yes."),), sources=many)).footer.text
    assert "about 2021" in text
    assert text.endswith("+2 more")


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_colour(outcome):
    """A new outcome must not end in an error."""
    assert 0 <= colour_of(outcome) <= 0xFFFFFF


@pytest.mark.parametrize(
    "text",
    [
        "*bold* _it_ ~~no~~ `code` ||bar||",
        "<@123> <@&1> <#2> </ask:3> <t:0:R> <:x:1>",
        "@everyone @here",
        "[a](https://evil.example) https://evil.example discord://x",
        "# heading",
        "> quote",
        "- list",
        "1. list",
        "-# small",
        "```py code```",
        "{0.__class__} %s ${x}",
    ],
)
def test_no_text_of_a_pack_becomes_markup(text):
    """Facts are shown letter by letter, whatever is in them."""
    shown = escape(text)
    assert not re.search(r"(?<!\\)[*_~`|\[\]<>#]", shown)
    assert "://" not in shown
    assert "@everyone" not in shown
    assert not re.match(r"\s*([-+]|[0-9]+[.)])", shown)
    assert shown.replace("\\", "").replace("\u200b", "") == text.replace("\\", "")


texts = st.text(max_size=2500)
spans = st.builds(Span, texts, st.sampled_from([(), (SECRET,)]))
sources = st.builds(source, st.text(min_size=1, max_size=300), st.none() | st.text(max_size=500))


@given(
    st.lists(st.lists(spans, min_size=1, max_size=3).map(tuple), min_size=1, max_size=8),
    st.text(max_size=600),
    st.lists(sources, max_size=5),
    st.lists(texts, max_size=3),
)
def test_any_answer_keeps_every_limit(lines, title, given_sources, suggested):
    """A pack, a long cast or a hostile name must never end in a refused message."""
    shown = answer(
        *lines,
        title=title,
        sources=tuple(given_sources),
        suggestions=tuple(Suggestion(text, Query(intent="x")) for text in suggested),
        as_of=date(2016, 4, 13),
    )
    for body in (
        {"embeds": [to_embed(shown).to_dict()], "allowed_mentions": {"parse": []}},
        {"content": to_text(shown), "allowed_mentions": {"parse": []}},
    ):
        # The fuller checker counts bars without knowing escapes; ours are counted below.
        found = faults("POST", "/channels/1/messages", body)
        assert [fault for fault in found if "lint.fence" not in fault] == []
    uncovered = re.sub(r"(?<!\\)\|\|.*?(?<!\\)\|\|", "", to_text(shown), flags=re.DOTALL)
    assert not re.search(r"(?<!\\)\|\|", uncovered), "every bar is closed"
