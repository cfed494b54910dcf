"""From a delivered file to bronze: archive, decode, set aside, validate, promote."""
