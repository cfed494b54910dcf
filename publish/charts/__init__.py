"""Charts of the public account: a drawing is described, laid out, rendered to SVG and kept by content."""

from publish.charts.model import Drawing, Point, Series, Target, same_years, year_position
from publish.charts.render import ChartBook

__all__ = ["ChartBook", "Drawing", "Point", "Series", "Target", "same_years", "year_position"]
