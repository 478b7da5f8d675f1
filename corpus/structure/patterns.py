"""What furniture looks like on the pages that news is copied from: captions, credits, links."""

from __future__ import annotations

import re

__all__ = [
    "is_alt_line",
    "is_boilerplate_line",
    "is_captioned",
    "is_headline",
    "is_name",
    "is_name_and_office",
    "may_be_furniture",
    "opens_related",
]

_PICTURE = (
    r"(?:photos?|pictures?|images?|illustration|foto|ảnh|hình(?:\s+ảnh)?|hinh(?:\s+anh)?|anh)"
)

_CREDIT = re.compile(
    rf"\(\s*(?:source\s+|nguồn\s+)?{_PICTURE}(?:\s+(?:source|courtesy|credit))?"
    r"\s*(?::|by\b|of\b|minh họa)"
    rf"[^()\n]{{0,80}}\)?\s*[|.]?\s*$"
    rf"|\((?:illustrative|file|archive)\s+{_PICTURE}[^()\n]{{0,60}}\)\s*[|.]?\s*$"
    rf"|\({_PICTURE}\s+(?:minh họa|tư liệu)[^()\n]{{0,60}}\)\s*[|.]?\s*$"
    rf"|(?:^|[.!?…”\"’)\-–—|/,_]\s*){_PICTURE}\s*(?::|credit\b|courtesy\b)\s*\S[^\n]{{0,80}}$"
    r"|(?:[-–—]\s+|[(|]\s*)[A-Z][A-Za-z]{1,11}/(?-i:[^\W\d_a-z][^\W\d_A-Z])[^()|\n]{1,40}\)?\s*[|.]?\s*$"
    r"|[-–—]\s+(?-i:[A-Z]{2,9}(?:/[A-Z]{2,9})*)\s+photos?\b[^\n]{0,60}$"
    r"|\bvgp/[^\W\d_][^()|\n]{1,40}\)?\s*[|.]?\s*$",
    re.IGNORECASE,
)
_OPENING_CREDIT = re.compile(rf"{_PICTURE}\s*(?::|courtesy\b|credit\b)", re.IGNORECASE)
_ALT = re.compile(
    r"(?:\bh[iì]nh(?:\s+[aả]nh)?\s+(?:số\s+)?\d{1,3}|[-–—]\s*(?:ảnh|anh|photo|image|picture)\s+\d{1,3})\s*\.?\s*$"
    r"|\.(?:jpe?g|png|gif|webp)\s*$",
    re.IGNORECASE,
)
_END = r"\s*(?:\([\d.,]+\))?\s*[:»›>…|.+]*\s*$"
_RELATED = re.compile(
    r"^\s*[#*>»|▶►-]*\s*(?:"
    r"related(?:\s+(?:news|articles?|stories|topics?|posts?|contents?|links?|readings?))?"
    r"|(?:read|see|view)\s+(?:more|also|next)|also\s+read|more\s+(?:news|stories|articles|from\b.{0,30}|on\b.{0,40})"
    r"|(?:other|latest|hot|top|featured|breaking)\s+(?:news|stories|articles)"
    r"|most\s+(?:read|viewed|popular)|(?:you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in).{0,20})"
    r"|recommended(?:\s+for\s+you)?|trending|news\s+in\s+the\s+same\s+category"
    r"|(?:các\s+)?(?:tin|bài)(?:\s+(?:viết|tức|bài))?\s+(?:liên\s+quan|cùng\s+chuyên\s+mục|khác|mới(?:\s+(?:nhất|hơn))?|đọc\s+nhiều(?:\s+nhất)?|cũ\s+hơn|nổi\s+bật)"
    r"|xem\s+(?:thêm|tiếp)|đọc\s+thêm|tham\s+khảo\s+thêm|bài\s+viết\s+liên\s+quan|có\s+thể\s+bạn\s+quan\s+tâm|cùng\s+chuyên\s+mục"
    r"|tags?|từ\s+khóa|keywords?|share(?:\s+(?:this|on)\b.{0,30})?|chia\s+sẻ(?:\s+.{0,30})?"
    r"|follow\s+us(?:\s+on\b.{0,40})?|theo\s+dõi\s+chúng\s+tôi(?:\s+.{0,40})?|comments?|bình\s+luận"
    rf"){_END}",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\s*(?:"
    r"(?:tags?|từ\s+khóa|keywords?|share|chia\s+sẻ|follow\s+us|related(?:\s+\w+)?|(?:read|see)\s+(?:more|also)|also\s+read"
    r"|xem\s+thêm|đọc\s+thêm|tin\s+liên\s+quan|bài\s+liên\s+quan)\s*[:»>|].{1,300}"
    r"|follow\s+[^\n.]{2,40}\s+on\s+(?:facebook|twitter|x|instagram|youtube|google\s+news|zalo|tiktok)"
    r"|(?:\(\s*)?with\s+(?:additional\s+)?(?:inputs?|reporting)\s+(?:from|by)\b.{0,80}"
    r"|(?:\(\s*)?(?:additional\s+)?(?:reporting|editing|edited|translated|compiled|translation)\s+by\s+(?-i:[^\W\d_a-z]).{0,150}"
    r"|contact\s+us\b.{0,80}|(?:e-?mail|hotline|điện\s+thoại|liên\s+hệ)\s*:\s*.{1,80}"
    r"|leave\s+a\s+comment.{0,20}|click\s+here\b.{0,60}|download\s+(?:the|our)\b.{0,30}\bapp\b.{0,30}"
    r"|(?:follow|like|subscribe\s+to|join)\s+(?:us|our)\b.{0,80}|sign\s+up\s+(?:for|to)\b.{0,80}"
    r"|subscribe|newsletter|advertisement|quảng\s+cáo|back\s+to\s+top|print(?:\s+this(?:\s+\w+)?)?|in\s+bài\s+viết|gửi\s+email|email"
    r"|facebook|twitter|zalo|whatsapp|linkedin|telegram|pinterest|copy\s+link|sao\s+chép(?:\s+liên\s+kết)?"
    r"|(?:copyright\b|©|\(c\)\s+\d{4}|bản\s+quyền\b).{0,150}|all\s+rights\s+reserved.{0,80}"
    r")\s*[.|]?\s*$",
    re.IGNORECASE,
)
_FIRST_WORDS = frozenset(
    """related read see view also more other latest hot top featured breaking most you recommended
    trending news các tin bài xem đọc có cùng tag tags từ keyword keywords share chia follow theo
    comment comments bình like subscribe join sign newsletter advertisement quảng back print in gửi
    email facebook twitter zalo whatsapp linkedin telegram pinterest copy sao copyright c bản
    all tham with additional reporting editing edited translated compiled translation contact e
    hotline điện liên leave click download""".split()  # noqa: SIM905 - a list of words is read more easily
)
_first_word = re.compile(r"[^\W\d_]+").search
_HINTS = ("photo", "picture", "image", "illustration", "foto", "ảnh", "hình", "hinh", "anh")
_REACH = 160
_STROKE = re.compile(r"[A-Za-z]/\w")
_CLOSING = "\"'”’»)] "
_SMALL_WORDS = frozenset(
    "of and the for in on at to a an de du von và của tại cho & - – — ,".split()  # noqa: SIM905
)


def is_captioned(text: str) -> bool:
    """Whether a line is a picture's caption, by its credit or a trailing bar."""
    if text[-1] == "|":
        return True
    # One of these is in every credit, and in few other lines.
    if not (
        ":" in text
        or "(" in text
        or "/" in text
        or "ourtesy" in text
        or "redit" in text
        or "hoto" in text
    ):
        return False
    tail = text[-_REACH:]
    lowered = tail.lower()
    hinted = any(hint in lowered for hint in _HINTS) or ("/" in tail and _STROKE.search(tail))
    if hinted and _CREDIT.search(tail) is not None:
        return True
    return _OPENING_CREDIT.match(text) is not None


def may_be_furniture(text: str) -> bool:
    """Whether the two below can say yes: a quick look at the first word."""
    if "©" in text or text[0] in "►▶" or text.startswith(">>"):
        return True
    word = _first_word(text, 0, 40)
    return word is not None and word[0].lower() in _FIRST_WORDS


def is_alt_line(text: str) -> bool:
    """Whether a line is what a page keeps for a picture that is not shown (``… hinh 0``)."""
    last = text[-1]
    if last == ".":
        last = text[-2:-1]
    elif last in "gfpGFP":
        return _ALT.search(text[-_REACH:]) is not None
    return last.isdecimal() and _ALT.search(text[-_REACH:]) is not None


def opens_related(text: str) -> bool:
    """Whether a line opens links to other pages: ``RELATED NEWS``, ``Tin liên quan``, ``Tags:``."""
    return len(text) <= 100 and may_be_furniture(text) and _RELATED.match(text) is not None


def is_boilerplate_line(text: str) -> bool:
    """Whether a line alone is furniture of its page: tags, sharing, copyright."""
    if text[0] in "►▶" or text.startswith(">>"):
        return is_headline(text)  # a link to another page
    return may_be_furniture(text) and _FURNITURE.match(text) is not None


def is_headline(text: str) -> bool:
    """Whether a line may be a headline: short, and not ended as running text is."""
    return len(text) <= 250 and text.rstrip(_CLOSING)[-1:] not in {".", ";", ":", ","}


def is_name(line: str) -> bool:
    """Whether a line is two to four words with a capital each, and nothing else."""
    words = line.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() and w.rstrip(".").isalpha() for w in words)


def is_name_and_office(text: str) -> bool:
    """Whether a line names a person and an office: nearly every word has a capital."""
    words = [word for word in text.split() if word.casefold().strip(",") not in _SMALL_WORDS]
    if not 2 <= len(words) <= 24 or text[-1] in ".!?:;…":
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 0.75 * len(words) and words[-1][0].isupper()
