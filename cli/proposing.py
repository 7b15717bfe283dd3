"""``entities --proposed``, ``--accept``, ``--reject`` and ``--write``: names that no table tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..dossier.article import Article
from ..dossier.entities import ENTITY_TYPES, TYPE_TITLES
from ..dossier.mentions import Mention, surface
from ..dossier.proposals import Choice, Told, accepted_as, ask_model, choose, content_of, propose, save_choices
from .notebooks import decisions, kept
from .outcome import DONE, NOTHING, CommandError, UsageError
from .running import Run, counted

_ALL = "all"
"""Instead of an id: every proposal that is still undecided."""


def proposing(run: Run) -> int:
    """List the proposals, keep decisions about them, or write the accepted ones into the table."""
    chosen = run.arguments
    if chosen.write and (chosen.id is not None or chosen.type is not None or chosen.accept or chosen.reject):
        raise UsageError("entities: --write writes all that was accepted; it goes with --json only")
    told = ask_model(run.everything())
    if told.fault is not None:
        run.out.say(told.fault)
    elif told.model is not None:
        run.out.say(f"The spaCy model {told.model} proposes too.")
    choices = _choices(run, told)
    if chosen.accept or chosen.reject:
        _decide(run, choices)
        choices = _choices(run, told)
    return _write(run, choices) if chosen.write else _list(run, choices)


def _choices(run: Run, told: Told) -> tuple[Choice, ...]:
    table = run.tables().entities
    return choose(propose(run.everything(), table, told), decisions(run), table)


def _decide(run: Run, choices: Sequence[Choice]) -> None:
    """Keep the decisions of the command line.

    Raises:
        CommandError: one of the ids is none, or nothing can be kept; nothing was then decided.
    """
    accepted, rejected = (_asked(ids, choices) for ids in (run.arguments.accept, run.arguments.reject))
    with kept(run) as notebook:
        if not notebook.writable:
            raise CommandError(str(notebook.notice))
        for choice in accepted:
            said = f"{choice.label} accepted as {accepted_as(choice, run.tables().entities)}"
            notebook.decide("accept", choice.id, content_of(choice), said)
        for choice in rejected:
            notebook.decide("reject", choice.id, said=f"{choice.label} rejected")


def _asked(ids: Iterable[str], choices: Sequence[Choice]) -> list[Choice]:
    known = {str(choice.id): choice for choice in choices}
    found: list[Choice] = []
    for id in ids:
        if id == _ALL:
            found += [each for each in choices if each.state == "proposed"]
        elif id in known:
            found.append(known[id])
        else:
            raise CommandError(
                f"There is no proposal “{id}”; natoreader entities --proposed lists those there are.", code=NOTHING
            )
    return found


def _list(run: Run, choices: Sequence[Choice]) -> int:
    article = None if run.arguments.id is None else run.article(run.arguments.id)
    wanted = [
        (each, places)
        for each in choices
        if run.arguments.type in (None, each.type) and ((places := _places(each, article)) or article is None)
    ]
    if run.json:
        run.out.document({"proposals": [_fields(*each) for each in wanted]})
    else:
        _print(run, wanted)
    if not wanted:
        run.out.say("No name is proposed there that the table does not hold.")
    return DONE if wanted else NOTHING


def _places(choice: Choice, article: Article | None) -> list[tuple[Article, Mention]]:
    """Where the proposal's forms stand, in one article or in all."""
    return [each for each in choice.mentions if article is None or each[0] is article]


def _print(run: Run, wanted: Sequence[tuple[Choice, list[tuple[Article, Mention]]]]) -> None:
    for kind in ENTITY_TYPES:
        own = [(choice, places) for choice, places in wanted if choice.type == kind]
        if own:
            run.out.heading(TYPE_TITLES[kind])
        for choice, places in own:
            forms = " = ".join(form for form in choice.forms if form != choice.label)
            where = " ".join(f"{id}:{count}" for id, count in Counter(article.id for article, _ in places).items())
            if run.out.terminal:
                state = "" if choice.state == "proposed" else f"  {choice.state}"
                also = f"  = {forms}" if forms else ""
                run.out.line(
                    f"{len(places):<4}", (choice.label, "bold"), state, also, (f"  {choice.id}", "dim"), indent=1
                )
                run.out.line((f"{choice.reason[0].upper()}{choice.reason[1:]}.", "dim"), indent=5)
            else:
                count = str(len(places))
                run.out.rows([[kind, count, choice.id, choice.label, choice.state, where, forms, choice.reason]])


def _fields(choice: Choice, places: Sequence[tuple[Article, Mention]]) -> dict[str, object]:
    return {
        "id": choice.id,
        "label": choice.label,
        "type": choice.type,
        "state": choice.state,
        "into": choice.into,
        "forms": list(choice.forms),
        "rule": choice.rule,
        "reason": choice.reason,
        "count": len(places),
        "mentions": [_mention(article, mention) for article, mention in places],
    }


def _mention(article: Article, mention: Mention) -> dict[str, object]:
    paragraph = article.text.paragraph_at(mention.start)
    return {
        "article": article.id,
        "paragraph": paragraph.number if paragraph else None,
        "start": mention.start,
        "end": mention.end,
        "text": surface(article, mention),
    }


def _write(run: Run, choices: Sequence[Choice]) -> int:
    accepted = [each for each in choices if each.state == "accepted"]
    if not accepted:
        raise CommandError(
            "Nothing that was accepted is left to write; natoreader entities --accept ID accepts a proposal.",
            code=NOTHING,
        )
    saved = save_choices(run.dossier, accepted)
    if run.json:
        run.out.document({"file": str(saved.path), "added": list(saved.added), "extended": list(saved.extended)})
    else:
        names = f"Wrote {counted(len(saved.added), 'name')} to {saved.path}"
        known = ", ".join(saved.extended)
        if not known:
            run.out.line(f"{names}.")
        elif saved.added:
            run.out.line(f"{names}, and added forms to {known}.")
        else:
            run.out.line(f"Added forms to {known} in {saved.path}.")
    return DONE
