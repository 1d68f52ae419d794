"""An absence as a family reads it: a letter and a sentence that fits a son and a
daughter alike."""

from school.ui.typography import NBSP, counted

_SENTENCES = {
    "Н": "Пропуск урока, причина не указана",
    "Б": "Пропуск по болезни",
    "У": "Пропуск по уважительной причине",
    "УП": "Пропуск по уважительной причине",
    "О": "Опоздание",
}


def sentence(code: str, minutes_late: int | None) -> str:
    """What the letter means; for an unknown one the letter itself, in words."""
    if code == "О" and minutes_late:
        return f"Опоздание на{NBSP}{counted(minutes_late, 'минуту', 'минуты', 'минут')}"
    return _SENTENCES.get(code, f"Пропуск с{NBSP}пометкой «{code}»")
