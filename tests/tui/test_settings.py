"""Settings: what each takes, what the file says, what was changed since."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from natoreader.dossier.notebook import Notebook, NotebookError
from natoreader.tui.preferences import Preferences
from natoreader.tui.settings import BY_KEY, DEFAULTS, SETTINGS, Settings, Value, values

from .conftest import Open

WRONG: tuple[object, ...] = (None, 1.5, [], {}, "no such word", -1, 10**30)


def config(text: str | bytes, name: str = "settings.toml") -> Path:
    path = Path(os.environ["NATOREADER_CONFIG_DIR"]) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    return Notebook.open(tmp_path / "notebook.sqlite3", "d")


def test_the_table_describes_every_setting_and_takes_what_is_usual() -> None:
    assert [each.key for each in SETTINGS] == list(Settings._fields)
    for key, value in values(DEFAULTS).items():
        assert BY_KEY[key].accept(value) == value


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.key)
def test_a_setting_refuses_what_is_not_its_own_and_says_what_is(setting: object) -> None:
    for value in WRONG:
        with pytest.raises(ValueError, match="is not "):
            setting.accept(value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.key)
@given(data=st.data())
def test_a_value_survives_being_written_and_read(setting: object, data: st.DataObject) -> None:
    wanted = BY_KEY[setting.key]  # type: ignore[attr-defined]
    value: Value
    if wanted.most:
        value = data.draw(st.integers(wanted.least, wanted.most) | st.just(0 if wanted.auto else wanted.least))
    else:
        words: tuple[Value, ...] = wanted.choices or (True, False)
        value = data.draw(st.sampled_from(words))
    assert wanted.read(wanted.write(value)) == value


@given(st.text())
def test_whatever_is_typed_is_a_value_or_a_sentence(words: str) -> None:
    for setting in SETTINGS:
        with suppress(ValueError):
            value = setting.read(words)
            assert setting.accept(value) == value


def test_true_and_one_are_not_the_same() -> None:
    with pytest.raises(ValueError, match="true is not a whole number"):
        BY_KEY["measure"].accept(True)
    with pytest.raises(ValueError, match="1 is not true or false"):
        BY_KEY["folded"].accept(1)
    with pytest.raises(ValueError, match="is not"):
        BY_KEY["sources_width"].accept(False)


def test_a_list_is_called_one() -> None:
    with pytest.raises(ValueError, match="a list is not dark, light, high-contrast or terminal"):
        BY_KEY["theme"].accept(["dark"])


def test_without_files_everything_is_usual(notebook: Notebook) -> None:
    preferences = Preferences(notebook)
    assert preferences.settings == DEFAULTS
    assert preferences.problems == ()


def test_the_file_is_taken_at_its_word(notebook: Notebook) -> None:
    config('theme = "light"\nmeasure = 60\nfolded = false\nsources_width = "auto"\nentities_width = 40\n')
    settings = Preferences(notebook).settings
    assert (settings.theme, settings.measure, settings.folded) == ("light", 60, False)
    assert (settings.sources_width, settings.entities_width) == (0, 40)


def test_what_is_wrong_is_named_and_the_rest_holds(notebook: Notebook) -> None:
    config('measure = 60\nmesure = 70\ntheme = "drak"\nfolded = "no"\nwheel = 0\n')
    preferences = Preferences(notebook)
    assert [str(each) for each in preferences.problems] == [
        "settings.toml: mesure: is not a setting (did you mean “measure”?)",
        f"settings.toml: theme: “drak” is not {BY_KEY['theme'].takes} (did you mean “dark”?); dark is used",
        "settings.toml: folded: “no” is not true or false; true is used",
        "settings.toml: wheel: 0 is not a whole number from 1 to 50; 3 is used",
    ]
    assert preferences.settings.measure == 60


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"theme = ", "is not valid TOML"),
        (b"theme = '\xff'", "must be UTF-8"),
        (b"a = " + b"[" * 100_000, "nested too deeply"),
        (b"\x00", "is not valid TOML"),
    ],
)
@pytest.mark.parametrize("name", ["settings.toml", "keymap.toml"])
def test_a_file_that_is_none_is_said_and_nothing_else(notebook: Notebook, name: str, content: bytes, said: str) -> None:
    config(content, name)
    preferences = Preferences(notebook)
    assert preferences.settings == DEFAULTS
    assert len(preferences.problems) == 1
    assert str(preferences.problems[0]).startswith(f"{name}: ")
    assert said in str(preferences.problems[0])


@pytest.mark.parametrize("name", ["settings.toml", "keymap.toml"])
def test_a_folder_and_a_pipe_are_no_files(notebook: Notebook, name: str) -> None:
    path = config("", name)
    path.unlink()
    path.mkdir()
    assert str(Preferences(notebook).problems[0]) == f"{name}: is not a file"
    path.rmdir()
    os.mkfifo(path)
    assert str(Preferences(notebook).problems[0]) == f"{name}: is not a file"


def test_what_was_changed_holds_until_the_file_says_otherwise(notebook: Notebook) -> None:
    config("measure = 60")
    first = Preferences(notebook)
    first.change("measure", 80)
    first.change("theme", "light")
    again = Preferences(notebook)
    assert (again.settings.measure, again.settings.theme) == (80, "light")
    assert again.source("measure") == "changed here"
    config("measure = 64")
    edited = Preferences(notebook)
    assert (edited.settings.measure, edited.settings.theme) == (64, "light")
    assert edited.source("measure") == "settings.toml"


def test_a_change_holds_for_every_dossier(notebook: Notebook) -> None:
    Preferences(notebook).change("measure", 80)
    with Notebook.open(notebook.path, "another") as other:
        assert Preferences(other).settings.measure == 80


def test_reloading_takes_the_files_and_forgets_changes(notebook: Notebook) -> None:
    preferences = Preferences(notebook)
    preferences.change("measure", 80)
    preferences.change("folded", False)
    config("measure = 50")
    preferences.reload()
    assert (preferences.settings.measure, preferences.settings.folded) == (50, True)
    assert Preferences(notebook).settings == preferences.settings


@pytest.mark.parametrize(
    "kept", [7, "x", [], {"measure": 3}, {"measure": [5, 72]}, {"nothing": [1, 2]}, {"theme": [["x"], "dark"]}]
)
def test_what_another_version_kept_is_passed_over(notebook: Notebook, kept: object) -> None:
    notebook.set_state("settings", kept, shared=True)  # type: ignore[arg-type]
    assert Preferences(notebook).settings == DEFAULTS


def test_a_change_that_cannot_be_kept_holds_nevertheless(notebook: Notebook) -> None:
    preferences = Preferences(notebook)
    notebook.writable = False
    with pytest.raises(NotebookError):
        preferences.change("measure", 80)
    assert preferences.settings.measure == 80


async def test_the_files_are_read_before_the_first_screen(open_reader: Open) -> None:
    config('theme = "light"\nmeasure = 40\nfolded = false\nhighlights = false\nsources_width = 30\nlayout = "matrix"')
    async with open_reader() as reader:
        assert reader.app.theme == "light"
        assert reader.article.map.width == 40
        assert not reader.article.folded
        assert not reader.article.highlights
        assert reader.main.sources_pane.size.width == 29
        await reader.press("3")
        assert reader.main.comparing.layout == "matrix"


async def test_a_bad_file_does_not_stop_anything(open_reader: Open) -> None:
    config('theme = "\\u001b[2J"\nmeazure = 3\nmeasure = 40')
    async with open_reader() as reader:
        await reader.until(lambda: "settings.toml" in reader.message)
        assert reader.message.endswith("dark is used · and 1 more; :settings lists them")
        assert "\x1b" not in reader.message
        assert reader.article.map.width == 40
        await reader.press("colon")
        await reader.type("settings")
        await reader.press("enter")
        from natoreader.tui.help import HelpList

        rows = [entry.title for entry in reader.app.screen.query_one(HelpList)._entries]
        assert "settings.toml: meazure" in rows


async def test_keys_change_what_is_kept(open_reader: Open) -> None:
    async with open_reader(size=(120, 40)) as reader:
        await reader.press("2", "plus", "plus", "x", "H", "greater_than_sign", "4", "less_than_sign")
        left = reader.main.geometry.left
        right = reader.main.geometry.right
    async with open_reader(size=(120, 40)) as reader:
        assert not reader.article.folded
        assert not reader.article.highlights
        assert (reader.main.geometry.left, reader.main.geometry.right) == (left, right)
        settings = reader.main.session.settings
        assert (settings.sources_width, settings.entities_width) == (left, right)


async def test_reload_reads_both_files_while_running(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("2", "minus")
        config("measure = 50")
        config('zen = ["f"]', "keymap.toml")
        await reader.press("colon")
        await reader.type("reload")
        await reader.press("enter")
        assert reader.message == "Read settings.toml and keymap.toml"
        assert reader.article.map.width == 50
        await reader.press("f")
        assert reader.main.zen
        config('down = ["gg"]', "keymap.toml")
        await reader.press("colon")
        await reader.type("reload")
        await reader.press("enter")
        assert reader.message.startswith("keymap.toml: down: “gg” of ")
