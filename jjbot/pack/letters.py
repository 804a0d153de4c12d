"""Characters that nobody sees, or takes for others: found, and named by their code points."""

from __future__ import annotations

import re
import unicodedata

MAX_MARKS = 3  # accents on one letter; more is there to overflow its line

_REFUSED = {"Cc": "control", "Cf": "invisible", "Cs": "broken", "Co": "private", "Zl": "line"}
_REFUSED |= {"Zp": "line"}
_BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters that show nothing
_JOINERS = "\u200c\u200d"  # between emoji, and between letters of scripts that join theirs
_JOINED = frozenset({"So", "Sk", "Mn", "Mc", "Lo"})
_BLANKS = " \u3000"  # the second is that of Chinese and Japanese
_ESCAPED = "\0\a\b\t\v\f\x1b\x85\u2028\u2029"  # what YAML makes of backslash and letter
_LOST = "\ufffd"
_VISIBLE = frozenset("LNPS")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = ("CYRILLIC", "GREEK")  # scripts whose letters pass for Latin ones


def code_point(sign: str) -> str:
    """*sign* as its code point and name: ``U+0430 (CYRILLIC SMALL LETTER A)``."""
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X} ({name})" if name else f"U+{ord(sign):04X}"


def flaw(text: str) -> str:
    """What is wrong with the first character of *text* that may not be shown; empty if nothing."""
    if text.isascii() and text.isprintable():
        return ""
    marks = 0
    for at, sign in enumerate(text):
        if sign.isascii() and sign.isprintable():
            marks = 0
            continue
        category = "Cc" if _is_no_character(sign) else unicodedata.category(sign)
        if sign == _LOST:
            return f"{code_point(sign)} stands where a letter was lost; write the letter"
        if category in _REFUSED or sign in _BLANK_LETTERS:
            if sign in _JOINERS and _joins(text, at):
                continue
            kind = _REFUSED.get(category, "invisible")
            message = f"the {kind} character {code_point(sign)} is not allowed; delete it"
            if sign in _ESCAPED:
                message += " (a backslash in double quotes makes one; use single quotes)"
            return message
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MAX_MARKS:
            return f"more than {MAX_MARKS} marks on one letter, {code_point(sign)}; delete some"
    if text and not any(unicodedata.category(sign)[0] in _VISIBLE for sign in text):
        return f"nothing of it can be seen, only {code_point(text[0])}; write a text"
    return ""


def strange_blank(text: str) -> str:
    """What is wrong with the first sign of *text* that only looks like a blank; empty if none."""
    for sign in text:
        if sign not in _BLANKS and unicodedata.category(sign) == "Zs":
            return f"{code_point(sign)} looks like a blank and is none; write a blank"
    return ""


def foreign(word: str) -> str:
    """``; U+… is not a plain letter`` for a *word* that should be plain ASCII, or nothing."""
    if word != word.strip():
        return "; it has a blank at its beginning or end"
    sign = next((sign for sign in word if not sign.isascii()), "")
    return f"; {code_point(sign)} in it is not a plain letter" if sign else ""


def garbled(text: str) -> str:
    """What *text* was before it was read in a wrong encoding; empty if it looks sound."""
    for encoding in ("cp1252", "latin-1"):
        try:
            before = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return before if before != text else ""
    return ""


def _is_no_character(sign: str) -> bool:
    """Whether Unicode promises never to give *sign* a meaning."""
    return ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF


def _joins(text: str, at: int) -> bool:
    """Whether what stands around *at* is written with joiners between."""
    around = text[at - 1 : at] + text[at + 1 : at + 2]
    return len(around) == 2 and all(unicodedata.category(sign) in _JOINED for sign in around)


def mixed(text: str) -> str:
    """What is wrong with a word of *text* whose letters only look as if they belonged together."""
    if text.isascii():
        return ""
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        scripts = {sign: unicodedata.name(sign, "").partition(" ")[0] for sign in word}
        strange = next((sign for sign in word if scripts[sign] in _LOOK_ALIKE), "")
        if strange and "LATIN" in scripts.values():
            return f"{code_point(strange)} stands among Latin letters; type the word anew"
    return ""
