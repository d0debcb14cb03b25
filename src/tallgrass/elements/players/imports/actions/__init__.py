"""What people can do with a list of partners in a file. Each verb lies in the module of its concern."""

from tallgrass.elements.players.imports.actions.applying import apply_import
from tallgrass.elements.players.imports.actions.previewing import (
    decide,
    decide_rest,
    drop_import,
    forget_old_previews,
    preview_import,
    settle_columns,
)
from tallgrass.elements.players.imports.actions.undoing import Later, later_changes, undo_import

__all__ = [
    "Later",
    "apply_import",
    "decide",
    "decide_rest",
    "drop_import",
    "forget_old_previews",
    "later_changes",
    "preview_import",
    "settle_columns",
    "undo_import",
]
