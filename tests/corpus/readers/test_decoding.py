from __future__ import annotations

import gzip
import unicodedata

import pytest

from corpus.errors import InputError
from corpus.readers.decoding import decode

VIETNAMESE = (
    "Hội nghị bàn tròn Sông Hồng lần thứ hai đã thông qua bản tuyên bố. Các đại biểu đến từ chín"
    " tỉnh, thành phố đã thảo luận trong hai ngày về hội nhập quốc tế và những lời hứa. "
) * 6
GERMAN = "Die Häfen öffneten früh, und die Fähren fuhren über die breite Mündung zurück. " * 8


def test_utf8_is_taken_as_it_stands() -> None:
    text = "a\r\nb\rc\n\x0cĐiện Bie\u0302n 👨\u200d👩 \x1b[0m"
    assert decode(text.encode(), "x.txt").text == text
    assert decode(text.encode(), "x.txt").encoding == "utf-8"
    assert decode(b"", "x.txt").text == ""


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    found = decode(mark + VIETNAMESE.encode(encoding), "x.txt")
    assert found.text == VIETNAMESE
    assert found.encoding == f"{encoding} with a byte order mark"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_a_mark(encoding: str) -> None:
    text = "The delegates met.\r\n“Who pays?” they asked, in Hà Nội.\r\n" * 3
    found = decode(text.encode(encoding), "x.txt")
    assert (found.text, found.encoding) == (text, f"{encoding} (guessed)")


def test_damaged_places_are_kept_visible_and_counted() -> None:
    data = VIETNAMESE.encode()
    damaged = data[:40] + b"\xff" + data[41:100] + b"\xc3(" + data[100:] + b"\xf0\x9f"
    found = decode(damaged, "x.txt")
    places = found.text.count("\ufffd")
    assert places >= 3
    assert found.encoding.startswith("utf-8 with ")
    assert found.encoding.endswith(" damaged places")
    once = decode("Häfen und Fähren über\ufffd alles öffnen ".encode() + b"\xff", "x.txt")
    assert once.encoding == "utf-8 with 1 damaged place"


def in_windows_1258(text: str) -> str:
    """Windows-1258 writes the tones as marks of their own behind composed vowels."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    result = []
    for character in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", character)
        base = "".join(mark for mark in marks if mark not in tones)
        tone = "".join(mark for mark in marks if mark in tones)
        result.append(unicodedata.normalize("NFC", base) + tone)
    return "".join(result)


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        ("L’été, la réunion a été reportée ; où êtes-vous allés après ? " * 6, "cp1252", None),
        ("“We must go,” he said – and the port’s café opened early. " * 6, "cp1252", None),
        ("Le caf\xe9", "cp1252", "windows-1252"),
        (in_windows_1258(VIETNAMESE), "cp1258", "windows-1258"),
        ("Później minister zażółcił gęślą jaźń w Łodzi i odjechał. " * 6, "cp1250", None),
        ("Министр сказал, что встреча состоится в порту. " * 8, "cp1251", "windows-1251"),
        ("Министр сказал, что встреча состоится в порту. " * 8, "koi8_r", "koi8-r"),
        ("外務大臣は東京で会議を開いた。代表団は港を訪れた。" * 8, "cp932", None),
        ("外交部长在北京举行了会议。代表团访问了港口。" * 8, "gb18030", "gb18030"),
    ],
)
def test_other_encodings_are_guessed_and_the_guess_is_named(
    text: str, codec: str, name: str | None
) -> None:
    found = decode(text.encode(codec), "x.txt")
    assert found.text == text
    assert "(guessed, " in found.encoding
    assert found.encoding.startswith(name or "")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (gzip.compress(b"words", mtime=0), "gzip"),
        (bytes(range(256)) * 10, "binary data"),
        (bytes(1000), "binary data"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=r"x\.txt holds no text: it is ") as caught:
        decode(data, "x.txt")
    assert what in str(caught.value)


def test_a_few_control_characters_do_not_make_a_text_binary() -> None:
    text = "Words\x00 with \x1b]52;c;x\x07 in them, and many more words after that.\x08"
    assert decode(text.encode(), "x.txt").text == text


def test_no_surrogates_come_out() -> None:
    for data in (b"\xed\xa0\x80 " + VIETNAMESE.encode(), b"\xff\xfe\x00\xd8a\x00"):
        decode(data, "x.txt").text.encode("utf-8")
