"""The ledger in SQLite (default) or PostgreSQL: one set of tables, one set of statements."""
