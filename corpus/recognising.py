"""Going through documents with several recognisers, each result kept on its own.

So a change to one of them (a name taught, a new model) asks only that one again; the others'
words are taken from the cache and settled anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.mentions import Finds, FoundMentions
from corpus.recognise.checked import CheckedRecogniser
from corpus.recognise.combine import settle
from corpus.recognise.pieces import pieces

if TYPE_CHECKING:
    from corpus.index.cache import DocumentCache
    from corpus.recognise.configured import Chosen
    from corpus.recognise.protocol import Recogniser

__all__ = ["OWN_WORDS", "Member", "Recognition", "assemble", "own_words"]

OWN_WORDS = "entities.yaml"
"""The names and patterns of a collection, in its folder ``.glossator``."""

_SETTLED = "settled"
"""What all said together, in the place of a recogniser's key in the cache."""

_NOTHING = FoundMentions.of(())


@dataclass(frozen=True, slots=True)
class Member:
    """One of the recognisers of a collection.

    ``key`` is what the cache knows it by. One that is ``own`` follows the person's own words and
    is not outvoted; a ``slow`` one is asked when the others have gone through all documents.
    """

    recogniser: CheckedRecogniser
    key: str
    own: bool = False
    slow: bool = False


def own_words(root: Path, own: Path | None) -> list[Path]:
    """Where a collection's own names and patterns may stand.

    Beside its annotations: in the collection, or in ``own``, a person's own data on it.
    """
    places = [root / ".glossator", *([own / ".glossator", own] if own else [])]
    return [place / OWN_WORDS for place in places]


def assemble(chosen: Sequence[Chosen], words: Sequence[Path]) -> tuple[list[Member], list[str]]:
    """The recognisers of a collection, and sentences on those that cannot be had.

    ``words`` are the files of its own names and patterns, those that exist. The rules when nothing
    else is left.
    """
    members: list[Member] = []
    problems: list[str] = []
    for one in chosen:
        try:
            members += _members(one, words)
        except InputError as error:
            rest = "The rest is recognised without it."
            if one.kind == "patterns":
                rest = "The collection's own patterns are left out."
            problems.append(f"{error} {rest}")
    if all(member.own for member in members) and problems:
        members.insert(0, _rules())
    return members, problems


def _rules() -> Member:
    from corpus.recognise.rules import RuleRecogniser

    return Member(CheckedRecogniser(RuleRecogniser()), "rules")


def _members(chosen: Chosen, words: Sequence[Path]) -> Iterator[Member]:
    made: Recogniser
    match chosen.kind:
        case "rules":
            yield _rules()
        case "patterns":
            for number, file in enumerate(words):
                if file.exists():
                    from corpus.recognise.patterns import load_patterns

                    recogniser = CheckedRecogniser(load_patterns(file))
                    yield Member(recogniser, f"patterns {number}", own=True)
        case "spacy":
            from corpus.recognise.spacy_pipeline import SpacyRecogniser

            made = SpacyRecogniser(chosen.model, chosen.languages)
            made.check()
            yield Member(CheckedRecogniser(made), f"spacy {chosen.model}", slow=True)
        case _:
            from corpus.recognise.command import START, TIMEOUT, CommandRecogniser

            made = CommandRecogniser(
                chosen.command,
                timeout=chosen.timeout or TIMEOUT,
                start=chosen.start or START,
                labels=dict(chosen.labels),
                version=chosen.version,
            )
            made.check()
            key = "\0".join(("command", *chosen.command))
            yield Member(CheckedRecogniser(made), key, slow=True)


