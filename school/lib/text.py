"""What people type, without what nobody can see.

A letter that is not drawn can turn a line round, hide a word or stand for an empty
field; a control character cannot even be kept in a table.
"""

import re
from unicodedata import category

_SPACES = {"Cc", "Zl", "Zp"}
# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt) and the interlinear
# marks, but for U+200D and U+FE0F: of these, emoji are made.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_OF_EMOJI = "\u200d\ufe0f"
_TYPED_BLANK = " \u00a0\t\r\n"


def plain(text: str) -> str:
    """One line of what can be seen: no control characters, no spaces around."""
    drawn = "".join(
        " " if category(letter) in _SPACES else letter
        for letter in _INVISIBLE.sub("", text)
        if category(letter) != "Cs"
    ).strip()
    return drawn if drawn.strip(_OF_EMOJI + _TYPED_BLANK) else ""


def plain_lines(text: str) -> str:
    """The same, line by line."""
    return "\n".join(plain(line) for line in text.splitlines()).strip()


def is_unseen(text: str) -> bool:
    """Whether something was sent and nothing of it can be seen.

    It is not the same as an empty field: with that a person says that there is nothing.
    """
    return bool(text.strip(_TYPED_BLANK)) and not plain(text)
