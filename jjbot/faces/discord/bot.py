"""The client: which messages are questions, and how an answer gets to where it was asked."""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date

import discord
from discord import app_commands

from jjbot.engine import Asker, Engine
from jjbot.errors import JJBotError
from jjbot.faces.discord.render import Card, card_of, embed_of, sentence_of, text_of
from jjbot.faces.discord.syncing import sync_if_changed
from jjbot.faces.discord.tree import Tree, failure
from jjbot.model import Answer, Query, Viewpoint
from jjbot.settings import Settings

log = logging.getLogger(__name__)

LONGEST_QUESTION = 6000


def intents() -> discord.Intents:
    """What the bot hears of; nothing of it is privileged."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.dm_messages = True
    return wanted


class JJBot(discord.Client):
    """The bot on Discord: hands questions to the engine and shows what comes back.

    operators: ids of the application's owner, or of its team; empty if they are not known.
    """

    def __init__(self, engine: Engine, settings: Settings, today: Callable[[], date]) -> None:
        """Prepare; neither *engine* nor a connection is opened or closed here but by the caller."""
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.engine = engine
        self.settings = settings
        self.operators: frozenset[int] = frozenset()
        self.tree = Tree(self)
        self._today = today

    async def setup_hook(self) -> None:
        """Learn who owns the application, and tell Discord the commands if they changed."""
        self.operators = operators_of(self.application)
        if not self.operators:
            log.warning("the application's owner is not known, so only home servers can refresh")
        await sync_if_changed(self.tree, self.settings.var_dir)

    async def on_ready(self) -> None:
        """Log that questions arrive from now on."""
        log.info("ready: user=%s servers=%d", self.user and self.user.id, len(self.guilds))

    def viewpoint(self) -> Viewpoint:
        """From where is asked here: everything known; what spoils is covered and not withheld."""
        return Viewpoint.unlimited(self._today())

    def asker(self, user: discord.abc.Snowflake, channel_id: int | None) -> Asker:
        """Who asks; a conversation is between one person and the bot in one channel."""
        conversation = f"{user.id}:{channel_id}" if channel_id is not None else None
        return Asker(self.viewpoint(), conversation)

    async def ask(self, text: str, asker: Asker) -> Answer:
        """The engine's answer to *text*, logged without it."""
        return await self._logged(self.engine.ask(text, asker))

    async def look_up(self, query: Query, asker: Asker) -> Answer:
        """The engine's answer to *query*, logged."""
        return await self._logged(self.engine.look_up(query, asker))

    async def help(self, asker: Asker) -> Card:
        """What can be asked, and the commands there are."""
        answer = await self.look_up(Query(intent="help"), asker)
        return card_of(answer, more=command_lines(self.tree))

    @staticmethod
    async def _logged(answering: Awaitable[Answer]) -> Answer:
        begin = time.perf_counter()
        answer = await answering
        log.info(
            "answered intent=%s outcome=%s ms=%.0f digest=%s",
            answer.intent,
            answer.outcome.value,
            (time.perf_counter() - begin) * 1000,
            answer.digest[:8],
        )
        return answer

    async def on_message(self, message: discord.Message) -> None:
        """Answer a person's message that is meant for the bot."""
        if not self._is_for_me(message):
            return
        question = self._without_mention(message.content)[:LONGEST_QUESTION]
        asker = self.asker(message.author, message.channel.id)
        try:
            if asks_something(question):
                card = card_of(await self.ask(question, asker))
            else:
                card = await self.help(asker)
        except JJBotError as error:
            await self._reply(message, sentence_of(str(error)))
            return
        await self._reply(message, embed_of(card) if _may_embed(message) else text_of(card))

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what went wrong with an id, and tell whoever asked the id alone."""
        id = secrets.token_hex(4)
        log.error("error %s in %s", id, event_method, exc_info=sys.exc_info())
        if args and isinstance(args[0], discord.Message):
            await self._reply(args[0], failure(id))

    def _is_for_me(self, message: discord.Message) -> bool:
        """Whether a person wrote it, and wrote it to the bot: directly, or with a ping.

        A reply that pings names the bot among its mentions, too; a role or @everyone does not.
        """
        author = message.author
        if author.bot or author.system or message.webhook_id is not None or message.is_system():
            return False
        return message.guild is None or self.user in message.mentions

    def _without_mention(self, content: str) -> str:
        """*content* without the bot's own mention."""
        me = self.user.id if self.user else 0
        return re.sub(rf"<@!?{me}>", " ", content).strip()

    @staticmethod
    async def _reply(message: discord.Message, shown: discord.Embed | str) -> None:
        """Reply without a ping; where that is not possible, there is nobody to tell."""
        try:
            if isinstance(shown, discord.Embed):
                await message.reply(embed=shown, mention_author=False)
            else:
                await message.reply(shown, suppress_embeds=True, mention_author=False)
        except discord.HTTPException as error:
            log.warning(
                "no reply: status=%s code=%s channel=%s message=%s",
                error.status,
                error.code,
                message.channel.id,
                message.id,
            )


def asks_something(text: str) -> bool:
    """Whether there is a word in *text*; blanks, signs and what cannot be seen are none."""
    return any(one.isalnum() for one in text)


def operators_of(application: discord.AppInfo | None) -> frozenset[int]:
    """Ids of who runs *application*: its owner, or the team's members who have accepted."""
    if application is None:
        return frozenset()
    if application.team is None:
        return frozenset({application.owner.id})
    accepted = discord.TeamMembershipState.accepted
    members = application.team.members
    return frozenset(member.id for member in members if member.membership_state is accepted)


def command_lines(tree: Tree) -> list[str]:
    """Each slash command and what it does, from the tree itself."""
    commands = (
        command for command in tree.walk_commands() if isinstance(command, app_commands.Command)
    )
    return [f"/{command.qualified_name} – {command.description}" for command in commands]


def _may_embed(message: discord.Message) -> bool:
    """Whether embeds are allowed where *message* was written."""
    if message.guild is None:
        return True
    try:
        return message.channel.permissions_for(message.guild.me).embed_links
    except discord.ClientException:
        return False  # a thread whose channel is not known: text is always possible
