"""Work that is done a little at a time, so that no key waits for it."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Generator, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Turns", "sorted_in_turns"]

Result = TypeVar("Result")

BLOCK = 2048
"""How many keys are sorted in one step: about a millisecond."""

MERGED = 512
"""How many numbers are merged in one step."""


class Turns(Generic[Result]):
    """Steps that lead to a result. A step yields how much of the work is done, from 0 to 1."""

    def __init__(self, steps: Generator[float, None, Result]) -> None:
        self._steps = steps
        self._result: list[Result] = []
        self.done = 0.0
        """How much is done."""

    @property
    def finished(self) -> bool:
        """Whether the result is known."""
        return bool(self._result)

    @property
    def result(self) -> Result:
        """What it came to. Raises ValueError while it is not finished."""
        if not self._result:
            raise ValueError("the work is not finished")
        return self._result[0]

    def step(self) -> None:
        """Do one step more. What a step raises ends the work without a result."""
        if self._result:
            return
        try:
            self.done = next(self._steps)
        except StopIteration as stop:
            self._result.append(stop.value)
            self.done = 1.0

    def work(self, seconds: float) -> bool:
        """Go on for about so long, a step at least; whether it is finished."""
        stop = perf_counter() + seconds
        while not self._result:
            self.step()
            if perf_counter() >= stop:
                break
        return self.finished

    def finish(self) -> Result:
        """Do all the rest."""
        while not self._result:
            self.step()
        return self.result


def sorted_in_turns(
    keys: Sequence[Any] | NDArray[Any], *, reverse: bool = False
) -> Generator[float, None, array[int]]:
    """The positions of the keys in the order of the keys; those of equal ones stay in theirs.

    Blocks are sorted and then merged, so that no step is long. ``keys`` may be a NumPy array:
    then nothing is made of it but what is being compared.
    """
    count = len(keys)
    sign = -1 if reverse else 1  # the merge puts the larger position first when it is reversed
    runs: list[Iterator[tuple[Any, int]]] = []
    for first in range(0, count, BLOCK):
        block = keys[first : first + BLOCK]
        order = sorted(range(len(block)), key=block.__getitem__, reverse=reverse)
        runs.append(_run(block, order, first, sign))
        yield 0.5 * (first + len(block)) / count
    merged = array("i")
    for _, position in heapq.merge(*runs, reverse=reverse):
        merged.append(sign * position)
        if len(merged) % MERGED == 0:
            yield 0.5 + 0.5 * len(merged) / count
    return merged


def _run(
    block: Sequence[Any] | NDArray[Any], order: list[int], first: int, sign: int
) -> Iterator[tuple[Any, int]]:
    return ((block[at], sign * (first + at)) for at in order)
