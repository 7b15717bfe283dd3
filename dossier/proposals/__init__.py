"""Names proposed by rule, for texts without a table of entities, and what the user decides about them."""

from .propose import Proposal, propose

__all__ = ["Proposal", "propose"]
