"""Tallgrass: how strong is your civic tech and data ecosystem?"""

from typing import Final

#: The program's version; ``pyproject.toml`` says the same (a test compares them).
__version__: Final = "0.1.0"
