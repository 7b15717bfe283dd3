"""Names proposed by rule, for texts without a table of entities, and what the user decides about them."""

from .choices import Choice, accepted_as, choose, content_of, in_force
from .models import Told, ask_model
from .propose import Proposal, propose
from .saving import Saved, save_choices

__all__ = [
    "Choice",
    "Proposal",
    "Saved",
    "Told",
    "accepted_as",
    "ask_model",
    "choose",
    "content_of",
    "in_force",
    "propose",
    "save_choices",
]
