"""Lists and packages that a planted school's administrator sent: of each one waits,
one is written."""

from school.exchange.incoming.opening import Opened
from school.exchange.lying import sealed
from school.exchange.oneroster.remarks import Remark
from school.importing import uploads
from school.importing.models import Upload
from school.importing.tables.table import Book, Refused, Sheet
from school.lib import clock
from tests.matrix.canaries import word
from tests.matrix.planting import Planted

_NO_TRANSACTION = 1
_HEAD = ("ФИО", "Дата рождения", "Класс", "Телефон матери", "ФИО матери")


def plant(here: Planted) -> None:
    """Leave it at a school; behind its walls."""
    mine = f"{here.place}СК5"
    said = [word(mine, what) for what in ("чужой", "когда", "класс", "куда", "мама")]
    tables = uploads.lists_in(Book((Sheet("", (_HEAD, tuple(said))),)))
    assert not isinstance(tables, Refused)
    (table,) = tables
    of = {"made_by": here.pupils[1], "made_at": clock.now(), "people": 1}
    made = here.put(Upload, "СК5", file_name=word(mine, "файл"), **of)
    uploads.close(made, table)
    made.save()
    written = here.put(Upload, "СК5", file_name=word(mine, "записан"), **of)
    written.state, written.tx = Upload.State.WRITTEN, _NO_TRANSACTION
    written.ended_at = written.made_at
    written.save()
    here.uploads += [made, written]
    named = word(mine, "архив")
    fault = Remark("users.csv", f"«{word(mine, 'кто-то')}» — не дата.", 2, "birthDate")
    of |= {"kind": Upload.Kind.PACKAGE, "sealed": sealed(Opened({}, {}, (fault,)))}
    package = here.put(Upload, "СК5", file_name=named, **of)
    loaded = here.put(Upload, "СК5", file_name=word(mine, "принят"), **of)
    loaded.state, loaded.tx = Upload.State.WRITTEN, _NO_TRANSACTION
    loaded.ended_at = loaded.made_at
    loaded.save()
    here.packages += [package, loaded]
