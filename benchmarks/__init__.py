"""What the method is worth and what it costs: ``python -m benchmarks``.

Three benchmarks, each with its generator in a module of its own and every draw seeded: ``coverage`` (does the range
of S hold the truth), ``gaps`` (how often a gap is flagged where there is none, how often a true one is found) and
``speed`` (beside scipy doing the same report, and at 100,000 people). Nothing here is imported by the program.
"""
