"""What the user decided about proposals: accepted, rejected, renamed, merged, split."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from ..anchor import fold
from ..article import Article, by_date
from ..entities import TABLE_TYPES, Entity, Form
from ..folder import slug
from ..mentions import Mention, surface
from ..surnames import without_surnames
from ..text import Clean
from .propose import Proposal

if TYPE_CHECKING:
    from ..notebook import Decision

State = Literal["proposed", "accepted", "rejected"]
_EARLIER = Clean("it was accepted earlier")


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposal as the user's decisions leave it.

    Attributes:
        id: Its id, by which further decisions speak of it.
        label: Its name, perhaps the user's.
        type: Its type.
        forms: Its forms, with those of what was merged into it, without those that were split off.
        state: *proposed*, *accepted* or *rejected*.
        into: The entity of the table whose forms these are to be, where it was merged into one or seems to be one.
        mentions: Where its forms stand, with the articles.
        rule: The rule that found it; ``None`` where the user split it off, or the texts no longer give rise to it.
        reason: Why it is there, in a sentence.
    """

    id: Clean
    label: Clean
    type: str
    forms: tuple[Clean, ...]
    state: State = "proposed"
    into: Clean | None = None
    mentions: tuple[tuple[Article, Mention], ...] = ()
    rule: str | None = None
    reason: Clean = _EARLIER

    @property
    def table_forms(self) -> tuple[Clean, ...]:
        """The forms as a table holds them: without a person's surnames, which mean whoever is named in full there."""
        found: dict[str, Clean] = {}
        for form in without_surnames(self.forms) if self.type == "person" else self.forms:
            found.setdefault(fold(form), form)  # typography tells no two apart
        return tuple(found.values())


def content_of(choice: Choice) -> dict[str, Any]:
    """What is kept with the decision to accept: all that is written later, should the texts change until then."""
    content: dict[str, Any] = {"label": str(choice.label), "type": choice.type}
    content["forms"] = [str(form) for form in choice.forms]
    if choice.into is not None:
        content["into"] = str(choice.into)
    return content


def accepted_as(choice: Choice, table: Iterable[Entity]) -> Clean:
    """As what it is accepted, in words: of its type, or as a form of an entity of the table."""
    label = next((each.label for each in table if each.id == choice.into), None)
    return Clean(choice.type if label is None else f"a form of {label}")


def choose(
    proposals: Iterable[Proposal], decisions: Iterable[Decision], table: Sequence[Entity] = ()
) -> tuple[Choice, ...]:
    """The proposals after the decisions, oldest first; one that contradicts an earlier one takes its place.

    A decision's content: *accept* ``label``, ``type``, ``forms``, ``into``, all optional; *rename* ``label``; *merge*
    ``into``, the id of another proposal or of an entity of the table, and ``target``, what *accept* would keep of that;
    *split* ``forms``, which become a proposal of their own; where these are all of what would be forms of an entity of
    the table, they are no longer. What is written in the table already is left out.
    """
    choices = {
        each.id: Choice(
            each.id,
            each.label,
            each.type,
            each.forms,
            into=each.into,
            mentions=each.mentions,
            rule=each.rule,
            reason=each.reason,
        )
        for each in proposals
    }
    labels = {entity.id: entity.label for entity in table}
    for decision in decisions:
        _apply(choices, decision, labels)
    written = {
        (owner, fold(form.words)) for entity in table for owner in (entity.id, entity.type) for form in entity.forms
    }
    return tuple(
        each
        for each in choices.values()
        if each.forms
        and each.id not in labels
        and not all((each.into or each.type, fold(form)) in written for form in each.table_forms)
    )


def in_force(table: Sequence[Entity], decisions: Iterable[Decision]) -> tuple[Entity, ...]:
    """The table with what the user accepted besides: new entities, and further forms of those it has."""
    further: dict[Clean, list[Form]] = {}
    added: list[Entity] = []
    for choice in choose((), decisions, table):
        forms = [Form(words) for words in choice.table_forms]
        if choice.state == "accepted" and choice.into is not None:
            further.setdefault(choice.into, []).extend(forms)
        elif choice.state == "accepted":
            added.append(Entity(choice.id, choice.label, choice.type, tuple(forms)))
    grown = [replace(each, forms=(*each.forms, *further.get(each.id, ()))) for each in table]
    return (*grown, *added)


