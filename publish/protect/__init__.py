"""Disclosure control: what may be shown about few people, decided once for every format."""
