"""One file per community register; each declares its columns as REGISTER."""
