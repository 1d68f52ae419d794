"""Birth certificates: series and number in one canonical form, «II-ИК 123456».

The series is a Roman number and two Cyrillic letters, the number six digits (seven in
some). People type the Roman part with Cyrillic letters, with ones and with «П» for II.
"""

import re
import unicodedata

from school.people.unreadable import Unreadable

_FORM = re.compile(r"([IVXLCDM]{1,6})-([А-Я]{2}) (\d{6,7})")
_ROMAN = str.maketrans(
    {
        "1": "I",
        "І": "I",
        "|": "I",
        "П": "II",
        "Ш": "III",
        "Х": "X",
        "У": "V",
        "Ѵ": "V",
        "Y": "V",
        "С": "C",
        "М": "M",
        "Л": "L",
    }
)
_CYRILLIC = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
_ROUGH = re.compile(r"(.{1,6}?)-?([^\W\d_]{2})-?(\d{6,7})")


def parse(text: str) -> str | Unreadable:
    """The canonical form of a Russian birth certificate, or what is wrong."""
    if not text.strip():
        return Unreadable("Свидетельство не заполнено. Впишите серию и номер.")
    canonical = normalise(text)
    if _FORM.fullmatch(canonical):
        return canonical
    return Unreadable(
        "Не похоже на свидетельство о рождении."
        " Впишите серию и номер так: II-ИК 123456."
    )


def normalise(text: str) -> str:
    """What two certificates are compared by: canonical for Russian ones.

    Any other document (a foreign one) keeps its letters and digits in capitals.
    """
    plain = unicodedata.normalize("NFKC", text.replace("№", " ")).upper()
    plain = re.sub(r"#|\bN[O0]?\b\.?|СЕРИЯ|НОМЕР", " ", plain)
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain)
    found = _russian(re.sub(r"\s+", "", plain))
    return found or " ".join(re.sub(r"[^\w]|_", " ", plain).split())


def _russian(squeezed: str) -> str:
    """«IIИК123456» in its canonical form, empty when it is something else."""
    rough = _ROUGH.fullmatch(squeezed)
    if rough is None:
        return ""
    roman, letters, number = rough.groups()
    canonical = f"{roman.translate(_ROMAN)}-{letters.translate(_CYRILLIC)} {number}"
    return canonical if _FORM.fullmatch(canonical) else ""


def masked(certificate: str) -> str:
    """«II-ИК ***456»: what a card shows until it is opened."""
    series, _, number = certificate.rpartition(" ")
    return f"{series} ***{number[-3:]}".strip()
