"""How a school begins: its year, bells and kinds of work, before any list."""
