"""Concording: the mentions of a name in their context, and the card of an entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..dossier.article import Article
from ..dossier.text import Clean
from .commands import ARTICLE, CONCORDANCE, ENTITIES
from .naming import Naming
from .stage import Stage
from .strips import Line
from .travel import Travel
from .visit import Stop, Visit

if TYPE_CHECKING:
    from ..dossier.entities import Entity
    from .concordance import ConcordancePane, Keyword


@dataclass(frozen=True, slots=True)
class _Way:
    """The way back from a list of mentions.

    Attributes:
        pane: The pane it was opened in.
        card: The card it was opened from, if it was, by its entity and the row of the cursor.
        about: Of what the list was that it took the place of.
        keywords: The mentions of that list.
        cursor: The row of that list that the cursor was on.
    """

    pane: str
    card: tuple[Entity, int] | None
    about: Clean
    keywords: Sequence[Keyword]
    cursor: int


class Concording:
    """Where a name stands, and what is known of it."""

    def __init__(self, stage: Stage, travel: Travel, naming: Naming) -> None:
        self.stage = stage
        self.travel = travel
        self.naming = naming
        self._card_from: str = ARTICLE
        self._ways: list[_Way] = []
        """From the list of mentions shown last back to the first."""

    # The concordance

    @property
    def concordance(self) -> ConcordancePane:
        """The concordance, once it was shown."""
        from .concordance import ConcordancePane  # imported late: not needed to read

        return self.stage.query_one("#concordance", ConcordancePane)

    async def open_name(self) -> None:
        """List the mentions of the name under the cursor in their context."""
        from .concordance import Keyword  # imported late: not needed to read

        row = self.naming.pane.name_at_cursor
        if row is not None:
            self._ways.clear()
            await self._list_passages(row.label, [Keyword(a, each.start, each.end) for a, each in row.places], ENTITIES)

    async def _list_passages(
        self, about: Clean, keywords: Sequence[Keyword], origin: str, card: tuple[Entity, int] | None = None
    ) -> None:
        await self.stage.go_to(CONCORDANCE)
        pane = self.concordance
        self._ways.append(_Way(origin, card, pane.about, pane.keywords, pane.cursor))
        pane.show(about, keywords)
        self.stage.refresh_chrome()

    async def back(self) -> None:
        """Back to where the mentions were listed from, and to the card that counts them."""
        if not self._ways:
            await self.stage.go_to(ENTITIES)
            return
        way = self._ways.pop()
        self.concordance.show(way.about, way.keywords, way.cursor)
        await self.stage.go_to(way.pane)
        if way.card is not None:
            entity, row = way.card
            self.naming.when_read(lambda: self._open_card(entity, row), "card")

    @property
    def title(self) -> tuple[Line, Line]:
        """The title bar of the concordance: of what, and how often."""
        pane = self.concordance
        count = len(pane.keywords)
        words = f"{count} mention{'s' * (count != 1)} "
        return [(" In context", "strong"), (f"  {pane.about}", "accent")], [(words, "faint")]

    async def open_mention(self) -> None:
        """Make the mentions the current visit, beginning with the one under the cursor."""
        pane = self.concordance
        chosen = pane.keyword
        if chosen is None:
            return
        stops = [Stop(each.article.id, each.start, each.end) for each in pane.keywords]
        visit = Visit("mention", stops, CONCORDANCE, pane.about)
        visit.index = pane.keywords.index(chosen)
        await self.travel.start(visit)

    # The card

    async def do_entity_card(self) -> None:
        """The card of the name at hand; of several, first ask of which."""
        from .menu import Choice, Menu  # imported late: not needed to read

        found = self._entities_at_hand()
        if not found:
            self.stage.say(self._why_none())
        elif len(found) == 1:
            self.naming.when_read(lambda: self._open_card(found[0]), "card")
        else:
            choices = [Choice(each.id, each.label, each.type) for each in found]
            self.stage.app.push_screen(Menu("Named here", choices), partial(self._chosen, found))

    def _chosen(self, found: Sequence[Entity], id: str | None) -> None:
        entity = next((each for each in found if each.id == id), None)
        if entity is not None:
            self.naming.when_read(lambda: self._open_card(entity), "card")

    def _why_none(self) -> Clean:
        """Why there is no card to show."""
        pane = self.naming.pane
        if self.stage.pane == ENTITIES and pane.name_at_cursor is not None and pane.name_at_cursor.choice is not None:
            label, accept = pane.name_at_cursor.label, self.stage.key_of("accept")
            return Clean(f"{label} has a card once it is accepted: {accept} accepts it")
        return Clean("No person, organisation, place, event or role is named here")

    def _entities_at_hand(self) -> list[Entity]:
        """The entity of the row or the stepped mark, else those that the current paragraph names."""
        from .entitycard import EntityCard  # imported late: not needed to read

        if isinstance(self.stage.focused, EntityCard):
            fact = self.stage.focused.fact
            return [fact.entity] if fact is not None and fact.entity is not None else []
        if self.stage.pane == ENTITIES:
            row = self.naming.pane.name_at_cursor
            if row is not None and row.choice is not None:
                id = row.choice.into or row.choice.id
                return [each for each in self.stage.session.entities if each.id == id]
            return [row.entity] if row is not None and row.entity is not None else []
        if self.stage.pane == CONCORDANCE:
            keyword = self.concordance.keyword
            return self._named(keyword.article, keyword.start, keyword.end) if keyword is not None else []
        pane, visit = self.stage.article_pane, self.travel.visit
        if pane.article is None or pane.passage is None:
            return []
        if visit is not None and visit.kind == "mention" and visit.stop.article == pane.article.id:
            at = pane.text.paragraph_at(visit.stop.start)
            if at is not None and at.number == pane.current:
                return self._named(pane.article, visit.stop.start, visit.stop.end)
        return self._named(pane.article, *pane.passage)

    def _named(self, article: Article, start: int, end: int) -> list[Entity]:
        mentions = self.stage.session.mentions(article)
        whole = next((each for each in mentions if (each.start, each.end) == (start, end)), None)
        if whole is not None and whole.entity is not None:  # names inside it are not what is stepped on
            return [whole.entity]
        inside = [each.entity for each in mentions if each.entity is not None and start <= each.start < end]
        return list({entity.id: entity for entity in inside}.values())

    def _open_card(self, entity: Entity, row: int = 0) -> None:
        from ..dossier.card import make_card  # imported late: not needed to read
        from .entitycard import EntityCard  # likewise

        made = make_card(entity, self.stage.session.found())
        shown = [*self.stage.query(EntityCard)]
        if shown:
            shown[0].tell(made)
            self.stage.set_focus(shown[0], scroll_visible=False)
            return
        self._card_from = self.stage.pane
        card = EntityCard(made, id="entity-card")
        card.cursor = row
        self.stage.mount(card, before="#status")
        self.stage.call_after_refresh(self.stage.set_focus, card, scroll_visible=False)

    def close_card(self) -> bool:
        """Close the card of the entity; false where it is not open."""
        from .entitycard import EntityCard  # imported late: not needed to read

        shown = self.stage.query(EntityCard)
        if not shown:
            return False
        shown.remove()
        self.stage.call_later(self.stage.go_to, self._card_from)
        return True

    async def open_fact(self) -> None:
        """List the passages that the row of the card under the cursor counts."""
        from .entitycard import EntityCard  # imported late: not needed to read

        card = self.stage.query_one(EntityCard)
        fact = card.fact
        if fact is not None:
            await card.remove()
            await self._list_passages(fact.about, fact.keywords, self._card_from, (card.entity, card.cursor))
