"""The example workspace: synthetic official files in the real layouts, made by `generate`."""
