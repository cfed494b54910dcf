"""One file per official source: recognise it by content, read it, conform it."""
