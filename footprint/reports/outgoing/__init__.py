"""What goes out after a review (the record for one recipient, a letter to the child): as a page, as a PDF, and as Word."""

from footprint.reports.outgoing.model import NOTHING, Outgoing, Part, Photo
from footprint.reports.outgoing.page import article
from footprint.reports.outgoing.paper import pdf
from footprint.reports.outgoing.word import TEMPLATE, UnfitTemplate, docx

__all__ = ["NOTHING", "TEMPLATE", "Outgoing", "Part", "Photo", "UnfitTemplate", "article", "docx", "pdf"]
