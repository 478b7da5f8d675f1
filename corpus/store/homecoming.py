"""Work that was kept elsewhere while a collection could not be written, brought home."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from corpus.errors import StoreError
from corpus.store.base import Conflict, Store

__all__ = ["bring_home"]


def bring_home(home: Store, away: Store, moment: datetime) -> str:
    """Apply to ``home`` the edits that only ``away`` has, and set its file aside.

    Returns what to tell the reader, empty when there is nothing to bring. An edit whose
    annotation was changed at home since stays where it is, and is counted. Raises StoreError
    when one of the stores fails; what was brought until then is brought.
    """
    known = {edit.id for edit in home.edits()}
    brought = kept = 0
    for edit in reversed(away.edits()):
        if edit.id in known:
            continue
        try:
            home.apply(edit)
            brought += 1
        except Conflict:
            kept += 1
    aside = _set_aside(away, moment)
    sentences = []
    if brought:
        sentences.append(f"Steps of work brought home from {away.where.parent}: {brought}.")
    if kept:
        sentences.append(f"Steps that do not fit any more and stay in {aside}: {kept}.")
    return " ".join(sentences)


def _set_aside(store: Store, moment: datetime) -> Path:
    store.close()
    place = store.where
    stem = f"{place.stem}.brought-home-{moment:%Y%m%d-%H%M%S}"
    aside = place.with_name(stem + place.suffix)
    number = 2
    while aside.exists():
        aside = place.with_name(f"{stem}-{number}{place.suffix}")
        number += 1
    try:
        place.rename(aside)
    except OSError as error:
        raise StoreError(f"{place} cannot be set aside ({error.strerror}).") from error
    return aside
