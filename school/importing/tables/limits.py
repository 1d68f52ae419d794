"""How much of a file is looked at: asked before anything is unpacked."""

FILE = 10 * 1024 * 1024
UNPACKED = 100 * 1024 * 1024
# A sheet of ordinary rows shrinks to a tenth or a thirtieth; a bomb to a thousandth.
RATIO = 100
ENTRIES = 200
SHEETS = 30
ROWS = 20_000
# A grid of lessons: eighty classes with a room beside each.
COLUMNS = 160
CELLS = 1_200_000
# Merged areas of a sheet; those beyond are as if they had not been merged.
MERGED = 5_000
# The longest text of a cell that Excel itself takes.
CELL = 32_767
MEMORY = 512 * 1024 * 1024
SECONDS = 20
