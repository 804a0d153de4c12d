"""The console face: chat, one question, many questions, and the pack author's commands."""

from jjbot.faces.console.entry import main

__all__ = ["main"]
