"""What every test of the repository shares.

The database and the environment come from the plugin `launcher.testing`, which
must be loaded before Django's settings are read, hence by its name and not here.
"""
