"""Clean text, decoding, and paragraphs."""

import copy
import hashlib
import pickle
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from natoreader.dossier.folder import bundled
from natoreader.dossier.text import Clean, Text, decode

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ACTIVE = frozenset(
    [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"] + list(BIDI) + ["\ufeff"]
)
ARTICLES = sorted((bundled() / "articles").glob("*.txt"))
# Any code point at all, the dangerous ones far more often than chance would have it.
RAW = st.text(st.one_of(st.characters(), st.sampled_from(sorted(ACTIVE)), st.sampled_from("\r\n\u2028\u2029\ud800 a")))


# Clean


@given(RAW)
@example("\x1b]52;c;cm0gLXJm\x07\x9b2J\u202egpj.exe")
def test_nothing_that_acts_on_a_terminal_survives(raw: str) -> None:
    clean = Clean(raw)
    assert not ACTIVE & set(clean)
    assert not any(unicodedata.category(char) in ("Cs", "Zl", "Zp") for char in clean)
    assert not {char for char in clean if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
    assert clean.encode().decode() == clean


@given(RAW)
def test_only_what_is_active_is_lost(raw: str) -> None:
    unbroken = raw.replace("\r\n", "\n")
    kept = [char for char in unbroken if char not in ACTIVE or char == "\r"]
    expected = [
        "\n" if char in "\r\u2028\u2029" else "\ufffd" if "\ud800" <= char <= "\udfff" else char for char in kept
    ]
    assert str(Clean(raw)) == "".join(expected)


@given(RAW)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    clean = Clean(raw)
    assert Clean(clean) is clean
    assert Clean(str(clean)) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("\r\r\n\n", "\n\n\n"),
        ("\x1b]0;owned\x07title", "]0;ownedtitle"),
        ("\x1b[2J", "[2J"),
        ("\x9b2J", "2J"),
        ("\ufeffNATO", "NATO"),
        ("\u202eOTAN\u202c", "OTAN"),
        ("lone \udc9b, \ud83d\ude00", "lone \ufffd, \ufffd\ufffd"),
        ("[/x] [@click=app.quit]", "[/x] [@click=app.quit]"),
        ("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"),
        ("\x00", ""),
    ],
)
def test_examples_of_cleaning(raw: str, clean: str) -> None:
    assert str(Clean(raw)) == clean


@given(RAW, RAW, st.integers(-5, 30), st.integers(-5, 30), st.sampled_from([1, 2, -1]))
def test_slices_and_sums_stay_clean(raw: str, other: str, start: int, stop: int, step: int) -> None:
    clean = Clean(raw)
    part = clean[start:stop:step]
    assert type(part) is Clean
    assert part == str(clean)[start:stop:step]
    total = clean + other
    assert type(total) is Clean
    assert total == str(clean) + str(Clean(other))
    if clean:
        assert type(clean[0]) is Clean


@given(RAW)
def test_copies_keep_the_type(raw: str) -> None:
    clean = Clean(raw)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(clean, protocol))
        assert (type(again), again) == (Clean, clean)
    for same in (copy.copy(clean), copy.deepcopy(clean), copy.deepcopy([clean])[0]):
        assert (type(same), same) == (Clean, clean)


def test_a_pickle_cannot_smuggle_anything_in() -> None:
    forged = pickle.dumps(Clean("safe?2J")).replace(b"?", b"\x1b")
    assert pickle.loads(forged) == "safe2J"


def test_what_str_returns_is_no_longer_vouched_for() -> None:
    clean = Clean("words")
    for derived in (clean.replace("w", "\x1b"), clean.join(["\x1b"]), clean.upper(), f"{clean}", str(clean)):
        assert type(derived) is str


@given(RAW)
def test_a_line_is_one_line(raw: str) -> None:
    line = Clean.line(raw)
    assert type(line) is Clean
    assert not set(line) & {"\n", "\t"}
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert re.sub(r"\s", "", line) == re.sub(r"\s", "", Clean(raw))


# Decoding


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_the_bundled_articles_are_already_clean(path: Path) -> None:
    decoded = decode(path.read_bytes())
    assert (decoded.encoding, decoded.guessed) == ("utf-8", False)
    assert decoded.text.encode() == path.read_bytes()


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_honoured_and_removed(mark: str) -> None:
    words = "NATO’s “offer”, 2016 😀\nعرض الناتو"
    decoded = decode(words.encode(mark))
    assert (str(decoded.text), decoded.guessed) == (words, False)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
    ],
)
def test_both_byte_orders(mark: bytes, codec: str) -> None:
    assert str(decode(mark + "Sirte — سرت 😀".encode(codec)).text) == "Sirte — سرت 😀"


def test_the_encoding_asked_for_is_used() -> None:
    data = "Генерал".encode("koi8-r")
    decoded = decode(data, "koi8-r")
    assert (str(decoded.text), decoded.encoding, decoded.guessed) == ("Генерал", "koi8-r", False)
    assert str(decode("é".encode(), "latin-1").text) == "Ã©"


def test_an_unknown_encoding_is_the_callers_error() -> None:
    with pytest.raises(LookupError):
        decode(b"a", "utf-88")


