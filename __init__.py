"""natoreader: a terminal reader for a dossier of news articles."""

__version__ = "0.1.0"
