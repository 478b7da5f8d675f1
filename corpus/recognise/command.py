"""A recogniser that is any program: a document a line goes to it, its mentions a line come back.

``docs/recognisers.md`` has the protocol. The program is the person's own choice, never that of a
collection; but what it answers is not trusted, and it may crash, hang or flood.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.entity import Mention
from corpus.errors import InputError
from corpus.hostile import harmless_line
from corpus.recognise.conversation import Conversation, ConversationError
from corpus.recognise.language import document_language
from corpus.recognise.protocol import IncompleteError, in_order

__all__ = ["START", "TIMEOUT", "CommandRecogniser"]

TIMEOUT = 20.0
"""Seconds for a document, when nothing else is set."""

START = 120.0
"""Seconds more for the first answer: models take their time to load."""

_SCORE = 0.8
"""The score of a mention that comes without."""

_IN_A_ROW, _IN_ALL = 3, 20
"""So many failures one after the other, or in all, and the program is not asked again."""


class CommandRecogniser:
    """Asks a program, which is started with the first document and kept for all.

    ``command`` is the program with its arguments; no shell reads it, ``~/`` is the home folder.
    ``labels`` says what a label of the program is here (empty: nothing); others stay as they are.
    A document that it does not answer in ``timeout`` seconds, or not as the protocol says, raises
    IncompleteError, and the program is ended and started anew; after three such documents in a
    row, or when it cannot be started, InputError. ``version`` is the person's own word for a model
    that changes while its program stays.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        timeout: float = TIMEOUT,
        start: float = START,
        labels: Mapping[str, str] | None = None,
        version: str = "",
    ) -> None:
        self._command = [os.path.expanduser(part) for part in command]  # noqa: PTH111 - no path yet
        self._timeout, self._start = timeout, start
        self._labels = dict(labels or {})
        self._told_version = version
        self._conversation: Conversation | None = None
        self._in_a_row = self._in_all = 0
        self._asked = 0
        self.name = f"command:{harmless_line(Path(self._command[0]).name)}"

    @property
    def version(self) -> str:
        """What changes with the command, its labels and the files it names."""
        told = repr((self._command, sorted(self._labels.items()), self._told_version))
        digest = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=8)
        for part in (shutil.which(self._command[0]) or "", *self._command[1:]):
            try:
                status = os.stat(part)  # noqa: PTH116 - most parts are no path
            except (OSError, ValueError):
                continue
            digest.update(f"{status.st_size}:{status.st_mtime_ns}".encode())
        return digest.hexdigest()

    def check(self) -> None:
        """Raises InputError when there is no such program; starts nothing."""
        program = self._command[0]
        if "/" in program and not Path(program).is_absolute():
            raise InputError(
                f"The recogniser {self._shown} must be given by its full path, or its name alone."
            )
        if shutil.which(program) is None:
            raise InputError(
                f"The recogniser {self._shown} is no program that can be run; "
                "correct the command, or install it."
            )

    def recognise(self, document: Document) -> list[Mention]:
        """The mentions that the program answers with. The class says what it raises."""
        try:
            answer = self._answer(document)
        except ConversationError as error:
            self.close()
            self._in_a_row += 1
            self._in_all += 1
            self._give_up(str(error))
            raise IncompleteError(
                f"The recogniser {self._shown} {error}; "
                f"{harmless_line(document.id)[:200]} is left without it until opened again."
            ) from error
        self._in_a_row = 0
        return self._mentions(document, answer)

    def _give_up(self, reason: str) -> None:
        if self._in_a_row >= _IN_A_ROW or self._in_all >= _IN_ALL:
            raise InputError(
                f"The recogniser {self._shown} {reason}; it failed {self._in_all} times and is not "
                "asked again. Correct the program, then open the collection again."
            )

    def _answer(self, document: Document) -> list[Any]:
        limit = self._timeout
        if self._conversation is None:
            self.check()
            try:
                self._conversation = Conversation(self._command)
            except OSError as error:
                raise InputError(
                    f"The recogniser {self._shown} cannot be started: "
                    f"{error.strerror or error}; correct the command."
                ) from error
            limit += self._start
        self._asked += 1
        # Not the bare id: the parts of a very long document have the same one.
        identifier = f"{document.id}#{self._asked}"
        question = {
            "id": identifier,
            "title": document.title,
            "text": document.text,
            "language": document_language(document),
        }
        return self._conversation.ask(identifier, json.dumps(question), limit)

    def _mentions(self, document: Document, answer: list[Any]) -> list[Mention]:
        """What the program gave, in order; what is no mention comes last, for others to refuse."""
        mentions: list[Mention] = []
        refused: list[Any] = []
        for given in answer:
            match given:
                case {"start": int() as start, "end": int() as end, "label": str() as theirs}:
                    label = self._labels.get(theirs, theirs)
                    if label:
                        text = document.text[max(start, 0) : max(end, 0)]
                        score = given.get("score", _SCORE)
                        mentions.append(Mention(start, end, text, label, self.name, score))
                case _:
                    refused.append(given)
        return in_order(mentions) + refused

    @property
    def _shown(self) -> str:
        return harmless_line(" ".join(self._command))[:100]

    def close(self) -> None:
        """End the program and all that it started."""
        if self._conversation is not None:
            self._conversation.close()
            self._conversation = None
