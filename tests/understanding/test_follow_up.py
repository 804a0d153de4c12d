"""What leans on the question before: in the tiny pack, and kind by kind in the shipped one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jjbot.engine.asking import REMEMBERED_FOR, Asker, Conversations, ask
from jjbot.model import Outcome
from jjbot.pack.words import read_vocabulary
from tests.asking import Fan, view


@pytest.fixture
def fan(minuit_generation):
    """A fan of the tiny pack."""
    return Fan(minuit_generation)


async def told(fan, *texts, seen="all", as_of=None):
    """The answer to the last of *texts*, asked one after the other."""
    for text in texts:
        answer = await fan.ask(text, as_of=as_of, seen=seen)
    return answer


@pytest.mark.parametrize(
    ("before", "ask", "says"),
    [
        ("when did part 1 come out", "and the second one?", "February 18, 2022"),
        ("when did part 1 come out", "the second?", "February 18, 2022"),
        ("when did part 1 come out", "same for part 2", "February 18, 2022"),
        ("when did part 1 come out", "and the next one", "February 18, 2022"),
        ("when did part 2 come out", "and the one before?", "September 4, 2020"),
        ("when did part 2 come out", "and the first", "September 4, 2020"),
        ("how many episodes are there", "and in part 1?", "Part 1 has 2"),
        ("how many episodes are there", "in part 1?", "Part 1 has 2"),
        ("how many episodes are there", "and in tea hour?", "Tea Hour has 6"),
        ("who directed opening hour", "and the last one?", "The Second Cup"),
        ("who directed opening hour", "and 2?", "The Second Cup"),
        ("who directed opening hour", "and decaf?", "Decaf"),
        ("who plays rose", "and in part 2?", "Mara Lind"),
        ("who plays rose", "ok and what about will", "Will Hart"),
    ],
)
async def test_a_part_of_a_question_takes_the_rest_from_the_last(fan, before, ask, says):
    """ "And the second one?" is how people go on; alone it says nothing."""
    assert says in (await told(fan, before, ask)).text


@pytest.mark.parametrize(
    ("before", "ask", "intent"),
    [
        ("was it canceled", "when?", "cancel_when"),
        ("was it canceled", "why", "cancel_why"),
        ("is there a part 3", "why not?", "cancel_why"),
        ("is there a part 2", "when", "premiere"),
        ("when was it canceled", "how come?", "cancel_why"),
        ("was it ever on lanterna", "until when", "platform_end"),
        ("was it ever on lanterna", "since when?", "platform_start"),
        ("did it win any awards", "how many?", "award_count"),
        ("where was it filmed", "when was that", "filming"),
    ],
)
async def test_a_bare_question_word_asks_what_the_last_answer_leads_to(fan, before, ask, intent):
    """ "Why?" after "it was canceled" has one meaning only."""
    assert (await told(fan, before, ask)).intent == intent


@pytest.mark.parametrize(
    ("before", "ask"),
    [
        ("is there a part 2", "why?"),
        ("who plays rose", "until when"),
        ("who created it", "and part 2?"),
        ("how many seasons are there", "and rose?"),
        ("when did part 2 come out", "where exactly did she go"),
        ("what is the closing bell", "and part 2?"),
        ("when was part 2 renewed", "which episode?"),
    ],
)
async def test_what_makes_no_sense_after_the_last_question_is_not_guessed(fan, before, ask):
    """An answer to another question than the fan's is worse than none."""
    assert (await told(fan, before, ask)).outcome.declined


@pytest.mark.parametrize(
    "text", ["and part 2?", "what about rose", "why?", "since when", "really?", "and the last one"]
)
async def test_without_a_question_before_it_a_part_of_one_is_declined(fan, text):
    """What it leans on would be made up."""
    assert (await fan.ask(text)).outcome.declined


async def test_it_is_the_episode_then_the_season_then_the_show(fan):
    """ "Who wrote it?" asks of the episode that the last answer named."""
    assert "“Opening Hour”" in (await told(fan, "who directed opening hour", "who wrote it")).text
    assert "Part 1 has" in (await fan.ask("how many episodes did it have")).text
    assert "Lou Tan" in (await fan.ask("who created it")).text