@pytest.mark.parametrize(
    "words",
    [
        "Café in Morón, “NATO’s” plan — “we are ready”",
        "NATO’s chief said we are ready to help.",
        "Le président a déclaré à Genève que l’été était près.",
        "Der Präsident sprach in Köln über Größe und Maß.",
        "El secretario general señaló que mañana habrá una reunión en España.",
    ],
)
def test_windows_western_is_guessed(words: str) -> None:
    decoded = decode(words.encode("cp1252"))
    assert (str(decoded.text), decoded.encoding, decoded.guessed) == (words, "cp1252", True)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name[:3])
def test_the_bundled_articles_saved_by_an_old_editor_read_the_same(path: Path) -> None:
    words = path.read_text(encoding="utf-8")
    assert str(decode(words.encode("cp1252")).text) == words


@pytest.mark.parametrize(
    ("words", "codec"),
    [
        ("Генеральный секретарь НАТО заявил, что альянс готов помочь Ливии.", "cp1251"),
        ("قال الأمين العام لحلف شمال الأطلسي إن الحلف مستعد لمساعدة ليبيا", "cp1256"),
        ("NATO事務総長はリビアを支援する用意があると述べた。", "shift_jis"),
        ("北约秘书长表示，联盟准备帮助利比亚。", "gb18030"),
    ],
)
def test_other_scripts_are_guessed(words: str, codec: str) -> None:
    decoded = decode(words.encode(codec))
    assert (str(decoded.text), decoded.guessed) == (words, True)


@pytest.mark.parametrize("shift", range(3))
def test_a_large_file_in_another_script_is_guessed_wherever_the_sample_ends(shift: int) -> None:
    words = "a" * shift + "北约秘书长表示，联盟准备帮助利比亚。\n" * 7_000
    assert str(decode(words.encode("gb18030")).text) == words


def test_damaged_utf8_keeps_its_accents() -> None:
    data = "Morón, “NATO’s”".encode() + b" \xff\xe9 " + "été".encode()
    decoded = decode(data)
    assert str(decoded.text) == "Morón, “NATO’s” \ufffd\ufffd été"
    assert (decoded.encoding, decoded.guessed) == ("utf-8", True)


def test_surrogates_written_as_bytes_never_come_through() -> None:
    words = "“Unfortunately, we’ve had some difficulties” – NATO’s"
    decoded = decode(words.encode() + b"\xed\xa0\x80")
    assert str(decoded.text) == words + "\ufffd" * 3


@given(st.binary(max_size=80))
def test_any_bytes_decode_to_clean_text(data: bytes) -> None:
    decoded = decode(data)
    assert type(decoded.text) is Clean
    assert not ACTIVE & set(decoded.text)


def test_nuls_and_nothing() -> None:
    assert str(decode(b"a\0b\0").text) == "ab"
    assert (str(decode(b"").text), decode(b"").guessed) == ("", False)


@pytest.mark.parametrize("data", [b"word " * 1_000_000, b"caf\xe9 " * 1_000_000], ids=["ascii", "western"])
def test_a_line_of_five_megabytes(data: bytes) -> None:
    text = Text(decode(data).text)
    assert len(text) == 5_000_000
    assert len(text.paragraphs) == 1
    assert text.count_words() == 1_000_000


# Paragraphs

LINES = st.text(st.one_of(st.characters(), st.sampled_from("\n\n \t\u00a0\u3000a")), max_size=60)


@given(LINES)
def test_every_character_that_is_not_blank_is_in_exactly_one_paragraph(raw: str) -> None:
    text = Text(Clean(raw))
    owners = [0] * len(text)
    for paragraph in text.paragraphs:
        for offset in range(paragraph.start, paragraph.end):
            owners[offset] += 1
    for char, owner in zip(text.value, owners, strict=True):
        assert owner == 1 if not char.isspace() else owner <= 1


@given(LINES)
def test_paragraphs_are_the_lines_that_are_not_blank(raw: str) -> None:
    text = Text(Clean(raw))
    assert [text.words(each) for each in text.paragraphs] == [line for line in text.value.split("\n") if line.strip()]
    assert [each.number for each in text.paragraphs] == list(range(1, len(text.paragraphs) + 1))


@given(LINES, st.integers(-3, 70))
def test_the_paragraph_at_an_offset(raw: str, offset: int) -> None:
    text = Text(Clean(raw))
    found = text.paragraph_at(offset)
    if not text.paragraphs:
        assert found is None
        return
    begun = [each for each in text.paragraphs if each.start <= offset]
    assert found == (begun[-1] if begun else text.paragraphs[0])


@given(LINES, st.integers(-3, 70), st.integers(-3, 70))
def test_the_paragraphs_of_a_range_share_a_code_point_with_it(raw: str, start: int, end: int) -> None:
    text = Text(Clean(raw))
    expected = [each for each in text.paragraphs if set(range(start, end)) & set(range(each.start, each.end))]
    assert list(text.paragraphs_in(start, end)) == expected


def test_offsets_are_code_points() -> None:
    text = Text(Clean("👩\u200d🚀 e\u0301\n\nNATO"))
    assert [(each.start, each.end) for each in text.paragraphs] == [(0, 6), (8, 12)]
    assert text.words(text.paragraphs[1]) == "NATO"
    assert text.count_words() == 3


def test_the_fingerprint_is_of_the_utf8() -> None:
    assert Text(Clean("Morón\r\n")).sha256 == hashlib.sha256("Morón\n".encode()).hexdigest()
