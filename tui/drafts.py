"""Notes that were begun and not saved: kept as they are typed, through a killed session."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

__all__ = ["Drafts"]

MOST = 32
_MAGIC = b"glossator draft 1\n"


class Drafts:
    """Texts by the name of the note they are for; a file each in ``folder``, or none.

    A draft is written whenever it changes: it is a few hundred bytes, and a line drops without a
    word. It is convenience: what cannot be written is kept as long as the program runs. At most
    ``MOST`` are kept; the oldest goes first.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._texts: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """What was typed for this note and not saved, or None."""
        if name not in self._texts and (file := self._file(name)) is not None:
            with suppress(OSError, ValueError):
                data = file.read_bytes()
                if data.startswith(_MAGIC):
                    self._texts[name] = data[len(_MAGIC) :].decode("utf-8", "surrogatepass")
        return self._texts.get(name)

    def put(self, name: str, text: str) -> None:
        """Keep what is typed now."""
        if self._texts.get(name) == text:
            return
        self._texts.pop(name, None)
        self._texts[name] = text
        while len(self._texts) > MOST:
            del self._texts[next(iter(self._texts))]
        file = self._file(name)
        if file is None:
            return
        part = file.with_suffix(".part")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not file.exists():
                self._make_room(file.parent)
            part.touch(mode=0o600)
            part.write_bytes(_MAGIC + text.encode("utf-8", "surrogatepass"))
            part.replace(file)

    def drop(self, name: str) -> None:
        """The note was saved, or what was typed was taken back."""
        self._texts.pop(name, None)
        if (file := self._file(name)) is not None:
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def _file(self, name: str) -> Path | None:
        if self._folder is None:
            return None
        import hashlib

        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12)
        return self._folder / digest.hexdigest()

    def _make_room(self, folder: Path) -> None:
        files = sorted(folder.iterdir(), key=_changed)
        for file in files[: max(0, len(files) - MOST + 1)]:
            file.unlink(missing_ok=True)


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
