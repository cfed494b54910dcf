"""Tables declared in YAML: one source made from each recipe."""
