"""A list that an administrator of a planted school has sent: all of it canary words."""

from school.importing import uploads
from school.importing.models import Upload
from school.importing.tables.table import Book, Sheet
from school.lib import clock
from tests.matrix.canaries import word
from tests.matrix.planting import Planted

_HEAD = ("ФИО", "Дата рождения", "Класс", "Телефон матери", "ФИО матери")


def plant(here: Planted) -> None:
    """Leave it at a school; behind its walls."""
    mine = f"{here.place}СК5"
    said = [word(mine, what) for what in ("чужой", "когда", "класс", "куда", "мама")]
    table = uploads.list_in(Book((Sheet("", (_HEAD, tuple(said))),)))
    assert isinstance(table, uploads.Table)
    of = {"made_by": here.pupils[1], "made_at": clock.now(), "people": 1}
    made = here.put(Upload, "СК5", file_name=word(mine, "файл"), **of)
    uploads.close(made, table)
    made.save()
    here.uploads.append(made)
