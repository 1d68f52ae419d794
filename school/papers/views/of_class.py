"""Of which class something is printed: one that the visitor keeps."""

from django.http import Http404

from school.academics.leading import class_named, kept_classes
from school.academics.models import SchoolClass
from school.rights.visitor import Visitor


def class_to_print(visitor: Visitor, asked: str) -> SchoolClass:
    """The class of this key; another's, or none, is the first of the visitor's own.

    Http404 for whoever keeps none. One query.
    """
    classes = kept_classes(visitor)
    if not classes:
        raise Http404
    return class_named(classes, asked) or classes[0]
