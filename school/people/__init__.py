"""People as schools write them down: cards, kinship, and what names and numbers mean.

A card («личная карточка») belongs to one school; one human may have several. The pure
parts know no database: `names` compares and shortens, `snils` and `certificates` read
what people type, `sealing` hides it at rest. Nothing here decides who comes in: that is
`school.access`.
"""
