"""Every example of the CommonMark specification, read as Markdown and held to the HTML that it must become.

The examples come out of the source archive of a published parser, which pip fetches once; `HEALTHLINT_TEST_CACHE` names a
folder to keep it in, otherwise pytest's own cache does.
"""

import hashlib
import html
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from test_parse_properties import assert_places_are_right

from healthlint.parse import parse

PACKAGE = "markdown-it-py==4.3.0"
ARCHIVE = "markdown_it_py-4.3.0.tar.gz"
DIGEST = "91a58fa5b72c71a40cf7177250fd767480d7a2bb3ac426ccfb76fb90305fdaaa"
MEMBER = "markdown_it_py-4.3.0/tests/test_cmark_spec/commonmark.json"
COUNT = 652
CODE = "\ufffc"

VARIANTS = {
    "LF": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "BOM": lambda text: "\ufeff" + text,
    "BOM and CRLF": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
}
# Examples that we read otherwise than the HTML they become, and why.
DIFFER = {
    148: "a cell that ends inside the HTML block: what Markdown finds after the blank line is a paragraph of its own",
    163: "an unknown element on a line of its own is a component, and the lines inside it are Markdown",
    273: "code is not read, so that the item's first text is the paragraph after it",
    274: "the same",
    292: "a quote inside an item is the item's first text",
    293: "the same",
    324: "code is not read, so that the item's first text is the paragraph after it",
    574: "an image inside the words of an image has words of its own",
    629: "browsers end CDATA at its first bracket, Markdown where it was meant to end",
}


def fetched(folder):
    """The archive in the folder, brought there if it is not yet; otherwise the reason why it cannot be had."""
    archive = folder / ARCHIVE
    if not archive.exists():
        options = "--quiet --disable-pip-version-check --no-input --no-deps --no-binary markdown-it-py --timeout 15 --retries 1"
        command = [sys.executable, "-m", "pip", "download", *options.split(), "--dest", str(folder), PACKAGE]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        except subprocess.TimeoutExpired:
            return None, "pip took too long"
        if done.returncode:
            return None, (done.stderr.strip() or "pip failed").splitlines()[-1]
    return archive, ""


@pytest.fixture(scope="module")
def examples(pytestconfig):
    named = os.environ.get("HEALTHLINT_TEST_CACHE")
    folder = Path(named) if named else pytestconfig.cache.mkdir("commonmark")
    folder.mkdir(parents=True, exist_ok=True)
    archive, reason = fetched(folder)
    if archive is None:
        pytest.skip(f"needs {ARCHIVE} from the package index, or in the folder HEALTHLINT_TEST_CACHE: {reason}")
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == DIGEST, f"{archive} is not what was published; delete it"
    with tarfile.open(archive) as opened:
        found = json.load(opened.extractfile(MEMBER))
    assert len(found) == COUNT
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_example_is_read_with_every_character_in_its_place(examples, variant):
    for example in examples:
        document = parse("x", VARIANTS[variant](example["markdown"]), "markdown")
        assert document.problems == (), example["example"]
        assert_places_are_right(document)


LINK = re.compile('<a href="([^"]*)">([^<]*)</a>')


def without_addresses(rendered):
    """An address in angle brackets is no prose: in the HTML, that is a link whose words are its address."""

    def hidden(match):
        url, words = map(html.unescape, match.groups())
        return CODE if unquote(url).removeprefix("mailto:") == words else match.group()

    return LINK.sub(hidden, rendered)


def seen(raw, format_):
    return sorted(
        (block.kind, block.level, block.quoted, " ".join(block.text.split()))
        for block in parse("x", raw, format_).blocks
        if block.text.strip(CODE + " ")
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_example_gives_the_blocks_of_the_html_it_becomes(examples, variant):
    wrong = {
        example["example"]
        for example in examples
        if seen(VARIANTS[variant](example["markdown"]), "markdown") != seen(without_addresses(example["html"]), "html")
    }
    assert wrong == set(DIFFER)
