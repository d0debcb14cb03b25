"""Nothing is changed quietly: rows are written in actions alone, and every action writes history."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "tallgrass"
WRITES = {
    "save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "update", "delete",
    "update_fields",
}  # fmt: skip


def chain(node: ast.expr) -> Iterator[ast.AST]:
    """The calls and attributes that a call hangs on, from the outside in."""
    while True:
        yield node
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        else:
            return


def writes(tree: ast.AST) -> Iterator[int]:
    """The lines where a row is written: by a query that begins with ``.objects``, or by ``.save()`` of a row."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        links = list(chain(node.func.value))
        queried = any(isinstance(one, ast.Attribute) and one.attr == "objects" for one in links)
        saved = node.func.attr == "save" and not node.args and isinstance(node.func.value, ast.Name)
        if node.func.attr in WRITES and (queried or saved):
            yield node.lineno


#: What begins a statement that writes rows, as this program writes its statements.
STATEMENTS = re.compile(r"\b(INSERT INTO|INSERT OR|REPLACE INTO|DELETE FROM|TRUNCATE|UPDATE)\s")


def statements(tree: ast.AST) -> Iterator[int]:
    """The lines of texts that are statements of the database's own, and write rows. What a function says about itself
    is no statement.
    """
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in said else None
        if isinstance(text, str) and STATEMENTS.search(text):
            yield node.lineno


def modules() -> dict[str, ast.Module]:
    """Every module of the program by its path."""
    return {
        str(path.relative_to(SOURCE)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def is_of_actions(path: str) -> bool:
    return path.endswith("/actions.py") or "/actions/" in path


#: What writes rows besides actions (a module, or a whole room), and why it may.
MACHINERY = {
    "elements/players/ending/taking_part.py": "steps of the action that closes a place",
    "elements/players/imports/taking_part.py": "a step of the action that deletes a partner",
    "elements/players/merging/carrying.py": "a step of the actions that join and part two records",
    "foundation/accounts/": "how people sign in: accounts, one-time links",
    "foundation/events/record.py": "history itself",
    "foundation/jobs/": "the table of jobs, written by jobs themselves; that a worker is alive",
    "foundation/mail/outbox.py": "messages that nobody carries",
    "foundation/messages/": "the queue: the room that posts records it, and what a steward does, places/mail",
    "foundation/search/engines.py": "the index of words, which follows the rows that are searched",
    "places/tokens/queries.py": "the day on which a token was last used",
    "strength/rounds/answering/rows.py": "the statements of the actions of those who answer",
    "strength/rounds/holding/locked.py": "how the actions with a round write their history",
    "web/backup/": "a whole backup brought back, history included",
    "web/example.py": "the example place on an empty instance",
}


def test_rows_are_written_in_actions_alone() -> None:
    elsewhere = {
        path
        for path, tree in modules().items()
        if not is_of_actions(path) and [*writes(tree), *statements(tree)]
    }
    assert {path for path in elsewhere if not path.startswith(tuple(MACHINERY))} == set()


def test_a_write_elsewhere_is_found() -> None:
    for text in (
        "player.save()",
        "Player.objects.filter(place=1).update(name='x')",
        "Event.objects.create()",
    ):
        assert [*writes(ast.parse(text))] == [1]
    for text in ("_ADD = 'INSERT INTO sheet VALUES (%s)'", "go(f'UPDATE {table} SET used = 1')"):
        assert [*statements(ast.parse(text))] == [1]
    for text in ("'SELECT 1'", "say('UPDATE')", '"""DELETE FROM is what it does."""'):
        assert [*statements(ast.parse(text))] == []
    for text in ("values.update(more)", "workbook.save(path)", "names.delete()"):
        assert [*writes(ast.parse(text))] == []


#: Actions that write no history, and why.
TELLS_NOTHING = {
    "ask": "the room that asks tells what it asked for; who was asked is told by nobody",
    "ask_those_within": "the room that asks tells what it asked for; who was asked is told by nobody",
    "unask": "the room tells what nobody heard of after all",
    "ask_for_scorecard": "the scorecard is told of once it is made",
    "begin_telling": "the partner is told when the message has gone",
    "choose_digest": "what somebody wants to get is their own business",
    "decide": "a plan that nobody has applied",
    "decide_rest": "a plan that nobody has applied",
    "drop_import": "a plan that nobody has applied",
    "change_room": "how many are in a room is no deed that anybody asks after",
    "give_answer": "no event ever says that somebody answered",
    "key_sheet": "no event ever says that somebody answered",
    "note_sign": "what the site has noticed about itself; it is nobody's deed",
    "note_participation": "a number is shown that was not yet shown; it is nobody's deed",
    "preview_import": "a plan that nobody has applied",
    "put_off_telling": "a message that was refused",
    "type_counts": "answers, which go as the question is closed",
    "send_me_a_test": "a message to oneself, of which only how it went is kept",
    "settle_columns": "a plan that nobody has applied",
    "open_question": "a question is told of once the room has seen or left it",
    "tell_by_mail": "the partner is told when the message has gone",
}


def calls(node: ast.AST) -> set[str]:
    """The names that a function calls, or hands over to be called."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} | {
        one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)
    }


def may_record(path: str, tree: ast.Module) -> bool:
    """Whether a module is of actions, a step of them, or writes history for them."""
    imports = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return is_of_actions(path) or path.startswith(tuple(MACHINERY)) or RECORD in imports


RECORD = "tallgrass.foundation.events.record"


def functions() -> dict[str, tuple[str, ast.FunctionDef]]:
    return {
        node.name: (path, node)
        for path, tree in modules().items()
        if may_record(path, tree)
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def recording(found: dict[str, tuple[str, ast.FunctionDef]]) -> set[str]:
    """The functions that write history, by themselves or through others."""
    names = {"record", "record_many"}
    while True:
        more = {name for name, (_, node) in found.items() if name not in names and calls(node) & names}
        if not more:
            return names
        names |= more


def acts(found: dict[str, tuple[str, ast.FunctionDef]]) -> set[str]:
    """What people can do: public functions of actions that say who does it."""
    return {
        name
        for name, (path, node) in found.items()
        if is_of_actions(path)
        and not name.startswith("_")
        and any(argument.arg == "by" for argument in (*node.args.args, *node.args.kwonlyargs))
    }


def test_every_action_writes_history() -> None:
    found = functions()
    silent = acts(found) - recording(found)
    assert silent <= set(TELLS_NOTHING)


def test_there_are_actions_to_look_at() -> None:
    assert {"add_partner", "hide_partner", "change_place", "give_role"} <= acts(functions())


def test_an_action_that_tells_nothing_is_found() -> None:
    node = ast.parse("def quiet(*, by):\n    row.save()").body[0]
    assert isinstance(node, ast.FunctionDef)
    found = {"quiet": ("room/actions.py", node)}
    assert acts(found) - recording(found) == {"quiet"}
