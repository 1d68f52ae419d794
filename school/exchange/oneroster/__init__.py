"""OneRoster 1.2 in its CSV binding 1.2.1 (1EdTech, 22 August 2023), bulk mode.

`files.toml` is the standard's table of files, `package` the archive, `checking` what is
wrong in one, `roster` and `gradebook` a school in its words.
"""
