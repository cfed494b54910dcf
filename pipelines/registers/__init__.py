"""One file per community register: the code that reads a workspace's `registros/`."""
