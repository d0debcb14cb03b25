"""What the method is worth and what it costs: ``python -m benchmarks``.

Each benchmark has its generator in a module of its own, and every draw is seeded: ``coverage`` (does the range of S
hold the truth), ``gaps`` (how often a gap is flagged where there is none, how often a true one is found), ``speed``
(beside scipy doing the same report, and at 100,000 people), ``search`` (beside a table that is read through),
``duplicates`` (how many suggestions are right, how many are found). Nothing here is imported by the program.
"""
