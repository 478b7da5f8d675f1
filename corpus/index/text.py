"""Full text: which documents hold the words of a query, best first (tantivy, BM25).

Words are cut and folded by ``corpus.index.words``, so what the engine finds is what
``corpus.search`` can point at. Queries are built here and not with the engine's own parser, which
accepts forms it does not carry out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import tantivy

from corpus.errors import GlossatorError
from corpus.index.vocabulary import Vocabulary, edits_for
from corpus.index.words import index_form, is_unspaced
from corpus.query import Query, Term

__all__ = ["IndexUnusableError", "TextHit", "TextHits", "TextIndex"]

_VERSION = "1"
_META = "glossator.json"
_HEAP = 48_000_000
_EXPANSIONS = 30  # words that a beginning is ranked by
_PHRASES = 200  # words that the open end of a phrase is ranked by
_MOST_OPEN = 2000  # words that the open end of a phrase may be
_FEW = 2  # documents: a word in no more may be a misspelling of a common one


class IndexUnusableError(GlossatorError):
    """A saved index is absent, damaged, of another version, or held by another program.

    Nothing is lost by that: an index can be built again from the documents.
    """

    exit_code = 3


@dataclass(frozen=True, slots=True)
class TextHit:
    """A document that matches, by number; a higher score is better."""

    number: int
    score: float


@dataclass(frozen=True, slots=True)
class TextHits:
    """The best documents, and how many there are in all.

    ``query`` is the query as it was carried out: with the words that stood in for misspelt ones.
    """

    total: int
    hits: tuple[TextHit, ...]
    query: Query


class TextIndex:
    """The words of a collection. Kept in memory, or in a folder that several programs may read.

    Only one program may write; another that asks to gets IndexUnusableError. What was added counts
    after ``commit``.
    """

    def __init__(self, index: tantivy.Index, *, write: bool) -> None:
        """Use ``create`` or ``open``."""
        index.register_tokenizer(
            "words", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )
        self._index = index
        self._schema = index.schema
        self._writer: tantivy.IndexWriter | None = None
        if write:
            try:
                self._writer = index.writer(heap_size=_HEAP, num_threads=1)
            except ValueError as error:
                raise IndexUnusableError(
                    "The text index is being written by another Glossator. "
                    "Close that one, or open the index only to read."
                ) from error
        self._refresh()

    @classmethod
    def create(cls, folder: Path | None = None) -> TextIndex:
        """A new, empty index, in memory or in a folder (made when absent, else to be empty)."""
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("number", fast=True, indexed=True)
        builder.add_text_field("title", tokenizer_name="words", index_option="position")
        builder.add_text_field("body", tokenizer_name="words", index_option="position")
        schema = builder.build()
        if folder is None:
            return cls(tantivy.Index(schema), write=True)
        folder.mkdir(parents=True, exist_ok=True)
        if tantivy.Index.exists(str(folder)):
            raise IndexUnusableError(f"There is a text index in {folder} already.")
        index = cls(tantivy.Index(schema, path=str(folder)), write=True)
        (folder / _META).write_text(json.dumps({"version": _VERSION}), encoding="utf-8")
        return index

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> TextIndex:
        """A saved index, to read, or to go on writing. Raises IndexUnusableError."""
        again = "It is built anew when the collection is opened."
        try:
            meta = json.loads((folder / _META).read_text(encoding="utf-8"))
            index = tantivy.Index.open(str(folder))
        except (OSError, ValueError) as error:
            raise IndexUnusableError(
                f"The text index in {folder} cannot be read. {again}"
            ) from error
        if not isinstance(meta, dict) or meta.get("version") != _VERSION:
            raise IndexUnusableError(f"The text index in {folder} is of another version. {again}")
        return cls(index, write=write)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be added."""
        return self._writer is None

    def __len__(self) -> int:
        """How many documents can be found."""
        return int(self._searcher.num_docs)

    def _refresh(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
        self._words: dict[str, Vocabulary] = {}

    def refresh(self) -> None:
        """See what another program has committed."""
        self._refresh()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise IndexUnusableError("The text index is open only to read.")
        return self._writer

    def add(self, number: int, title: str, text: str) -> None:
        """Add a document under a number of its own (not negative)."""
        document = tantivy.Document()
        # A plain keyword argument would make a signed number, which kills the writer's thread.
        document.add_unsigned("number", number)
        heading = index_form(title)
        document.add_text("title", heading)
        # Words of the title count as words of the document; the engine leaves a gap between the
        # two, so no phrase runs across.
        document.add_text("body", heading)
        document.add_text("body", index_form(text))
        self._writing().add_document(document)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""
        writer = self._writing()
        for number in numbers:
            # By query, because the engine takes a bare number for a signed one and finds nothing.
            one = tantivy.Query.term_query(self._schema, "number", number)
            writer.delete_documents_by_query(one)

    def commit(self) -> None:
        """Make what was added and removed durable, and count from now on. About 15 ms."""
        self._writing().commit()
        self._refresh()

    def close(self) -> None:
        """Finish merging and let go of the writer's lock; what is not committed is dropped."""
        if self._writer is not None:
            with suppress(ValueError):  # a merge that failed loses nothing
                self._writer.wait_merging_threads()
            self._writer = None

    def _vocabulary(self, beginning: str) -> Vocabulary:
        """The words that begin so, kept until the next commit."""
        words = self._words.get(beginning)
        if words is None:
            words = Vocabulary(self._searcher.terms_with_prefix("body", beginning))
            self._words[beginning] = words
        return words

    def _near(self, word: str, *, at_least: int, beginning: bool) -> tuple[str, ...]:
        """Words of the collection close to one; mostly they begin with the same letter."""
        for start in (word[0], word[1:2]):
            found = self._vocabulary(start).close_to(word, at_least=at_least, beginning=beginning)
            if found or at_least > 1:
                return found
        # All words take a while to fetch: only when there is something to find.
        edits = edits_for(word)
        query = tantivy.Query.fuzzy_term_query(self._schema, "body", word, edits, prefix=beginning)
        if not edits or not self._searcher.search(query, 1).hits:
            return ()
        return self._vocabulary("").close_to(word, at_least=at_least, beginning=beginning)

    # Searching

    def search(self, query: Query, limit: int = 50, *, typos: bool = True) -> TextHits:
        """The documents that match, best first, equally good ones by number.

        With ``typos`` a word that is in no document, or hardly any, also stands for close ones.
        """
        if typos:
            query = query.with_close(self._close(query))
        if not query or limit < 1:
            return TextHits(0, (), query)
        must, without = tantivy.Occur.Must, tantivy.Occur.MustNot
        parts = [(must, self._any([self._term(term) for term in group])) for group in query.groups]
        parts += [(without, self._term(term)) for term in query.excluded]
        result = self._searcher.search(tantivy.Query.boolean_query(parts), limit)
        found = result.hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in found])
        hits = [TextHit(int(n or 0), float(s)) for (s, _), n in zip(found, numbers, strict=True)]
        hits.sort(key=lambda hit: (-hit.score, hit.number))
        total: int = result.count  # type: ignore[attr-defined]  # its stubs forget it
        return TextHits(total, tuple(hits), query)

    def _close(self, query: Query) -> dict[str, tuple[str, ...]]:
        """Words of the collection for each word of the query that seems misspelt."""
        close: dict[str, tuple[str, ...]] = {}
        for term in query.terms:
            word = term.words[0]
            if len(term.words) > 1 or term.quoted or word in close or is_unspaced(word):
                continue
            if term.prefix:
                if not self._searcher.terms_with_prefix("body", word, limit=1):
                    close[word] = self._near(word, at_least=1, beginning=True)
                continue
            count = self._searcher.doc_freq("body", word)
            if count <= _FEW:
                close[word] = self._near(word, at_least=max(1, 5 * count), beginning=False)
        return {word: words for word, words in close.items() if words}

    @staticmethod
    def _any(queries: list[tantivy.Query]) -> tantivy.Query:
        if len(queries) == 1:
            return queries[0]
        should = tantivy.Occur.Should
        return tantivy.Query.boolean_query([(should, query) for query in queries])

    def _word(self, word: str, field: str = "body", boost: float = 1.0) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, word)
        return query if boost == 1.0 else tantivy.Query.boost_query(query, boost)

    def _term(self, term: Term) -> tantivy.Query:
        """What matches a term: in the body for all, and more for the title."""
        words, prefix = _engine_words(term)
        if len(words) > 1:
            return self._open_phrase(words) if prefix else self._phrase(words)
        word = words[0]
        queries = [self._word(word), self._word(word, "title", 1.5)]
        if prefix:
            queries += self._beginning(word)
        queries += [
            self._word(other, "body", 0.6 if rank == 0 else 0.4)
            for rank, other in enumerate(term.close)
        ]
        return self._any(queries)

    def _phrase(self, words: list[str]) -> tantivy.Query:
        body = tantivy.Query.phrase_query(self._schema, "body", list(words))
        title = tantivy.Query.phrase_query(self._schema, "title", list(words))
        return self._any([body, tantivy.Query.boost_query(title, 1.5)])

    def _beginning(self, word: str) -> list[tantivy.Query]:
        """What matches words that begin so. The engine's own way of it does not rank."""
        found = self._searcher.terms_with_prefix("body", word, limit=_EXPANSIONS + 1)
        queries = [self._word(other) for other, _ in found[:_EXPANSIONS] if other != word]
        if len(found) > _EXPANSIONS:
            rest = tantivy.Query.regex_query(self._schema, "body", word + ".+")
            queries.append(tantivy.Query.const_score_query(rest, 0.01))
        return queries

    def _open_phrase(self, words: list[str]) -> tantivy.Query:
        """What matches words in a row of which the last may go on.

        Where its continuations are more than ``_MOST_OPEN``, as after one letter in a large
        collection, only the most frequent ones are looked for.
        """
        *head, last = words
        before = self._phrase(head) if len(head) > 1 else self._word(head[0])
        found = self._searcher.terms_with_prefix("body", last, before, limit=_MOST_OPEN + 1)
        if not found:
            return tantivy.Query.empty_query()
        queries = [self._phrase([*head, other]) for other, _ in found[:_PHRASES]]
        if _PHRASES < len(found) <= _MOST_OPEN:
            pattern: list[str | tuple[int, str]] = [*head, last + ".*"]
            rest = tantivy.Query.regex_phrase_query(self._schema, "body", pattern)
            # The engine gives up beyond 16 384 continuations, and counts those everywhere.
            if len(self._searcher.terms_with_prefix("body", last, limit=8000)) < 8000:
                queries.append(tantivy.Query.const_score_query(rest, 0.01))
        return self._any(queries)


def _engine_words(term: Term) -> tuple[list[str], bool]:
    """The words of a term as ``index_form`` stores them, and whether the last may go on.

    Of a run without spaces the pairs are looked for, and its end alone only where it must end.
    """
    words: list[str] = []
    prefix = term.prefix
    for i, word in enumerate(term.words):
        if not is_unspaced(word):
            words.append(word)
            continue
        words += [word[k : k + 2] for k in range(len(word) - 1)]
        last = i == len(term.words) - 1
        if not last or len(word) == 1:
            words.append(word[-1])
        if last:
            prefix = len(word) == 1
    return words, prefix
