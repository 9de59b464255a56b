"""How long each rule takes, measured only when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from healthlint.rules.rule import Rule

Rest = ParamSpec("Rest")
Result = TypeVar("Result")


class Timed(Protocol):
    """What may be put round work that is done for one rule."""

    def __call__(self, work: Callable[Concatenate[Rule, Rest], Result], /) -> Callable[Concatenate[Rule, Rest], Result]:
        """The same work, watched or not."""


def untimed(work: Callable[Concatenate[Rule, Rest], Result], /) -> Callable[Concatenate[Rule, Rest], Result]:
    """The work itself: who does not ask pays nothing."""
    return work


class Clock:
    """Seconds by rule. What rules share, such as the words of a sentence, counts for the first that needs it."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self._seconds: dict[str, float] = {}

    def by_rule(self) -> dict[str, float]:
        """Since the clock was made: what each rule took, and under the empty name what was done for none alone."""
        rest = time.perf_counter() - self._started - sum(self._seconds.values())
        return {**self._seconds, "": rest}

    def __call__(self, work: Callable[Concatenate[Rule, Rest], Result], /) -> Callable[Concatenate[Rule, Rest], Result]:
        """The same work, its time counted for its rule."""

        def watched(rule: Rule, /, *rest: Rest.args, **named: Rest.kwargs) -> Result:
            start = time.perf_counter()
            result = work(rule, *rest, **named)
            self._seconds[rule.id] = self._seconds.get(rule.id, 0.0) + time.perf_counter() - start
            return result

        return watched
