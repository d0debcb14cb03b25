"""Long runs cut into chunks, each with its own seed, over at most two processes: the same figures on any machine."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

import numpy as np

SEED = 2015
PROCESSES = 2
CHUNK = 500

T = TypeVar("T")
#: What a chunk is asked for: the name of a case, its random generator, how many to make.
Work = Callable[[str, np.random.Generator, int], T]
Task = tuple[Work[T], str, tuple[int, ...], int]


def in_chunks(work: Work[T], names: Sequence[str], number: int, salt: int) -> dict[str, list[T]]:
    """``work`` for ``number`` cases of each name. ``salt`` keeps the draws of two benchmarks apart."""
    tasks: list[Task[T]] = [
        (work, name, (SEED, salt, place, start), min(CHUNK, number - start))
        for place, name in enumerate(names)
        for start in range(0, number, CHUNK)
    ]
    found: dict[str, list[T]] = {name: [] for name in names}
    for task, result in zip(tasks, _run(tasks), strict=True):
        found[task[1]].append(result)
    return found


def _run(tasks: list[Task[T]]) -> Iterator[T]:
    if len(tasks) < 2 * PROCESSES:
        yield from map(_one, tasks)
        return
    with ProcessPoolExecutor(PROCESSES) as pool:
        yield from pool.map(_one, tasks)


def _one(task: Task[T]) -> T:
    work, name, seed, number = task
    return work(name, np.random.default_rng(seed), number)
