"""What every test stands on: an environment that changes no output, and golden files that one flag rewrites."""

import pytest

CHANGES_OUTPUT = (
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "TERM",
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX",
)  # fmt: skip


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the golden files; then read the diff")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in CHANGES_OUTPUT:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def golden(request):
    def check(actual, path):
        if request.config.getoption("--update"):
            path.write_text(actual, "utf-8", newline="\n")
        assert path.exists(), f"{path} is missing; run pytest --update"
        assert actual == path.read_text("utf-8"), f"{path} is stale; run pytest --update and read the diff"

    return check
