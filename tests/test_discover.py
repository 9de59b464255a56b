import io
import os
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.config import Config, finder
from healthlint.discover import BINARY, BinaryError, Found, decode, discover, read_source
from healthlint.errors import InputError
from healthlint.model import RunError


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Writes files below a fresh current folder that no repository holds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    def write(*names, text="words\n"):
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, "utf-8")

    return write


def git(*words):
    subprocess.run(["git", *words], check=True, capture_output=True)


def read(one):
    """The words of a file, or what is said about it."""
    try:
        return read_source(one).raw
    except InputError as error:
        return str(error)


def found(*paths, **options):
    return [one.path for one in discover(paths, finder({}, none=True), **options).found]


def test_a_folder_gives_its_prose_sorted_and_with_forward_slashes(tree):
    tree(
        "docs/b.md",
        "docs/a.html",
        "docs/B.HTM",
        "docs/c.mdx",
        "docs/d.markdown",
        "docs/e.txt",
        "docs/f.py",
        "docs/x/a.md",
    )
    expected = ["docs/B.HTM", "docs/a.html", "docs/b.md", "docs/c.mdx", "docs/d.markdown", "docs/e.txt", "docs/x/a.md"]
    assert found("docs") == expected
    assert found("docs/") == expected
    assert found("./docs") == expected


def test_the_current_folder_leaves_no_mark_on_paths(tree):
    tree("a.md", "x/b.md")
    assert found(".") == ["a.md", "x/b.md"]


def test_absolute_and_upward_paths_stay_as_given(tree, tmp_path, monkeypatch):
    tree("a.md", "x/b.md")
    monkeypatch.chdir("x")
    assert found("../a.md", str(tmp_path / "x")) == ["../a.md", (tmp_path / "x" / "b.md").as_posix()]


def test_a_file_given_twice_is_read_once(tree, tmp_path):
    tree("docs/a.md")
    assert len(found("docs", "docs/a.md", "./docs", str(tmp_path / "docs"))) == 1


def test_outside_a_repository_hidden_folders_and_dependencies_are_passed_by(tree):
    tree("a.md", ".cache/b.md", "node_modules/c/README.md", "x/.hidden.md")
    assert found(".") == ["a.md", "x/.hidden.md"]


def test_in_a_repository_git_decides(tree):
    tree("tracked.md", "new.md", "gone.md", "build/out.md", "é ü.md", "node_modules/own.md")
    Path(".gitignore").write_text("build/\ntracked.md\n", "utf-8")
    git("init", "-q")
    git("add", "-f", "tracked.md", "gone.md")
    Path("gone.md").unlink()
    assert found(".") == ["new.md", "node_modules/own.md", "tracked.md", "é ü.md"]


def test_what_is_named_is_read_whatever_git_says(tree):
    tree("build/out.md", "build/deep/in.md", "ignored.md")
    Path(".gitignore").write_text("build/\nignored.md\n", "utf-8")
    git("init", "-q")
    assert found("ignored.md", "build") == ["build/deep/in.md", "build/out.md", "ignored.md"]
    assert found("build/deep") == ["build/deep/in.md"]


def test_the_variables_of_a_running_commit_do_not_mislead_git(tree, tmp_path, monkeypatch):
    tree("docs/a.md", "docs/skip.md")
    Path(".gitignore").write_text("skip.md\n", "utf-8")
    git("init", "-q")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-such-index"))
    assert found("docs") == ["docs/a.md"]


def test_a_repository_inside_another_is_read_too(tree):
    tree("a.md", "inner/b.md", "inner/skip.md")
    Path("inner/.gitignore").write_text("skip.md\n", "utf-8")
    git("init", "-q")
    git("-C", "inner", "init", "-q")
    assert found(".") == ["a.md", "inner/b.md"]


def test_without_git_the_folder_is_walked(tree, monkeypatch):
    tree("a.md", "x/b.md")
    git("init", "-q")
    monkeypatch.setenv("PATH", "/nowhere")
    assert found(".") == ["a.md", "x/b.md"]


@pytest.mark.parametrize("in_repository", [True, False])
def test_links_are_followed_only_when_named(tree, tmp_path, in_repository):
    tree("site/a.md", "out/b.md")
    Path("site/link.md").symlink_to(tmp_path / "out" / "b.md")
    Path("site/outer").symlink_to(tmp_path / "out")
    Path("site/loop").symlink_to(tmp_path / "site")
    Path("site/self.md").symlink_to("self.md")
    if in_repository:
        git("init", "-q")
        git("add", "-A")
    assert found("site") == ["site/a.md"]
    assert found("site/link.md", "site/outer") == ["site/link.md", "site/outer/b.md"]


