"""Django's PostgreSQL backend with the three things our walls need.

Grouping never relies on a primary key being ``id`` alone (the physical key is
``(id, school_id)``), integers always travel as bigint (psycopg would otherwise make
several prepared statements of one), and more statements may stay prepared.
"""
