"""Documents to take away: the account on paper, as a whole and by territory, and the kit of an assembly."""

from publish.documents.write import planned, write_documents

__all__ = ["planned", "write_documents"]
