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


@pytest.mark.parametrize(
    ("text", "encoding"), [(GERMAN, "cp1252"), (VIETNAMESE, "cp1258"), (GERMAN, "utf-7")]
)
def test_other_encodings_are_guessed_and_the_guess_is_named(text: str, encoding: str) -> None:
    if encoding == "cp1258":
        # windows-1258 writes the tones as marks of their own on composed vowels.
        pairs = [unicodedata.normalize("NFD", c) for c in unicodedata.normalize("NFC", text)]
        tones = "\u0300\u0301\u0303\u0309\u0323"
        text = "".join(
            unicodedata.normalize("NFC", "".join(m for m in p if m not in tones))
            + "".join(m for m in p if m in tones)
            for p in pairs
        )
    found = decode(text.encode(encoding), "x.txt")
    if encoding == "utf-7":  # plain ASCII: nothing to guess
        assert found.encoding == "utf-8"
        return
    assert "(guessed, " in found.encoding
    assert "\ufffd" not in found.text
    assert len(found.text) == len(text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "ZIP"),
        (gzip.compress(b"words"), "gzip"),
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
