"""When somebody last proved at Госуслуги who he is, as an id_token tells it."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_MOMENT = re.compile(r"[0-9]{1,11}", re.ASCII)


def proved_at(claims: Mapping[str, Any]) -> datetime | None:
    """``auth_time``, in seconds since 1970: the claim of ЕСИА and of OpenID Connect.

    None where it is not told or cannot be read; neither is in anybody's favour.
    """
    told = claims.get("auth_time")
    if isinstance(told, bool) or not isinstance(told, int | str):
        return None
    if not _MOMENT.fullmatch(str(told)):
        return None
    return datetime.fromtimestamp(int(told), UTC)
