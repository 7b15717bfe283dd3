"""Dossiers that mean harm, and what betrays it in a program's output."""

from __future__ import annotations

from pathlib import Path

from ..sequences import ACTIVE, forms, sequences, words

MARKUP = "[/x] [@click=app.quit]x[/] [bold]b[/bold]"
"""What a library that reads markup would obey, or fail over. It must be shown as it stands."""
TITLE, CLIPBOARD = "\x1b]0;PWNED\x07", "\x1b]52;c;UFdORUQ=\x07"
PAYLOADS = (
    *(TITLE, CLIPBOARD, "\x1b]8;;http://PWNED\x1b\\", "\x1bP+q5057\x1b\\", "\x1b_PWNED\x1b\\", "\x1b]2;PWNED\x9c"),
    *(
        "\x1b[2J",
        "\x1b[3J",
        "\x1b[?1049l",
        "\x1b[6n",
        "\x1b[5i",
        "\x1b[20t",
        "\x1bc",
        "\x1b7",
        "\x1b(0",
        "\x1b#8",
        "\x1b",
    ),
    *("\x9b2J", "\x9d0;PWNED\x9c", "\x90q\x9c", "\x85", "\x84"),
    *("\u202edesrever\u202c", "\u2066\u2067\u2068\u2069", "\u200e\u200f\u061c", "\ufeff"),
    *("\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x0f", "\x7f"),
)
NASTY = f"{MARKUP} {' '.join(PAYLOADS)} :smile: {{x}} %s"
"""One line of all of it; no NUL and no line break, so that it can be an argument, or part of a file's name."""
WORSE = f"{NASTY} \x00 \u2028\u2029 \r\n over \r one \u0085 line"
RAW = b"raw \x9b2J \xed\xa0\x80 \xed\xb0\x80 \xff\xfe \xc0\x9b \x1b]0;PWNED\x07 \xf4\x90\x80\x80 end"
"""Bytes that are no UTF-8: a lone 8-bit CSI, lone surrogates, an overlong form of one."""
HARMLESS = "words that mean no harm, and as many of them as it takes " * 4


def quoted(text: str) -> str:
    """A TOML string, all but plain ASCII written as escapes."""
    plain = (
        char if char.isascii() and char.isprintable() and char not in '"\\' else f"\\u{ord(char):04x}" for char in text
    )
    return f'"{"".join(plain)}"'


def known(text: str) -> str:
    """A value with its basis and reason."""
    return f'{{ value = {quoted(text)}, basis = "inferred", reason = {quoted(text)} }}'


def make_dossier(folder: Path, text: str, raw: bytes = b"") -> Path:
    """A dossier with ``text`` wherever text can stand, and ``raw`` in one of its articles."""
    folder.mkdir(parents=True)
    line = text.replace("/", "∕").replace("\0", "")[:90]  # a name can hold neither
    name = f"named {line}.txt"
    (folder / name).write_bytes(f"Needle in the file {text}\n\nNext: needle {text}\n".encode())
    (folder / "a.txt").write_bytes(f"\ufeffNeedle {text}\r\n\r\nA needle of 2016 {text}\n".encode() + raw)
    (folder / "dossier.toml").write_text(
        f"""
        schema = 1
        id = "strange"
        title = {quoted(text)}
        {quoted("key " + text)} = {quoted(text)}
        [[articles]]
        id = "a"
        file = "a.txt"
        headline = {known(text)}
        outlet = {known(text)}
        agency = {known(text)}
        byline = {known(text)}
        url = {known(text)}
        published = {{ best = 2016-04-14, basis = "inferred", reason = {quoted(text)} }}
        blocks = [{{ type = "notice", quote = {quoted(text)} }}]
        [[articles]]
        id = "b"
        file = {quoted(name)}
        headline = {{ value = {quoted(text)}, basis = "stated", reason = {quoted(text)} }}
        [[articles]]
        id = "c"
        file = {quoted("gone " + text)}
        [[articles]]
        id = {quoted(text)}
        file = "d.txt"
        """
    )
    (folder / "entities.toml").write_text(
        f"""
        [[entities]]
        id = "needle"
        label = {quoted(text)}
        type = "person"
        forms = ["Needle", "needle", {quoted("Needle " + text)}]
        variants = [{quoted(text)}]
        note = {quoted(text)}
        """
    )
    (folder / "comparison.toml").write_text(
        f"""
        aspects = [{{ id = "what", label = {quoted(text)}, about = {quoted(text)} }}]
        items = [{{ id = "thing", label = {quoted(text)}, about = {quoted(text)} }}]
        offers = [
            {{ id = "one", article = "a", label = {quoted(text)} }},
            {{ id = "two", article = "b", label = {quoted(text)} }}
        ]
        [[cells]]
        offer = "one"
        aspect = "what"
        state = "stated"
        summary = {quoted(text)}
        note = {quoted(text)}
        basis = "inferred"
        reason = {quoted(text)}
        evidence = [
            {{ quote = "Needle", voice = "quotation", speaker = {quoted(text)} }},
            {{ quote = {quoted("gone " + text)}, voice = "own", speaker = {quoted(text)} }},
        ]
        items = [{{ item = "thing", actor = {quoted(text)}, kind = "offer", verb = {quoted(text)}, evidence = [0, 1] }}]
        """
    )
    return folder


def harm(raw: bytes, harmless: set[bytes]) -> list[str]:
    """What in an output should not be there: sequences of other forms than the harmless, and active characters.

    Raises:
        UnicodeDecodeError: the output is not UTF-8, as a lone 8-bit control would make it.
    """
    found = [repr(each) for each in sorted(forms(raw) - harmless)]
    found += [repr(each) for each in sequences(raw) if b"PWNED" in each or b"UFdORUQ" in each]
    text = words(raw)
    found += [
        f"{match[0]!r} in {text[max(0, match.start() - 30) : match.end() + 10]!r}" for match in ACTIVE.finditer(text)
    ]
    return found
