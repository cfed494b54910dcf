"""The pages of the public account: complete static HTML, no script, no other host."""
