"""What every test stands on: an environment that changes no output, and golden files that one flag rewrites."""

import pytest
from hypothesis import settings
from repositories import git

from healthlint.cli import main
from healthlint.config import Config
from healthlint.run import load_rules

CHANGES_OUTPUT = (
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TERM",
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
)  # fmt: skip

# Machines are shared and noisy: no property is false because an example took long.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the golden files; then read the diff")


@pytest.fixture(scope="session")
def _cache_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch, _cache_folder):
    for name in CHANGES_OUTPUT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache_folder))


@pytest.fixture(scope="session")
def rules():
    """The shipped rules."""
    return load_rules(Config())


@pytest.fixture
def run(capsys):
    """Runs the command line and gives its exit code, standard output and standard error."""

    def run(*words):
        code = main(words)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def golden(request):
    def check(actual, path):
        if request.config.getoption("--update"):
            path.write_text(actual, "utf-8", newline="\n")
        assert path.exists(), f"{path} is missing; run pytest --update"
        assert actual == path.read_text("utf-8"), f"{path} is stale; run pytest --update and read the diff"

    return check


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """An empty git repository, which is the current folder."""
    folder = tmp_path / "site"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    monkeypatch.chdir(folder)
    return folder
