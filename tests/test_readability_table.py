"""`healthlint readability`: its formats, and that its formulas are ours and textstat's at once, with the network cut."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from healthlint.cli.readability import command
from healthlint.config import Config
from healthlint.judge.reading import Reading
from healthlint.parse import parse
from healthlint.readability.formulas import grades
from healthlint.readability.prose import prose, total, words
from healthlint.readability.wider import FORMULAS, as_textstat_reads, counting_as_we_do, wider
from healthlint.run import load_rules
from healthlint.text.read import read

SAMPLES = sorted((Path(__file__).parent / "cases" / "readability").glob("*.md"))
assert SAMPLES
RULES = load_rules(Config())
TRICKY = (
    "Dr. Lee gives 2.5 mg, e.g. at 9 a.m., to James's patients. Is it safe? Yes! Call us. It didn't cost $1,200."
    " COVID-19 and the skin's naïve B12-cells: see https://example.org/a.b now."
)
PAGE = "Rest helps a lot.\n\n# =Heels\n\nWear the pad for an hour.\n\n## Prices\n\n| a | b |\n|---|---|\n| c | d |\n"
SPAWNED = "import sys, socket; socket.socket = socket.create_connection = None; sys.argv[0] = 'healthlint'; "


def lines(text):
    return prose(Reading(read(parse("post.md", text, "markdown"), RULES.boilerplate), RULES)).lines


def run(*arguments):
    result = CliRunner().invoke(command, ["--no-config", *map(str, arguments)], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.stdout, result.stderr


# --- textstat -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", [*(pytest.param(path.read_text("utf-8"), id=path.stem) for path in SAMPLES), pytest.param(TRICKY, id="tricky")]
)
def test_our_formulas_are_those_of_textstat(text):
    sentences = lines(text)
    ours = grades(total(sentences))
    prepared = as_textstat_reads(words(line.text) for line in sentences)
    with counting_as_we_do() as textstat:
        assert textstat.flesch_kincaid_grade(prepared) == pytest.approx(ours.fkgl, abs=1e-9)
        assert textstat.smog_index(prepared) == pytest.approx(ours.smog, abs=1e-9)


def test_textstat_counts_what_we_count():
    sentences = lines(TRICKY)
    counts = total(sentences)
    prepared = as_textstat_reads(words(line.text) for line in sentences)
    with counting_as_we_do() as textstat:
        assert textstat.lexicon_count(prepared) == counts.words
        assert textstat.sentence_count(prepared) == counts.sentences
        assert textstat.syllable_count(prepared) == counts.syllables


def test_textstat_is_left_as_it_was():
    with counting_as_we_do() as textstat:
        assert textstat.sentence_count("Call us.") == 1
    module = sys.modules["textstat.backend.counts._count_sentences"]
    assert module.count_words("one two three four") == 4


def test_no_sentences_have_no_formulas():
    assert wider([]) == wider([[]]) == {}


@pytest.mark.parametrize(
    ("arguments", "imported"),
    [
        pytest.param(["check"], "set()", id="check loads neither"),
        pytest.param(["readability"], "{'textstat'}", id="the table loads textstat alone"),
    ],
)
def test_nothing_calls_the_network_or_loads_a_dictionary(arguments, imported):
    script = (
        f"{SPAWNED}from healthlint.cli import main; main({[*arguments, '--no-config', str(SAMPLES[0])]!r});"
        "print('!', {'textstat', 'nltk'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.rpartition("! ")[2].strip() == imported


# --- the table ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, "utf-8")
    return path


def test_a_table_has_the_page_and_its_sections(page):
    code, shown, _ = run(page)
    names = [line[:26].rstrip(" ~").rstrip() for line in shown.splitlines()[2:6]]
    assert code == 0
    assert names == ["whole page", "  above the first headi…", "  =Heels", "    Prices"]
    assert shown.splitlines()[5].endswith("no prose")
    assert shown.splitlines()[2].split()[2:6] == ["~", "10", "2", "0.0"]


def test_json_has_every_figure_and_null_where_there_is_none(page):
    code, shown, _ = run(page, "--format", "json")
    data = json.loads(shown)
    (one,) = data["pages"]
    assert (code, data["version"], data["errors"], one["path"]) == (0, 1, [], page.as_posix())
    assert [(part["part"], part["line"], part["level"], part["words"]) for part in one["sections"]] == [
        ("above the first heading", 1, 1, 4),
        ("=Heels", 3, 1, 6),
        ("Prices", 7, 2, 0),
    ]
    assert set(FORMULAS) < set(one["page"])
    assert all(isinstance(one["page"][name], float) for name in FORMULAS)
    assert one["sections"][2]["smog"] is None
    assert one["sections"][2]["confidence"] is None


def test_csv_is_one_row_for_each_part_and_runs_no_formula(page):
    code, shown, _ = run(page, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert code == 0
    assert [row["part"] for row in rows] == ["whole page", "above the first heading", "'=Heels", "Prices"]
    assert [row["words"] for row in rows] == ["10", "4", "6", "0"]
    assert rows[3]["flesch_kincaid"] == ""


def test_a_page_without_prose_says_so(tmp_path):
    path = tmp_path / "bare.md"
    path.write_text("- Tea\n- Milk\n", "utf-8")
    code, shown, _ = run(path)
    assert code == 0
    assert shown.splitlines()[2].split() == ["whole", "page", "no", "prose"]


def test_what_cannot_be_read_is_named_and_gives_2(page, tmp_path):
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\xff")
    code, shown, told = run(tmp_path, tmp_path / "none.md", "--format", "json")
    data = json.loads(shown)
    assert code == 2
    assert [one["path"] for one in data["pages"]] == [page.as_posix()]
    assert [Path(error["path"]).name for error in data["errors"]] == ["bad.md", "none.md"]
    assert told.count("could not read") == 2


def test_a_folder_without_pages_is_no_success(tmp_path):
    code, _, told = run(tmp_path)
    assert code == 2
    assert "no files" in told


def test_a_table_goes_to_a_file(page, tmp_path):
    code, shown, _ = run(page, "--format", "csv", "--output", tmp_path / "table.csv")
    assert (code, shown) == (0, "")
    assert (tmp_path / "table.csv").read_text("utf-8").startswith("path,part,line,level,")
