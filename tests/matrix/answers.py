"""What an answer must never be, whatever was asked."""

import json
import re

from django.http import HttpResponse

from tests.matrix.canaries import body_of

_RUSSIAN = re.compile(r"[а-яё]{4}")


def wrong(response: HttpResponse) -> list[str]:
    """What is wrong with an answer: our fault, no words, somebody's markup."""
    text = body_of(response)
    if response.status_code >= 500:
        return [str(response.status_code)]
    if "<script>alert" in text:
        return ["the markup came back as it was"]
    silent = {301, 302, 303}
    if response.status_code not in silent and not _RUSSIAN.search(_words(text)):
        return [f"{response.status_code} without words"]
    return []


def _words(text: str) -> str:
    """JSON hides its letters behind escapes."""
    return json.dumps(json.loads(text), ensure_ascii=False) if text[:1] == "{" else text
