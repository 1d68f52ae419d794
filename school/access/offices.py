"""Whose a page of operators is: of any of them, or of the whole region's alone."""

from django.http import Http404

from school.access.middleware import VisitedRequest
from school.access.operating import Keeper, keeper


def keeper_of(request: VisitedRequest) -> Keeper:
    """The operator who asks; 404 for everybody else.

    Of a region or of a municipality: he has his schools alone. Two short queries.
    """
    found = keeper(request.recognised.session.account_id)
    if found is None:
        raise Http404
    return found


def whole_region_of(request: VisitedRequest) -> Keeper:
    """The operator of a whole region who asks; 404 for that of a municipality too."""
    found = keeper_of(request)
    if found.municipality is not None:
        raise Http404
    return found
