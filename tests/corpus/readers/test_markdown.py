from __future__ import annotations

from corpus.readers.markdown import read_markdown

BODY = "The delegates met on the quay for two days and agreed on a register of promises."


def read(text: str):
    document = read_markdown(text.encode(), "one.md", "one.md")
    assert document.text == text
    return document


def shape(text: str) -> list[tuple[str, str]]:
    return [(str(block.kind), block.span.text_of(text)) for block in read(text).blocks]


def test_front_matter_names_the_document() -> None:
    fields = "title: 'Six: pallets'\ndate: 2026-01-14\nsource: Gazette\ntags: [a, b]\n"
    text = f"---\n{fields}---\n\n{BODY}\n"
    found = read(text)
    assert (found.title, found.date, found.source) == ("Six: pallets", "2026-01-14", "Gazette")
    assert found.metadata["tags"] == "a, b"
    assert [kind for kind, _ in shape(text)] == ["boilerplate", "paragraph"]


def test_front_matter_that_is_not_yaml_is_kept_and_said() -> None:
    found = read(f"---\ntitle: [a\n: b\n---\n# Heading\n\n{BODY}")
    assert found.metadata["front matter"].startswith("not readable as YAML")
    assert found.title == "Heading"
    assert str(found.blocks[0].kind) == "boilerplate"


def test_front_matter_cannot_do_harm() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{p}, *{p}]\n"
        for p, n in zip("abcdefghijklmnopqrst", "bcdefghijklmnopqrstu", strict=True)
    )
    found = read(f"---\n{bomb}title: !!python/object/apply:os.system [ls]\n---\n{BODY}")
    assert found.metadata["front matter"].startswith("not readable")
    assert read(f'---\n{bomb}title: "a\\eb\\nc"\n---\n{BODY}').title == "a␛b c"


def test_rules_across_the_page_are_not_front_matter() -> None:
    text = f"---\n\n{BODY}\n\n---\n\n{BODY}"
    assert read(text).title.startswith("The delegates met")


def test_headings_and_titles() -> None:
    text = f"# The **third** [envelope](http://x.example) #\n\n{BODY}\n\n## Who signs\n\n{BODY}\n"
    assert read(text).title == "The third envelope"
    assert [kind for kind, _ in shape(text)] == ["title", "paragraph", "heading", "paragraph"]
    underlined = f"The third envelope\n==================\n\n{BODY}\n\nWho signs\n---------\n{BODY}"
    assert read(underlined).title == "The third envelope"
    assert [kind for kind, _ in shape(underlined)] == [
        *("title", "paragraph", "heading", "paragraph"),
    ]


def test_without_a_heading_the_first_words_are_the_title_without_marks() -> None:
    assert read(f"> **Quoted** _words_ of `code`\n\n{BODY}").title == "Quoted words of code"


def test_the_blocks_follow_the_marks() -> None:
    text = (
        f"# Title\n\n{BODY}\nand a second line.\n\n> quoted\n> twice\nlazily\n\n"
        "- one\n  more\n- two\n\n  its second paragraph\n1. three\n\n"
        "```\ncode # no heading\n\n- no item\n```\n\n![A quay](quay.jpg)\n\n"
        "*The hall. (Photo: Thu Ha)*\n\n***\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "<!-- hidden\n\nstill -->\nAfter it.\n\n[ref]: http://x.example\n"
    )
    assert shape(text) == [
        ("title", "# Title"),
        ("paragraph", f"{BODY}\nand a second line."),
        ("quotation", "> quoted\n> twice\nlazily"),
        ("list item", "- one\n  more"),
        ("list item", "- two"),
        ("list item", "its second paragraph"),
        ("list item", "1. three"),
        ("paragraph", "```\ncode # no heading\n\n- no item\n```"),
        ("caption", "![A quay](quay.jpg)"),
        ("caption", "*The hall. (Photo: Thu Ha)*"),
        ("paragraph", "***"),
        ("paragraph", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("boilerplate", "<!-- hidden\n\nstill -->"),
        ("paragraph", "After it."),
        ("boilerplate", "[ref]: http://x.example"),
    ]
    windows = text.replace("\n", "\r\n")
    assert [kind for kind, _ in shape(windows)] == [kind for kind, _ in shape(text)]


def test_a_fence_that_never_closes_reaches_the_end() -> None:
    assert shape("# T\n\n~~~\ncode\n\n# no heading\n")[1:] == [
        ("paragraph", "~~~\ncode\n\n# no heading")
    ]


def test_dateline_dated_line_and_links_as_in_plain_text() -> None:
    links = "## Related news\n\n- [A](b)\n- C\n"
    text = f"# Title\n\nHai Phong, 13 November 2026\n\nWVR - {BODY}\n\n{links}"
    found = read(text)
    assert (found.date, found.source) == ("2026-11-13", "WVR")
    assert [kind for kind, _ in shape(text)] == [
        *("title", "dateline", "dateline", "paragraph"),
        *("boilerplate", "boilerplate", "boilerplate"),
    ]
