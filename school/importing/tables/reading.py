"""From the bytes of a file to its table: examined, read, measured."""

from school.importing.tables import books, limits, texts
from school.importing.tables.boxes import Kind, examine
from school.importing.tables.table import Book, Refused, Sheet


def read(content: bytes) -> Book | Refused:
    """The book in a file that somebody sent, or one sentence why there is none."""
    kind = examine(content)
    if isinstance(kind, Refused):
        return kind
    if kind is Kind.TEXT:
        told = texts.read(content)
        book = Book((told,)) if isinstance(told, Sheet) else told
    else:
        book = books.read(content)
    if isinstance(book, Refused):
        return book
    if not any(sheet.rows for sheet in book.sheets):
        return Refused("В файле нет ни одной заполненной ячейки. Выберите другой.")
    return next(filter(None, map(_too_large, book.sheets)), book)


def _too_large(sheet: Sheet) -> Refused | None:
    rows, columns = len(sheet.rows), len(sheet.rows[0]) if sheet.rows else 0
    where = f"На листе «{sheet.name}»" if sheet.name else "В файле"
    if rows > limits.ROWS:
        return Refused(
            f"{where} строк больше {limits.ROWS}. Разделите список на несколько."
        )
    if columns > limits.COLUMNS:
        return Refused(
            f"{where} столбцов больше {limits.COLUMNS}. Оставьте те, что нужны, и"
            " сохраните список заново."
        )
    if rows * columns > limits.CELLS:
        return Refused(f"{where} слишком много ячеек. Разделите список на несколько.")
    return None
