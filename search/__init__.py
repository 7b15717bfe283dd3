"""Finding words in a dossier: the query language, the index, and the passages that match.

Only :mod:`natoreader.search.engine` knows Whoosh, and only what opens, builds or asks an index imports it.
"""
