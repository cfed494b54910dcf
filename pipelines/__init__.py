"""Files become tables: ingest, sources, catalogue and the Dagster wiring."""
