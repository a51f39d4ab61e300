"""The database engine of the settings: Django's PostgreSQL, with plans that last."""
