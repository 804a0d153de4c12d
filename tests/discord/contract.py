"""What every body that the bot sends must keep to."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path

# A fuller checker of Discord's contract, used where one lies in a folder beside the checkout.
_BESIDE = sorted(Path(__file__).parents[3].glob("*/discord/check_payload.py"))


@cache
def _checker():
    """The fuller checker as a module, with the OpenAPI document beside it; None without one."""
    if not _BESIDE:
        return None
    spec = importlib.util.spec_from_file_location("check_payload", _BESIDE[0])
    module = importlib.util.module_from_spec(spec)
    sys.modules["check_payload"] = module
    spec.loader.exec_module(module)
    return module


def faults(method, path, body):
    """What is wrong with one request, in words; nothing if all is well."""
    operation = _operation(method, path)
    if operation is None or body is None:
        return []
    found = list(_own(operation, body))
    checker = _checker()
    if checker is not None:
        openapi = _BESIDE[0].with_name("openapi.json")
        has_files = bool(isinstance(body, dict) and body.get("attachments"))
        found.extend(
            str(finding)
            for finding in checker.check(operation, body, spec=openapi, has_files=has_files)
            if finding.kind != "lint" or finding.rule in ("lint.fence", "lint.reply-ping")
        )
    return found


def _operation(method, path):
    for verb, pattern, operation in (
        ("PUT", r"/applications/[^/]+/commands", "commands"),
        ("POST", r"/interactions/.+/callback", "callback"),
        ("POST", r"/channels/[^/]+/messages", "message"),
        ("POST", r"/webhooks/[^/]+/[^/]+", "followup"),
        ("PATCH", r"/webhooks/.+/messages/.+", "webhook_edit"),
    ):
        if verb == method and re.fullmatch(pattern, path):
            return operation
    return None


def _own(operation, body):
    """The main limits, checked here in any case."""
    if operation == "commands":
        for command in body:
            if not 1 <= len(command["description"]) <= 100:
                yield f"{command['name']}: description"
        return
    message = body.get("data") or {} if operation == "callback" else body
    if message.get("choices") is not None:
        if len(message["choices"]) > 25:
            yield "more than 25 choices"
        return
    if not message or ("content" not in message and "embeds" not in message):
        return
    if message.get("allowed_mentions", {}).get("parse") != []:
        yield f"may ping somebody: {message.get('allowed_mentions')}"
    if len(message.get("content") or "") > 2000:
        yield "content over 2000"
    yield from _embeds(message.get("embeds") or [])


def _embeds(embeds):
    total = 0
    for embed in embeds:
        texts = [
            (embed.get("title", ""), 256),
            (embed.get("description", ""), 4096),
            (embed.get("footer", {}).get("text", ""), 2048),
            *((field["name"], 256) for field in embed.get("fields", [])),
            *((field["value"], 1024) for field in embed.get("fields", [])),
        ]
        total += sum(len(text) for text, _ in texts)
        for text, limit in texts:
            if len(text) > limit:
                yield f"over {limit}: {text[:40]!r}"
            if "@everyone" in text or "@here" in text:
                yield f"everyone is named: {text[:40]!r}"
        if embed.get("description", "").count("||") % 2:
            yield "an open spoiler bar"
    if total > 6000:
        yield "embeds over 6000"
