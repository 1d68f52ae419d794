"""«Электронная школа»: the journal and the diary of a Russian region.

The folders tell the story in order, and each imports only what stands before it:
tools (`lib`), walls, design system and audit, regions, people, notices, rights,
the door (`access`), the school year (`academics`), the journal, the diary.
The order is held by `.importlinter`; `ARCHITECTURE.md` walks through three journeys.
"""
