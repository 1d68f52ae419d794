"""Rendering models while tables change: what changed, and not all its relations.

Django renders every model anew that is related to a changed one. All of ours are, by
way of the school: three fifths of a first migration went into that. Our operations ask
a model for its table and its columns alone, and those of a relation are the same in
the rendering before. A step that runs Python still sees everything fresh: the state is
marked as one whose rendering was put off, which is Django's own word for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState


@contextmanager
def each_alone() -> Iterator[None]:
    """Render each changed model alone."""
    states: Any = ProjectState  # its types know only what is public
    whole = states._find_reload_model
    states._find_reload_model = _itself
    try:
        yield
    finally:
        states._find_reload_model = whole


def _itself(
    state: ProjectState, app_label: str, model_name: str, delay: bool = False
) -> set[tuple[str, str]]:
    state.is_delayed = True
    return {(app_label, model_name)}
