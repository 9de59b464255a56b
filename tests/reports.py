"""A report with one of everything, for the tests of reporters."""

from healthlint.model import Finding, Related, Report, RunError, SetAside
from healthlint.report import About, View

SOURCE = {
    "b.md": [
        "---",
        "description: Proven",
        "---",
        "",
        "Our tea is *guaranteed* to work,",
        "  and is clinically",
        "  proven.",
    ],
    "a.md": ["x" * 90 + " guaranteed " + "y" * 90, "guaranteed, guaranteed  ", "\tein 日本 guaranteed \x1b[31m"],
}
GUARANTEED = Finding(
    path="b.md",
    line=5,
    column=13,
    end_line=5,
    end_column=23,
    rule="overclaim/guaranteed-outcome",
    severity="error",
    message="“guaranteed” promises a result that nobody can promise.",
    excerpt="guaranteed",
    part="paragraph",
    why="A promise of a result must hold for every reader, and there is no treatment of which that can be said.",
    instead="Say what was measured, in whom and how often.",
    sources=("S02",),
    jurisdictions=("US", "UK"),
    decided_by=None,
    downgraded_by=None,
    fingerprint="f00d",
)


def at(line, column, end_line, end_column, **more):
    return GUARANTEED._replace(line=line, column=column, end_line=end_line, end_column=end_column, **more)


PROVEN = at(
    6, 10, 7, 9, rule="overclaim/clinically-proven", severity="warning", message="“clinically proven” needs a study.",
    downgraded_by="may", excerpt="clinically proven", related=(Related(5, 5, 5, 8, "the earlier tea"),),
)  # fmt: skip
FIELD = at(
    2,
    14,
    2,
    20,
    rule="overclaim/clinically-proven",
    severity="warning",
    message="“Proven” needs a study.",
    part="meta description",
)
INFO = at(5, 5, 5, 8, rule="readability/word", severity="info", message="“tea” is short.")
REPORT = Report(
    findings=(
        PROVEN,
        INFO,
        INFO._replace(line=6, column=3, end_line=6, end_column=6),
        GUARANTEED,
        FIELD,
        at(1, 92, 1, 102, path="a.md"),
        at(2, 13, 2, 23, path="a.md"),
        at(3, 9, 3, 19, path="a.md"),
        at(3, 9, 3, 19, path="a.md", rule="overclaim/same-place", message="Two rules, one place."),
    ),
    set_aside=(
        SetAside(GUARANTEED._replace(path="c.md"), "inline ignore: the product's name"),
        SetAside(FIELD._replace(path="c.md"), "in the baseline"),
    ),
    errors=(RunError("d.md", "no such file or directory"),),
    files=3,
    words=1204,
    jurisdictions=("US", "UK"),
    content_type="clinic",
)
NOTHING = REPORT._replace(findings=(), set_aside=(), errors=(), files=1, words=1)


ABOUT = {
    GUARANTEED.rule: About(
        "Guaranteed outcome",
        "error",
        (("Guide to claims, section 4", "https://regulator.example/guide?page=4#claims"), ("A circular on paper", "")),
    ),
    PROVEN.rule: About("Clinically proven", "warning", ()),
}


def view(**more):
    return View(lines=lambda path: SOURCE.get(path, ()), about=ABOUT.get, **more)
