"""The same account in the open formats that other programs read; made from the protected account only."""
