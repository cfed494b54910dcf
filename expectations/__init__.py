"""Great Expectations at the two borders: bronze in, published values out. One YAML per table."""
