"""Several files at a time, by processes that have all rules from the one that started them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 4  # items that a process takes at a time

_task: tuple[Callable[[Any], Any], Sequence[Any]]  # in a started process: the work and all its items


def spread(
    work: Callable[[Item], Result], items: Sequence[Item], jobs: int, watched: Callable[[Sequence[Item]], Iterable[Item]]
) -> Iterator[Result]:
    """The result of the work for each item, in their order, by up to `jobs` processes.

    Where the system cannot fork there is one: another would have to read the rules anew. `watched` hands on the items, as many
    as there are results.
    """
    if min(jobs, len(items)) <= 1 or not hasattr(os, "fork"):
        yield from map(work, watched(items))
        return
    import multiprocessing  # noqa: PLC0415 - slow to import; most runs are one process

    with multiprocessing.get_context("fork").Pool(min(jobs, len(items)), _begin, (work, items)) as pool:
        results = pool.imap(_do, range(len(items)), _CHUNK)
        for _ in watched(items):
            yield next(results)


def _begin(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _task  # noqa: PLW0603 - what a process is started for holds as long as the process
    _task = (work, items)


def _do(number: int) -> Any:  # noqa: ANN401 - whatever the work gives
    work, items = _task
    return work(items[number])
