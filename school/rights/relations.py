"""What somebody is towards a thing. Contexts register; none is known here."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from school.rights.visitor import Role, Visitor

Relation = Callable[[Visitor, Any], frozenset[Role]]

_relations: dict[type, list[Relation]] = defaultdict(list)


def relate(thing: type, relation: Relation) -> None:
    """Say how to find a visitor's roles towards things of this class.

    Called from the ``ready`` of each context that knows some: of a card one knows who
    follows it, another who leads its class. Their roles add up.
    """
    _relations[thing].append(relation)


def roles_towards(visitor: Visitor, thing: object) -> frozenset[Role]:
    """All roles of the visitor towards the thing, today. KeyError for a class that
    nobody registered: a bug, not a refusal."""
    if type(thing) not in _relations:
        raise KeyError(type(thing))
    found = (relation(visitor, thing) for relation in _relations[type(thing)])
    return frozenset[Role]().union(*found)
