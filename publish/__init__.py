"""Results become a public account; knows neither Dagster nor dbt nor the database file."""