class Recognition:
    """The recognisers of one collection at work; what they find is kept in a cache.

    Where ``fast`` is asked for, the slow ones are left out.
    """

    def __init__(self, members: Sequence[Member], cache: DocumentCache) -> None:
        self._members = tuple(members)
        self._versions = {member.key: member.recogniser.version for member in members}
        self._cache = cache
        self._unkept: list[tuple[str, str, str, str, FoundMentions]] = []
        self.complete = True
        """Whether every document that was gone through was so by all."""

    @property
    def has_slow(self) -> bool:
        """Whether there is anything to do after the fast ones."""
        return any(member.slow for member in self._members)

    @property
    def version(self) -> str:
        """What all results depend on."""
        return " ".join(f"{key}={version}" for key, version in self._versions.items())

    def _asked(self, *, fast: bool) -> list[Member]:
        return [member for member in self._members if not (fast and member.slow)]

    def known(self, document: str, content: str, *, fast: bool = False) -> FoundMentions | None:
        """The mentions of a document of this content, if they were found before."""
        asked = self._asked(fast=fast)
        if len(asked) > 1 and not (fast and self.has_slow):
            kept = self._cache.mentions(document, content, _SETTLED, self.version)
            if kept is not None:
                return kept
        heard = []
        for member in asked:
            found = self._kept(document, content, member)
            if found is None:
                return None
            if found:
                heard.append(found)
        return None if len(heard) > 1 else heard[0] if heard else _NOTHING

    def _kept(self, document: str, content: str, member: Member) -> FoundMentions | None:
        return self._cache.mentions(document, content, member.key, self._versions[member.key])

    def needs_only_text(self, document: str, content: str) -> bool:
        """Whether the text is enough to go through a document: only patterns have yet to do it."""
        return sum(not member.own for member in self._members) <= 1 and all(
            member.own or self._kept(document, content, member) is not None
            for member in self._members
        )

    def go_through(
        self, document: Document, content: str, *, fast: bool = False
    ) -> Iterator[tuple[int, Document, Sequence[Mention]]]:
        """The mentions of one piece of a document after the other: its start, itself, they.

        Their offsets count from its start. Whoever has gone through this content before is not
        asked again. What was found is kept with the next ``keep``, once the last piece is taken.
        """
        asked = self._asked(fast=fast)
        known = {m.key: self._kept(document.id, content, m) for m in asked}
        fresh = {key: Finds() for key, kept in known.items() if kept is None}
        whole = dict.fromkeys(fresh, True)
        settled, several = Finds(), False
        for start, piece in pieces(document):
            voters: list[Sequence[Mention]] = []
            own: list[Sequence[Mention]] = []
            for member in asked:
                kept = known[member.key]
                if kept is None:
                    found: Sequence[Mention] = member.recogniser.recognise(piece)
                    fresh[member.key].add(found, start)
                    whole[member.key] &= member.recogniser.complete
                else:
                    found = _part(kept, start, start + len(piece.text))
                (own if member.own else voters).append(found)
            heard = [found for found in (*voters, *own) if found]
            if len(heard) > 1:
                several = True
                mentions: Sequence[Mention] = settle(piece, voters, own)
            else:
                mentions = heard[0] if heard else ()
            settled.add(mentions, start)
            yield start, piece, mentions
        for key, finds in fresh.items():
            if whole[key]:
                self._unkept.append(
                    (document.id, content, key, self._versions[key], finds.so_far())
                )
        if not all(whole.values()):
            self.complete = False
        elif several and not (fast and self.has_slow):
            self._unkept.append((document.id, content, _SETTLED, self.version, settled.so_far()))

    def keep(self) -> None:
        """Keep what was found until now."""
        self._cache.keep_mentions(self._unkept)
        self._unkept.clear()

    def troubles(self, *, counted: bool) -> list[str]:
        """What went wrong and was not told yet: at once that somebody is out, the rest counted."""
        return [
            sentence
            for member in self._members
            for sentence in member.recogniser.troubles(counted=counted)
        ]

    def close(self) -> None:
        """End the programs that were started."""
        for member in self._members:
            member.recogniser.close()


def _part(found: FoundMentions, start: int, end: int) -> Sequence[Mention]:
    """The mentions between two offsets, counted from the first."""
    if start == 0 and (not found or found.ranges.ends[-1] <= end):
        return found
    finds = Finds()
    finds.add((m for m in found.touching(start, end) if start <= m.start and m.end <= end), -start)
    return finds.so_far()