def _apply(choices: dict[Clean, Choice], decision: Decision, table: Mapping[Clean, Clean]) -> None:
    content, subject = decision.content, decision.subject
    choice = choices.get(subject) or _remembered(subject, content)
    if choice is None:
        return
    if decision.kind == "accept":
        choices[subject] = replace(choice, into=_as_accepted(choice, content, table), state="accepted")
    elif decision.kind == "reject":
        choices[subject] = replace(choice, state="rejected")
    elif decision.kind == "rename":
        label = _line(content.get("label"))
        if label:
            choices[subject] = replace(choice, label=label)
    elif decision.kind == "merge":
        into, target = _line(content.get("into")), content.get("target")
        if into not in choices and isinstance(target, dict) and (other := _remembered(into, target)) is not None:
            choices[into] = replace(other, into=_as_accepted(other, target, table))
        _merge(choices, choice, into, table)
    else:
        _split(choices, choice, tuple(_lines(content.get("forms"))), table)


def _as_accepted(choice: Choice, content: Mapping[str, Any], table: Collection[Clean]) -> Clean | None:
    """The entity of the table whose forms it was accepted as; what only seems so now does not change what was kept."""
    if "into" in content:
        into = _line(content["into"])
        return into if into in table else None
    return None if "label" in content and choice.state == "proposed" else choice.into


def _remembered(id: Clean, content: Mapping[str, Any]) -> Choice | None:
    """A proposal that the texts no longer give rise to, from what was kept with a decision."""
    label, kind, forms = _line(content.get("label")), content.get("type"), tuple(_lines(content.get("forms")))
    if not label or kind not in TABLE_TYPES or not forms:
        return None
    return Choice(id, label, str(kind), forms)


def _merge(choices: dict[Clean, Choice], choice: Choice, into: Clean, table: Collection[Clean]) -> None:
    if into in table:
        choices[choice.id] = replace(choice, into=into, state="accepted")
    elif into in choices and into != choice.id:
        other = choices[into]
        state: State = "accepted" if "accepted" in {choice.state, other.state} else other.state
        forms = tuple(dict.fromkeys((*other.forms, *choice.forms)))
        mentions = _together(other.mentions + choice.mentions)
        choices[into] = replace(other, forms=forms, mentions=mentions, state=state)
        choices.pop(choice.id, None)


def _together(mentions: Iterable[tuple[Article, Mention]]) -> tuple[tuple[Article, Mention], ...]:
    """The mentions of one name by date and place, without those inside another."""
    found: list[tuple[Article, Mention]] = []
    for article, mention in sorted(mentions, key=lambda each: (by_date(each[0]), each[1].start, -each[1].end)):
        if not found or found[-1][0] is not article or mention.start >= found[-1][1].end:
            found.append((article, mention))
    return tuple(found)


def _split(
    choices: dict[Clean, Choice], choice: Choice, forms: tuple[Clean, ...], table: Mapping[Clean, Clean]
) -> None:
    apart = tuple(form for form in choice.forms if form in forms)
    if not apart or len(apart) == len(choice.forms):
        if apart and choice.into is not None and choice.into in table:
            reason = Clean(f"you split it off from “{table[choice.into]}”")
            choices[choice.id] = replace(choice, into=None, reason=reason)
        return
    rest = tuple(form for form in choice.forms if form not in apart)
    label = choice.label if choice.label not in apart else max(rest, key=len)
    own = tuple(each for each in choice.mentions if Clean.line(surface(*each)) in apart)
    others = tuple(each for each in choice.mentions if Clean.line(surface(*each)) not in apart)
    choices[choice.id] = replace(choice, forms=rest, label=label, mentions=others)
    base, number = slug(apart[0]), 1
    id = base
    while id in choices:
        number += 1
        id = Clean(f"{base}-{number}")
    reason = Clean(f"you split it off from “{label}”")
    choices[id] = Choice(id, max(apart, key=len), choice.type, apart, mentions=own, reason=reason)


def _line(value: object) -> Clean:
    return Clean.line(value) if isinstance(value, str) else Clean("")


def _lines(value: object) -> Iterator[Clean]:
    for each in value if isinstance(value, list) else ():
        line = _line(each)
        if line:
            yield line
