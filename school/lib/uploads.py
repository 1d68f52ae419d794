"""Files that are sent: kept in memory, and no more of them than anybody needs."""

from typing import IO

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

# A list of a school has a megabyte; its form adds a little to the file's ten.
MOST = 11 * 1024 * 1024


class Bounded(MemoryFileUploadHandler):
    """Refuses a request that says, or turns out, to be larger than :data:`MOST`.

    Nothing is ever written to a disk: what strangers send stays in this process until
    the answer, and there is no folder of theirs to fill.
    """

    taken = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django's own name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Judge by the length that the request gives of itself."""
        if content_length > MOST:
            raise RequestDataTooBig("The request is larger than any list.")
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count what really comes."""
        self.taken += len(raw_data)
        if self.taken > MOST:
            raise RequestDataTooBig("The request is larger than it said.")
        return super().receive_data_chunk(raw_data, start)
