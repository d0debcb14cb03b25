"""The same report by scipy: percentile bootstrap for every range, permutation test for every gap.

It stands for what a careful analyst would otherwise run on the answers themselves: a range for each question over
kinds of equal voice and for each kind, and for gaps each kind against everybody else, first on elements (Holm), then
on the questions of the elements found (Benjamini and Hochberg). All questions of a group go to scipy in one call,
with vectorised statistics, which is its fastest way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy import stats

from benchmarks.chunks import SEED
from benchmarks.people import columns
from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.scorecard.method.many_tests import benjamini_hochberg, holm

RESAMPLES = 9_999
BATCH = 500


def ranges(answers: Mapping[str, np.ndarray], resamples: int = RESAMPLES) -> list[Any]:
    """A range for every question over the six kinds, and for every kind and residents by themselves."""
    random = np.random.default_rng(SEED)
    by_question = {group: _numbers(said).T for group, said in answers.items()}
    six = [by_question[kind] for kind in SIX_KINDS]
    samples = [six, *([one] for one in by_question.values())]
    return [
        stats.bootstrap(
            sample, _equal_voice, n_resamples=resamples, batch=BATCH, axis=-1, vectorized=True,
            method="percentile", random_state=random,
        ).confidence_interval
        for sample in samples
    ]  # fmt: skip


def gaps(answers: Mapping[str, np.ndarray], resamples: int = RESAMPLES) -> list[tuple[str, str, str, float]]:
    """Every clear gap as (kind, element, question, adjusted p)."""
    random = np.random.default_rng(SEED)
    full = columns("community")
    numbers = {group: _numbers(said) for group, said in answers.items()}
    elements: list[tuple[str, str, Sequence[str], float]] = []
    for kind, own in numbers.items():
        asked = columns(kind)
        rest = np.concatenate([numbers[one] for one in SIX_KINDS if one != kind])
        found = [
            (element.id, [name for name in element.criteria if name in asked])
            for element in packaged().elements
            if any(name in asked for name in element.criteria)
        ]
        members = [own[:, [asked.index(name) for name in names]] for _, names in found]
        others = [rest[:, [full.index(name) for name in names]] for _, names in found]
        p = _permuted(
            [one.mean(axis=1) for one in members], [one.mean(axis=1) for one in others], resamples, random
        )
        elements += [(kind, *one, float(value)) for one, value in zip(found, p, strict=True)]
    adjusted = holm([p for *_, p in elements])
    clear = [one for one, p in zip(elements, adjusted, strict=True) if p <= 0.05]
    every: list[tuple[str, str, str, float]] = []
    for kind, element, names, _ in clear:
        asked = columns(kind)
        rest = np.concatenate([numbers[one] for one in SIX_KINDS if one != kind])
        mine = [numbers[kind][:, asked.index(name)] for name in names]
        p = _permuted(mine, [rest[:, full.index(name)] for name in names], resamples, random)
        every += [(kind, element, name, float(value)) for name, value in zip(names, p, strict=True)]
    by_question = benjamini_hochberg([p for *_, p in every])
    return [(*one[:3], p) for one, p in zip(every, by_question, strict=True) if p <= 0.10]


def _permuted(
    own: Sequence[np.ndarray], rest: Sequence[np.ndarray], resamples: int, random: np.random.Generator
) -> np.ndarray:
    test = stats.permutation_test(
        (np.stack(own), np.stack(rest)), _apart, n_resamples=resamples, batch=BATCH, axis=-1, vectorized=True,
        random_state=random,
    )  # fmt: skip
    p: np.ndarray = test.pvalue
    return p


def _equal_voice(*kinds: np.ndarray, axis: int) -> Any:
    return sum(kind.mean(axis=axis) for kind in kinds) / len(kinds)


def _apart(own: np.ndarray, rest: np.ndarray, axis: int) -> Any:
    return own.mean(axis=axis) - rest.mean(axis=axis)


def _numbers(said: np.ndarray) -> np.ndarray:
    """Levels as numbers, *I don't know* as the person's own mean, so that every sample is whole."""
    levels = np.where(said < 0, np.nan, said)
    return np.where(np.isnan(levels), np.nanmean(levels, axis=1, keepdims=True), levels)