async def test_it_is_another_work_and_never_the_show_in_its_place(fan):
    """After a question about another work "it" must not be answered for the show."""
    assert "2023" in (await told(fan, "when did teatime at noon come out", "when was that")).text
    assert "Tea Hour has 6" in (await told(fan, "what is tea hour", "how many episodes is it")).text
    assert (await fan.ask("where can i watch it")).outcome.declined


async def test_was_it_canceled_asks_of_the_show_also_after_a_season(fan):
    """ "No, part 2 came out" would tell a fan that the show goes on."""
    answer = await told(fan, "when did part 2 come out", "was it canceled")
    assert answer.intent == "show_status"


async def test_was_that_the_last_one_asks_of_the_one_spoken_of(fan):
    """ "The last one" is no other season here."""
    assert (await told(fan, "when did part 1 come out", "was that the last one")).text.startswith(
        "No"
    )


async def test_she_is_whom_the_answer_named(fan):
    """ "Who replaced her" is about the person in the answer, whom the question did not name."""
    assert "Will Hart" in (await told(fan, "who plays will", "what else was he in")).text
    answer = await told(fan, "who is the showrunner of part 1", "what else did she do")
    assert answer.query.entities == (("person", "lou-tan"),)


async def test_she_is_nobody_where_the_spoken_of_is_a_he(fan):
    """After Will "she" is the title character again, and not his actor."""
    assert "Will" not in (await told(fan, "who plays will", "who is she")).text


async def test_the_same_again_is_the_same_answer(fan):
    """ "Really?" must not change what is so."""
    first = await fan.ask("who plays rose")
    for again in ("are you sure?", "source?"):
        assert replace(await fan.ask(again), receipt=first.receipt) == first


async def test_another_day_is_the_same_question_from_that_day(fan):
    """ "What about December 2020" asks what was known then, and only then."""
    await fan.ask("what was the status of part 2 as of september 2020")
    answer = await fan.ask("what about december 2020")
    assert answer.text.startswith("As of December 31, 2020")
    assert "October 1, 2020" in answer.text
    assert (await fan.ask("and part 1?")).text.startswith("As of December 31, 2020")


async def test_a_day_of_a_question_that_had_none_is_not_taken(fan):
    """ "And in 2020?" after "when did part 2 come out" has no meaning to be sure of."""
    answer = await told(fan, "when did part 2 come out", "what about december 2020")
    assert answer.outcome.declined


async def test_a_whole_question_is_read_alone(fan):
    """The part spoken of before must not slip into a question that is whole."""
    await fan.ask("when did part 2 come out")
    assert (await fan.ask("how many episodes are there")).query.season is None
    assert (await fan.ask("and who plays will")).query.season is None


async def test_a_remark_or_a_greeting_is_not_a_topic(fan):
    """A "hi" in between would break every conversation."""
    texts = ["who plays rose", "hello", "lol nice one", "and will?"]
    assert "Will Hart" in (await told(fan, *texts)).text


async def test_a_question_out_of_scope_ends_the_topic(fan):
    """ "And Will?" after a question about the world cup is not about who plays him."""
    texts = ["who plays rose", "who won the world cup?", "and will?"]
    assert (await told(fan, *texts)).outcome.declined


async def test_what_was_not_known_is_a_topic_all_the_same(fan):
    """ "And Rose?" after an honest "I don't know" asks the same of Rose."""
    assert (await fan.ask("what is the real name of will")).outcome is Outcome.UNKNOWN
    assert (await fan.ask("and rose?")).intent == "real_name"


async def test_the_answer_to_a_question_asked_back_completes_it(fan):
    """ "Which part do you mean?" – "part 2" is an answer and no new question."""
    first = await fan.ask("when did episode 2 come out")
    assert first.outcome is Outcome.AMBIGUOUS
    assert "February 25, 2022" in (await fan.ask("part 2")).text


