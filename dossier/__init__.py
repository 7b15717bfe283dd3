"""The domain: text, anchors, articles, dates, entities, the comparison, the notebook and its export.

Nothing here knows a terminal, a search engine or the bundled articles.
"""