def test_what_is_missing_is_named_and_the_rest_is_read(tree):
    tree("a.md")
    here = discover(["gone.md", "a.md"], finder({}))
    assert list(map(read, here.found)) == ["words\n", "no such file or directory"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be read by this user")
@pytest.mark.parametrize("in_repository", [True, False])
def test_what_may_not_be_read_is_an_error(tree, in_repository):
    tree("site/docs/a.md", "site/docs/closed/b.md")
    if in_repository:
        git("init", "-q")
    Path("site/docs/closed").chmod(0)
    try:
        inside = discover(["site/docs"], finder({}))
        named = discover(["site/docs/closed"], finder({}))
        file = discover(["site/docs/closed/b.md"], finder({}))
        said = list(map(read, file.found))
    finally:
        Path("site/docs/closed").chmod(0o700)
    denied = [RunError("site/docs/closed", "permission denied")]
    assert ([one.path for one in inside.found], inside.errors) == (["site/docs/a.md"], denied)
    assert (named.found, named.errors) == ([], denied)
    assert said == ["permission denied"]


def test_a_folder_with_nothing_to_check_is_an_error_unless_that_is_allowed(tree):
    tree("docs/a.py", "other/b.md")
    here = discover(["docs/", "other"], finder({}))
    assert (found("docs/", "other"), here.errors) == (["other/b.md"], [RunError("docs", "no files to check in docs/")])
    assert discover(["docs"], finder({}), allow_empty=True).errors == []


def test_exclude_holds_in_folders_and_for_named_files_only_when_forced(tree):
    tree("a.md", "drafts/b.md")
    tree(".healthlint.yaml", text="exclude: [drafts/]\n")
    paths = [".", "drafts/b.md"]
    assert [one.path for one in discover(["."], finder({})).found] == ["a.md"]
    assert [one.path for one in discover(paths, finder({})).found] == ["a.md", "drafts/b.md"]
    forced = discover(paths, finder({}), force_exclude=True)
    assert ([one.path for one in forced.found], forced.left_out) == (["a.md"], ["drafts/b.md"])
    assert discover(["drafts"], finder({})).errors == [RunError("drafts", "no files to check in drafts/")]


def test_paths_hold_for_named_files_only_when_forced(tree):
    tree("content/a.md", "README.md")
    tree(".healthlint.yaml", text="paths: [content]\n")
    paths = ["content/a.md", "README.md"]
    assert [one.path for one in discover(paths, finder({})).found] == ["README.md", "content/a.md"]
    forced = discover(paths, finder({}), force_exclude=True)
    assert ([one.path for one in forced.found], forced.left_out) == (["content/a.md"], ["README.md"])


def test_each_path_may_have_an_encoding(tree):
    tree("new.md", text="naïve\n")
    tree(".healthlint.yaml", text="overrides: [{paths: [old/], encoding: latin-1}]\n")
    Path("old").mkdir()
    Path("old/a.md").write_bytes(b"caf\xe9\n")
    assert list(map(read, discover(["."], finder({})).found)) == ["naïve\n", "café\n"]


def test_standard_input_has_the_name_and_format_it_is_given(tree, monkeypatch):
    tree("a.md")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<p>hi")))
    (one,) = discover(["-", "-"], finder({}), stdin_name="post.html").found
    assert read_source(one) == ("post.html", "<p>hi", "html")
    (empty,) = discover(["-"], finder({})).found
    assert read_source(empty) == ("<stdin>", "", "text")


def test_a_file_called_like_standard_input_can_be_named(tree):
    tree("-")
    (one,) = discover(["./-"], finder({})).found
    assert read(one) == "words\n"


def test_a_file_that_is_no_text_says_so(tree):
    tree("a.md", text="a\0b")
    assert list(map(read, discover(["a.md"], finder({})).found)) == [BINARY]


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        pytest.param("naïve 日本".encode(), "", "naïve 日本", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfa\r\nb", "", "\ufeffa\r\nb", id="the mark stays, and so do line ends"),
        pytest.param(b"\xff\xfea\0", "", "\ufeffa", id="UTF-16, little end first"),
        pytest.param(b"\xfe\xff\0a", "", "\ufeffa", id="UTF-16, big end first"),
        pytest.param(b"\xff\xfe\0\0a\0\0\0", "", "\ufeffa", id="UTF-32 is not taken for UTF-16"),
        pytest.param(b"\0\0\xfe\xff\0\0\0a", "", "\ufeffa", id="UTF-32, big end first"),
        pytest.param(b"caf\xe9", "latin-1", "café", id="the configuration names another"),
        pytest.param(b"\xef\xbb\xbf\xc3\xa9", "latin-1", "\ufeffé", id="a mark is surer than the configuration"),
        pytest.param(b"", "", "", id="an empty file"),
    ],
)
def test_bytes_become_text(data, encoding, text):
    assert decode(data, encoding) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"caf\xe9 au lait", "not UTF-8: byte 0xE9 at offset 3; ", id="Latin-1"),
        pytest.param(b"ok \xc3", "not UTF-8: byte 0xC3 at offset 3; ", id="cut off in the middle"),
        pytest.param(b"\xef\xbb\xbfab\xff", "not UTF-8: byte 0xFF at offset 5; ", id="the mark counts"),
        pytest.param(b"\xff\xfea\0b", "not UTF-16: byte 0x62 at offset 4; ", id="half a character"),
    ],
)
def test_undecodable_bytes_are_named_with_their_offset(data, message):
    with pytest.raises(InputError) as caught:
        decode(data)
    assert str(caught.value).startswith(message)


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data):
    with suppress(InputError):
        assert "\0" not in decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [b"\xff\xfea\0\0\0", b"\x89PNG\0", b"a\0"], ids=["UTF-16", "an image", "UTF-8"])
def test_nul_characters_make_a_file_binary(data):
    with pytest.raises(BinaryError):
        decode(data)


def test_a_folder_in_place_of_a_file_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="directory"):
        read_source(Found("x", tmp_path, named=True, config=Config()))
