"""Indicator cards, common goals, recipes and settings: typed models, loading, checks, export."""