async def test_another_persons_conversation_is_not_mine(fan):
    """What somebody else asked must not be in my answer."""
    talks = Conversations()

    def say(text, who):
        return ask(fan.generation, text, Asker(view(), who), talks)[0]

    say("when did part 1 come out", "one")
    assert say("and part 2?", "other").outcome.declined
    assert say("and part 2?", None).outcome.declined
    assert say("and part 2?", "one").intent == "premiere"


async def test_a_conversation_ends_after_a_while(fan):
    """ "And part 2?" the next day is about nothing."""
    now = [0.0]
    talks = Conversations(lambda: now[0])
    asker = Asker(view(), "fan")
    ask(fan.generation, "when did part 1 come out", asker, talks)
    now[0] = REMEMBERED_FOR + 1
    assert ask(fan.generation, "and part 2?", asker, talks)[0].outcome.declined


async def test_nothing_remembered_is_told_to_whom_it_would_spoil(fan):
    """What was answered to somebody who had seen all is not used once that is taken back."""
    await fan.ask("who does bo quist play", seen="S1")
    for text in ("who plays him", "who is he", "and in part 2?", "really?", "is he in part 2"):
        assert "Landlord" not in (await fan.ask(text, seen="none")).text
    await fan.ask("who plays the landlord", seen="S1")
    answer = await fan.ask("and in part 1?", seen="none")
    assert answer.outcome.declined
    assert "Landlord" not in answer.text


async def test_nothing_later_is_remembered_into_an_earlier_day(fan):
    """The name of who came later must not answer what was asked as of before."""
    await fan.ask("who plays will")
    answer = await fan.ask("who is he", as_of="2019-03-20")
    assert "corner table" not in answer.text


ASKED = [
    *("and season 2?", "and season 9?", "the last one", "and the finale?", "why?", "when was that"),
    *("since when", "how many?", "which episode", "who plays him", "was that the last one"),
    *("what about april 2016", "when did it come out", "who wrote it", "and 3?", "really?"),
]


async def test_no_follow_up_of_any_question_fails(shipped_contents, shipped_generation):
    """Something carried over that a kind of answer cannot take would be an error to the fan."""
    met = set()
    for golden in shipped_contents.golden:
        if golden.intent not in read_vocabulary().intents or golden.intent in met:
            continue
        met.add(golden.intent)
        fan = Fan(shipped_generation)
        await fan.ask(golden.ask)
        topic = fan.conversations.last("fan")
        for text in ASKED:
            fan.conversations.remember("fan", topic)
            assert (await fan.ask(text)).text


def test_what_leads_where_names_intents_that_there_are():
    """A mistyped intent would be a question that silently leads nowhere."""
    words = read_vocabulary()
    for of, then in words.language.leads_to.items():
        assert of in words.intents or of in words.predicates
        assert set(then.values()) <= set(words.intents)
        keys = {key for key in then if not key.startswith("{")}
        assert keys <= set(words.language.bare.values())
        assert {key[1:-1] for key in then if key.startswith("{")} <= {*words.kinds, "season"}


@pytest.mark.parametrize("ask", ["how many episodes", "is there a part 2", "who is the showrunner"])
async def test_after_another_work_what_names_nothing_is_never_about_the_show(fan, ask):
    """The numbers of this show, told of that one, are wrong and look right."""
    answer = await told(fan, "when did tea hour come out", ask)
    assert answer.outcome.declined or answer.query.entity("work") is not None


@pytest.mark.parametrize("ask", ["how many seasons does the show have", "who plays rose"])
async def test_after_another_work_the_show_can_be_named_again(fan, ask):
    """Whoever comes back to the show is not held to what they asked in between."""
    answer = await told(fan, "when did tea hour come out", ask)
    assert answer.outcome is Outcome.ANSWERED
    assert answer.query.entity("work") is None


async def test_what_goes_on_is_asked_of_the_same_day(fan):
    """ "And how many episodes" of a day on which half of them were not yet made."""
    answer = await told(fan, "as of 2020, how many seasons are there", "and how many episodes")
    assert answer.as_of is not None


@pytest.mark.parametrize("ask", ["are they alive", "who killed them"])
async def test_several_people_are_never_the_show(fan, ask):
    """A show that was "killed" is no answer to who killed somebody."""
    assert (await told(fan, "was it canceled", ask)).outcome.declined
