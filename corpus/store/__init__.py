"""Where annotations are kept."""

from corpus.store.base import Conflict, Store
from corpus.store.opening import open_store

__all__ = ["Conflict", "Store", "open_store"]
