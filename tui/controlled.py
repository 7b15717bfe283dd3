"""The controllers: what commands do, each over one matter.

Those that the first screen needs are made with it. The others are made, and their modules imported, when a command
first asks for them: all of them together would be a twentieth of the launch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from textual.geometry import Size

from .finding import Finding
from .listing import Listing
from .naming import Naming
from .reading import Reading
from .session import Session
from .stage import Stage
from .stepping import Stepping
from .travel import Travel
from .tuning import Tuning

if TYPE_CHECKING:
    from .charting import Charting
    from .commanding import Commanding
    from .comparing import Comparing
    from .concording import Concording
    from .copying import Copying
    from .deciding import Deciding
    from .highlighting import Highlighting
    from .keeping import Keeping
    from .looking import Looking
    from .reviewing import Reviewing
    from .shelving import Shelving
    from .writing import Writing

_LATER = (
    "looking",
    "concording",
    "deciding",
    "highlighting",
    "comparing",
    "reviewing",
    "charting",
    "keeping",
    "shelving",
    "copying",
    "writing",
    "commanding",
)


class Controlled(Stage):
    """A stage with its controllers. Each knows the stage, and some of those before it."""

    def __init__(self, session: Session, size: Size) -> None:
        super().__init__(session, size)
        self.reading = Reading(self)
        """The open article."""
        self.travel = Travel(self, self.reading)
        """Articles, visits and the way back."""
        self.stepping = Stepping(self, self.travel)
        """From mark to mark."""
        self.finding = Finding(self, self.travel)
        """Index and search."""
        self.listing = Listing(self, self.finding)
        """The sources, and saved searches."""
        self.naming = Naming(self, self.travel, self.finding)
        """The list of names."""
        self.tuning = Tuning(self)
        """Settings."""

    @property
    def owners(self) -> Iterator[object]:
        """The focused pane, this screen, the controllers; those not made yet come last, and only if none before can."""
        yield from (self.focused, self, self.travel, self.reading, self.stepping, self.finding)
        yield from (self.listing, self.naming, self.tuning)
        for name in sorted(_LATER, key=lambda each: each not in self.__dict__):
            yield getattr(self, name)

    @cached_property
    def looking(self) -> Looking:
        """Words where one is."""
        from .looking import Looking

        return Looking(self, self.travel)

    @cached_property
    def concording(self) -> Concording:
        """Names in context, and cards of entities."""
        from .concording import Concording

        return Concording(self, self.travel, self.naming)

    @cached_property
    def deciding(self) -> Deciding:
        """Names that rules propose."""
        from .deciding import Deciding

        return Deciding(self, self.naming)

    @cached_property
    def highlighting(self) -> Highlighting:
        """Which names are lit."""
        from .highlighting import Highlighting

        return Highlighting(self, self.travel)

    @cached_property
    def comparing(self) -> Comparing:
        """The comparison."""
        from .comparing import Comparing

        return Comparing(self, self.travel)

    @cached_property
    def reviewing(self) -> Reviewing:
        """What the user says of cells."""
        from .reviewing import Reviewing

        return Reviewing(self, self.comparing)

    @cached_property
    def charting(self) -> Charting:
        """The timeline."""
        from .charting import Charting

        return Charting(self, self.travel)

    @cached_property
    def keeping(self) -> Keeping:
        """Bookmarks, and undo."""
        from .keeping import Keeping

        shown_anew = (self.comparing.notebook_changed, self.listing.show_saved, self.naming.notebook_changed)
        return Keeping(self, self.travel, self.comparing, shown_anew)

    @cached_property
    def shelving(self) -> Shelving:
        """The list of bookmarks."""
        from .shelving import Shelving

        return Shelving(self, self.travel, self.keeping)

    @cached_property
    def copying(self) -> Copying:
        """The clipboard."""
        from .copying import Copying

        return Copying(self, self.keeping)

    @cached_property
    def writing(self) -> Writing:
        """The file of excerpts."""
        from .writing import Writing

        return Writing(self, self.keeping, self.finding)

    @cached_property
    def commanding(self) -> Commanding:
        """The command line."""
        from .commanding import Commanding

        return Commanding(self, self.travel, self.finding, self.writing, self.tuning)
