"""Bytes become text: by the mark they bear, by what they are, and last by a guess told to an editor."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import SitegenError, convert
from sitegen.readers.encoding import Decoded, decode, unscramble
from tests import no_deadlines  # noqa: F401

GERMAN = "Die Bürgermeisterin sagte, die Brücke werde geschlossen: „Das ist für alle ärgerlich – und groß.“"
FRENCH = "La mairie a annoncé mardi que l’école resterait fermée jusqu’à la fin de l’été."
SPANISH = "El alcalde señaló que la reunión tendrá lugar mañana. ¿Habrá más años de espera?"
SWEDISH = "Kommunen sade på måndagen att bron stängs över vintern. Många är arga."
PORTUGUESE = "O prefeito não quis comentar a situação. A população está à espera há três anos."
ENGLISH = "The café’s owner said “no comment” — then left. Prices rose £5."
ICELANDIC = "Bæjarstjórinn sagði á mánudag að brúin yrði lokuð í vetur, það þykir íbúum slæmt."
POLISH = "Burmistrz powiedział w poniedziałek, że most będzie zamknięty przez całą zimę."
CZECH = "Starosta v pondělí řekl, že most bude přes zimu uzavřen, což je nebezpečné."
HUNGARIAN = "A polgármester azt mondta, hogy a hidat télre lezárják, mert a kerülőút rövidebb és gyűlölik."
TURKISH = "Belediye başkanı pazartesi günü köprünün kış boyunca kapalı kalacağını söyledi."
RUSSIAN = "Мэр заявил в понедельник, что мост будет закрыт на всю зиму. Жители недовольны."
GREEK = "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η γέφυρα θα μείνει κλειστή όλο τον χειμώνα."
HEBREW = "ראש העיר אמר ביום שני כי הגשר יהיה סגור במשך כל החורף. התושבים כועסים מאוד."
ARABIC = "قال رئيس البلدية يوم الاثنين إن الجسر سيغلق طوال فصل الشتاء. السكان غاضبون جدا."
JAPANESE = "市長は月曜日、橋は冬の間閉鎖されると述べた。住民は遠回りになるとして怒っている。"
KOREAN = "시장은 월요일에 다리가 겨울 동안 폐쇄될 것이라고 말했다. 주민들은 화가 났다."
CHINESE = "市长星期一表示，大桥整个冬天都将关闭。居民们非常生气，因为绕路太远了。"
TAIWANESE = "市長星期一表示，大橋整個冬天都將關閉。居民們非常生氣，因為繞路太遠了。"

EVERY = [GERMAN, FRENCH, POLISH, RUSSIAN, GREEK, HEBREW, ARABIC, JAPANESE, KOREAN, CHINESE, "plain words\n"]


# ------------------------------------------------------------------------------------------ Unicode


@pytest.mark.parametrize("text", EVERY)
@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_it(text: str, mark: str) -> None:
    decoded = decode(text.encode(mark), declared="cp1252")
    assert decoded.text == text
    assert decoded.notes == ()


@pytest.mark.parametrize("text", EVERY)
@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_unicode_without_a_mark_is_known(text: str, name: str) -> None:
    assert decode(text.encode(name), declared="cp1252") == Decoded(text, name)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_valid_utf8_is_read_as_it_is(text: str) -> None:
    raw = text.encode()
    if not raw.startswith((b"\xef\xbb\xbf", b"GIF", b"%PDF", b"PK", b"{\\rtf")):
        assert decode(raw).text in (text, unscramble(text))


def test_a_broken_byte_keeps_the_rest_and_is_told() -> None:
    raw = (GERMAN + "\n" + "über " * 20).encode()
    broken = raw[:40] + b"\xff\xfe\xff" + raw[40:]
    decoded = decode(broken)
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "") == raw.decode()
    assert "check the letters" in decoded.notes[0]


def test_a_single_windows_byte_in_utf8_is_what_its_writer_meant() -> None:
    raw = (GERMAN + " ").encode() + b"He said \x93no\x94 in the caf\xe9."
    assert decode(raw).text.endswith("He said “no” in the café.")


def test_utf16_cut_off_in_the_middle_of_a_letter_keeps_the_rest() -> None:
    assert decode(GERMAN.encode("utf-16")[:-1]).text.startswith(GERMAN[:-1])


# ------------------------------------------------------------------------------------------ guesses


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *[(text, "cp1252") for text in (GERMAN, FRENCH, SPANISH, SWEDISH, PORTUGUESE, ENGLISH, ICELANDIC)],
        *[(text, "latin-1") for text in (SPANISH, SWEDISH, PORTUGUESE)],
        *[(text, "cp1250") for text in (POLISH, CZECH, HUNGARIAN)],
        *[(text, "iso8859-2") for text in (POLISH, CZECH, HUNGARIAN)],
        (TURKISH, "cp1254"),
        (GERMAN.replace("„", '"').replace("“", '"').replace("–", "-"), "cp850"),
        *[(text, "mac_roman") for text in (GERMAN, FRENCH, SPANISH, SWEDISH)],
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (KOREAN, "euc_kr"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
    ],
)
@pytest.mark.parametrize("times", [1, 30])
def test_one_sentence_is_enough_to_guess_by(text: str, name: str, times: int) -> None:
    text = "\n\n".join([text] * times)
    decoded = decode(text.encode(name))
    assert decoded.text == text
    assert name == "iso2022_jp" or "guessed" in decoded.notes[0]


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("windows-1251", "cp1251"),
        ("Shift_JIS", "cp932"),
        ("euc-kr", "cp949"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("Big5", "big5hkscs"),
        ("iso-8859-1", "cp1252"),
        ("US-ASCII", "cp1252"),
        ("ISO-8859-9", "cp1254"),
        (" koi8-r ", "koi8_r"),
    ],
)
def test_a_declared_encoding_is_taken_at_what_it_means_in_practice(declared: str, name: str) -> None:
    assert decode(b"caf\xe9s and more", declared=declared).encoding in (name, "cp1252")
    assert decode(b"\xb1\xb2", declared=declared).encoding == name


@pytest.mark.parametrize(
    "declared",
    ["", "nonsense", "rot13", "base64", "utf-7", "idna", "unicode_escape", "a\0b", "x" * 999, "undefined"],
)
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    assert decode(FRENCH.encode("cp1252"), declared=declared).text == FRENCH
    assert decode(b"+ADw-script+AD4-", declared=declared).text == "+ADw-script+AD4-"


def test_utf8_is_believed_before_what_is_declared() -> None:
    assert decode(GERMAN.encode(), declared="windows-1252").text == GERMAN


# ------------------------------------------------------------------------------------------ mojibake


@pytest.mark.parametrize("text", [GERMAN, FRENCH, POLISH, "it’s “fine” — really…", "Ünder Å"])
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_mojibake_is_mended(text: str, wrong: str) -> None:
    try:
        scrambled = text.encode().decode(wrong)
    except UnicodeDecodeError:
        scrambled = text.encode().decode("latin-1")
    assert decode(scrambled.encode()).text == text


@pytest.mark.parametrize(
    "text", [*EVERY, ICELANDIC, TURKISH, "Ã, Â and Ä are letters", "São João, Ação", "â table — “à la carte”"]
)
def test_good_text_is_no_mojibake(text: str) -> None:
    assert unscramble(text) == text


def test_one_scrambled_line_touches_no_other() -> None:
    assert unscramble("cafÃ©\nÃ, Â and Ä are letters\x0c\ncafé") == "café\nÃ, Â and Ä are letters\x0c\ncafé"


# ------------------------------------------------------------------------------------------ no text


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\nwords and words",
        b"PK\x03\x04" + b"word/document.xml " * 9,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 9,
        b"\xff\xd8\xff\xe0" + b"JFIF",
        b"GIF89a...",
        b"\x1f\x8b\x08 gzip",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x7fELF\x02\x01",
        b"{\\rtf1 words}",
        bytes(range(256)) * 20,
        random.Random(1).randbytes(5000),
        b"\0" * 100,
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(SitegenError) as caught:
        decode(raw)
    assert caught.value.problems[0].problem == "the file is no text"
    assert "UTF-8" in caught.value.problems[0].hint


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    article = convert(
        b"A headline of a few words\n\nThe har\x00bour bridge will be closed for repairs, the city said.\n"
        * 2
    )
    assert "harbour bridge" in article.body


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        ("\xa0\n\u200b\n\u3000".encode(), "the file holds no readable text"),
        ("\ufeff".encode(), "the file holds no readable text"),
        (b"word " * 1_100_000, "the file is too large (5.2 MB)"),
    ],
)
def test_what_holds_no_story_is_refused_with_a_hint(raw: bytes, problem: str) -> None:
    with pytest.raises(SitegenError) as caught:
        convert(raw, path="seeds/a.txt")
    (said,) = caught.value.problems
    assert (said.path, said.problem) == ("seeds/a.txt", problem)
    assert said.hint


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        decoded = decode(raw)
    except SitegenError:
        return
    assert isinstance(decoded.text, str)
    decoded.text.encode()
