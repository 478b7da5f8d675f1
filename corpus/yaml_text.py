"""YAML from outside, looked at before it is composed: nothing in it can exhaust the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError
from corpus.hostile import harmless_line

if TYPE_CHECKING:
    from yaml.nodes import Node

__all__ = ["compose", "events", "load"]

_DEEPEST = 16


def compose(text: str, file: str) -> Node | None:
    """The nodes of YAML text, None when it is empty; ``file`` is what complaints call it.

    Raises InputError with file and line for what is not YAML, or nested too deeply.
    """
    import yaml

    loader = _checked(text, file)
    try:
        return yaml.compose(text, Loader=loader)
    except (yaml.YAMLError, ValueError) as error:
        raise _complaint(text, file, error) from error


def load(text: str, file: str) -> Any:  # noqa: ANN401 - a YAML document has any shape
    """The values of YAML text, as the safe loader makes them. Raises InputError as ``compose``."""
    import yaml

    loader = _checked(text, file)
    try:
        return yaml.load(text, loader)  # noqa: S506 - one of the two safe loaders
    except (yaml.YAMLError, ValueError) as error:
        raise _complaint(text, file, error) from error


def events(text: str, file: str) -> Iterator[Any]:
    """The events of YAML text, one at a time, for what may be very long.

    Only of scalars, lists and mappings. Raises InputError as ``compose``, and for an alias, which
    could make millions of few.
    """
    import yaml

    parts = yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.CollectionEndEvent
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _refused(file, event, "another document begins; take out the ---")
            if isinstance(event, yaml.AliasEvent):
                raise _refused(file, event, "an alias (*) cannot be used here; write it out")
            if isinstance(event, parts):
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                if depth > _DEEPEST:
                    raise _refused(file, event, "nested too deeply; flatten the YAML")
                yield event
    except (yaml.YAMLError, ValueError) as error:
        raise _complaint(text, file, error) from error


def _refused(file: str, event: Any, problem: str) -> InputError:  # noqa: ANN401 - a YAML event
    line = event.start_mark.line + 1 if event.start_mark else 1
    return InputError(f"{harmless_line(file)}, line {line}: {problem}.")


def _checked(text: str, file: str) -> Any:  # noqa: ANN401 - one of the two loaders
    """The loader to use, when the text is not too deep for it: composing recurses, in C as well."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    raise _refused(file, event, "nested too deeply; flatten the YAML")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, ValueError) as error:
        raise _complaint(text, file, error) from error
    return loader


def _complaint(text: str, file: str, error: Exception) -> InputError:
    """The error as one sentence."""
    import yaml

    name = harmless_line(file)
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        last = text.rstrip("\n").count("\n")  # what is not closed is missed on the line after it
        line = f", line {min(mark.line, last) + 1}" if mark else ""
        problem = error.problem or error.context or "not YAML"
        return InputError(f"{name}{line}: {harmless_line(problem)}; correct the YAML.")
    if isinstance(error, yaml.reader.ReaderError):
        number = text.count("\n", 0, error.position) + 1
        return InputError(f"{name}, line {number}: a control character; take it out.")
    return InputError(f"{name}: {harmless_line(str(error))}; correct the YAML.")
