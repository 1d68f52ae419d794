"""Who may be here at all, and what stands around every page of importing."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from school.access.middleware import VisitedRequest
from school.importing import uploads
from school.importing.models import Upload
from school.registry.frame import Frame, frame_of
from school.registry.keeping import administers
from school.rights.visitor import Visitor


def administrator(request: VisitedRequest) -> Visitor:
    """Whoever comes, as the administrator of a school; 404 for anybody else."""
    if not administers(request.visitor):
        raise Http404
    return request.visitor


def frame(visitor: Visitor) -> Frame:
    """Importing stands behind «Ученики»."""
    return frame_of(visitor, "registry:students")


def asked_for(
    visitor: Visitor, key: int, kind: Upload.Kind = Upload.Kind.LIST
) -> Upload:
    """The upload of an address; another school's is not there."""
    found: Upload = get_object_or_404(uploads.uploads_of(visitor, kind), key=key)
    return found
