"""``python manage.py average``."""
