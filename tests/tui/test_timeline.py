"""The timeline pane."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from natoreader.dossier.article import Article
from natoreader.tui.timeline import AxisBar, DatePanel, Entry, TimelinePane
from textual.geometry import Size

from .conftest import Open, Reader


async def show(reader: Reader) -> TimelinePane:
    await reader.press("7")
    await reader.until(lambda: reader.main.charting.entries is not None)
    return reader.main.charting.pane


def drawn(pane: TimelinePane | DatePanel | AxisBar) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def title(reader: Reader) -> str:
    return str(reader.main.query_one("#timeline-title").words)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(40, 10), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_dates_stand_by_time_under_their_years_with_bars_on_one_axis(
    open_reader: Open, size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as reader:
        pane = await show(reader)
        spans = [entry.span for entry in pane.entries if entry.span]
        assert spans == sorted(spans, key=lambda span: (span[0], -span[1].toordinal()))
        assert [str(row) for row in pane.rows if not isinstance(row, Entry)] == [
            *("2011 · 6", "2012 · 9", "2013 · 7", "2014 · 7", "2015 · 1", "2016 · 7")
        ]
        rows = drawn(pane)
        assert rows[0].strip() == "2011 · 6"
        assert "━" in rows[1]
        assert "2011" in rows[1]
        words, rule = drawn(reader.main.query_one(AxisBar))
        assert words.split()[0] == "2011"
        assert words.index("2011") == rule.index("┬") == rows[1].index("━")
        assert "▼" in rule
        assert "32 dates · 5 offers" in title(reader)
        await reader.until(lambda: reader.main.finding.index)
        await reader.press("k")  # a message of the index stays until the next key
        assert "● day" in reader.main.status.words


async def test_the_five_offers_stand_out_with_the_days_they_can_be_of(open_reader: Open) -> None:
    async with open_reader(size=(120, 60)) as reader:
        rows = [row for row in drawn(await show(reader)) if "▼" in row]
        assert [row[row.index("Published") :].split(":")[0] for row in rows] == [
            *(f"Published, offer {each}" for each in ("Sep 2012", "Oct 2013", "May 2014", "Apr 2016", "May 2016"))
        ]
        assert rows[0].strip().startswith("27–30 Sep 2012~")


async def test_what_was_reckoned_is_told_from_what_is_printed(open_reader: Open) -> None:
    async with open_reader(size=(120, 60)) as reader:
        rows = drawn(await show(reader))
        [printed] = [row for row in rows if "Sunday, May 18, 2014" in row]
        [reckoned] = [row for row in rows if "last week" in row]
        assert "18 May 2014 " in printed and "●" in printed
        assert "12–18 May 2014~" in reckoned and "╍" in reckoned


async def test_the_panel_says_what_a_date_means_and_shows_its_paragraph(open_reader: Open) -> None:
    async with open_reader() as reader:
        await show(reader)
        await reader.press("J", "J")
        words = " ".join(drawn(reader.main.query_one(DatePanel)))
        assert "000 ¶6 · Stars and Stripes?" in words
        assert "2013 · inferred: “Last year”, published 19–20 May 2014" in words
        assert "Last year, NATO received a request" in words


async def test_enter_leads_to_the_words_n_to_the_next_date_and_backspace_to_its_row(open_reader: Open) -> None:
    async with open_reader() as reader:
        pane = await show(reader)
        await reader.press(*"jjjj", "enter")
        visit = reader.main.travel.visit
        assert visit is not None
        assert visit.counter == "date 5/37"
        assert reader.main.pane == "article"
        assert reader.article.article is not None
        assert reader.article.article.text.value[visit.stop.start : visit.stop.end] == "October 2011"
        await reader.until(lambda: "October 2011 · stated" in reader.main.status.words)
        await reader.press("backspace")
        assert reader.main.pane == "timeline"
        assert pane.entry is not None
        assert pane.entry.passage is not None
        assert pane.entry.passage.text == "October 2011"
        await reader.press("enter", "n", "n", "backspace")
        assert pane.entry.passage.text == "2012"


async def test_an_offer_opens_its_article(open_reader: Open) -> None:
    async with open_reader() as reader:
        pane = await show(reader)
        await reader.press("G")
        assert pane.entry is not None
        assert [str(each.label) for each in pane.entry.offers] == ["May 2016"]
        await reader.press("enter")
        assert reader.article.article is not None
        assert reader.article.article.id == "004"
        await reader.press("backspace")
        assert reader.main.pane == "timeline"


async def test_one_key_leaves_the_dates_of_the_open_article_and_brings_the_others_back(open_reader: Open) -> None:
    async with open_reader() as reader:
        pane = await show(reader)
        await reader.press("L")
        assert {str(entry.article.id) for entry in pane.entries} == {"002"}
        assert "002 only" in title(reader)
        await reader.press("2", "J", "7")
        assert {str(entry.article.id) for entry in pane.entries} == {"001"}
        await reader.press("L")
        assert len(pane.entries) == 37
        assert "all articles" in title(reader)
        assert pane.entry is not None
        assert pane.entry.article.id == "001"


async def test_the_pane_is_there_before_the_dates_are_read(open_reader: Open) -> None:
    async with open_reader() as reader:
        session, asked = reader.main.session, []

        def refuse(article: Article) -> None:
            asked.append(article)
            raise OSError("the disk is gone")

        session.dates = refuse  # type: ignore[assignment, method-assign]
        await reader.press("7")
        assert reader.main.pane == "timeline"
        await reader.until(lambda: reader.message)
        assert "Could not read the dates: the disk is gone" in reader.message
        assert len(asked) == 1
        assert "The dates are being read." in drawn(reader.main.charting.pane)[0]
        await reader.press("L", "enter", "j", "G", "J")
        assert reader.main.pane == "timeline"
        del session.dates
        await show(reader)  # asked for again, they are read again
        assert len(reader.main.charting.entries or ()) == 37


def dossier(folder: Path, **articles: tuple[str, str]) -> Path:
    """Each article with its day of publication and its text."""
    folder.mkdir()
    rows = ['schema = 1\nid = "d"']
    for id, (day, text) in articles.items():
        (folder / f"{id}.txt").write_text(text, encoding="utf-8")
        rows.append(f'[[articles]]\nid = "{id}"\nfile = "{id}.txt"')
        if day:
            rows.append(f'[articles.published]\nbest = {day}\nbasis = "entered"\nreason = "r"')
    (folder / "dossier.toml").write_text("\n".join(rows), encoding="utf-8")
    return folder


async def test_a_dossier_without_articles_or_dates_says_so(open_reader: Open, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with open_reader(tmp_path / "empty") as reader:
        await show(reader)
        assert "No article names a date." in drawn(reader.main.charting.pane)[0]
        await reader.press("enter", "j", "G", "L", "J", "K", "backspace")
        assert "0 dates" in title(reader)


async def test_the_ends_of_the_calendar(open_reader: Open, tmp_path: Path) -> None:
    folder = dossier(
        tmp_path / "ends",
        first=("0001-01-01", "It began yesterday, in January and next year."),
        last=("9999-12-31", "It will end tomorrow, in 2011 and next week."),
        none=("", "It was on Monday."),
        blank=("2011-05-05", ""),
    )
    async with open_reader(folder) as reader:
        pane = await show(reader)
        groups = [str(row) for row in pane.rows if not isinstance(row, Entry)]
        assert groups == ["1 · 2", "2 · 1", "2011 · 2", "9999 · 1", "Not resolved · 4"]
        assert "7 dates, 4 not resolved · 3 publications" in title(reader)
        assert any(row.strip().startswith("?") for row in drawn(pane))
        await reader.press("G")
        assert "the day of publication is not known" in " ".join(drawn(reader.main.query_one(DatePanel)))
        for _ in pane.entries:
            await reader.press("enter", "backspace", "k")
            assert reader.main.pane == "timeline"


async def test_dates_outside_the_axis_are_counted_with_the_sign_that_leads_there(
    open_reader: Open, tmp_path: Path
) -> None:
    text = "\n".join(["It began in 1918.", *(f"In {2000 + number % 10} it was so." for number in range(30))])
    async with open_reader(dossier(tmp_path / "far", only=("2010-01-01", text))) as reader:
        pane = await show(reader)
        assert "‹" in drawn(pane)[1]
        assert "· ‹ 1 earlier" in title(reader)


async def test_ten_thousand_dates(open_reader: Open, tmp_path: Path) -> None:
    text = "\n".join(f"In {1800 + number % 200} it was {number}." for number in range(10_000))
    async with open_reader(dossier(tmp_path / "many", only=("2000-01-01", text))) as reader:
        pane = await show(reader)
        assert len(pane.entries) == 10_001
        assert len(pane.rows) == 10_001 + 201
        await reader.press("G", "enter")
        assert reader.main.travel.visit is not None
        assert reader.main.travel.visit.counter == "date 10001/10001"
        await reader.press("N", "backspace", "J", "K")
        assert reader.main.pane == "timeline"


async def test_hostile_words_do_nothing(open_reader: Open, tmp_path: Path) -> None:
    text = "[/x] [@click=app.quit]In 2011[/] \x1b[2J\x9b \u202ebackwards :smile: 測試 in 2012"
    async with open_reader(dossier(tmp_path / "bad", bad=("2011-01-01", text))) as reader:
        pane = await show(reader)
        words = "\n".join(drawn(pane) + drawn(reader.main.query_one(DatePanel)))
        assert "[@click=app.quit]In 2011[/]" in words
        assert not {"\x1b", "\x9b", "\u202e"} & {*words}


async def test_it_fits_whatever_the_size_becomes(open_reader: Open) -> None:
    async with open_reader(size=(200, 60)) as reader:
        pane = await show(reader)
        for width, height in ((40, 10), (61, 13), (110, 14), (30, 5), (80, 24)):
            await reader.resize(width, height)
            assert reader.app.size == Size(width, height)
            if width >= 40:
                for y in range(pane.size.height):
                    assert pane.render_line(y).cell_length == width
        panel = reader.main.query_one(DatePanel)
        assert panel.size == Size(80, 7)
        assert pane.entries[0].span == (date(2011, 1, 1), date(2011, 12, 31))
