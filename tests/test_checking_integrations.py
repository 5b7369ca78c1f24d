"""The check where others run it: as a hook of pre-commit, and as an action of GitHub."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import IN_CI
from itu_catalog.cli.arguments import read
from itu_catalog.exports import FORMATS

if TYPE_CHECKING:
    from types import ModuleType

REPOSITORY = Path(__file__).resolve().parent.parent
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"
ACTION = REPOSITORY / "action.yml"
STALE = "# A note\n\nSee ITU-T X.509 (10/2016).\n"


def needed(name: str) -> ModuleType:
    """Import what the development environment has; elsewhere a test without it is skipped, and says so."""
    if IN_CI and find_spec("mypy") is not None:
        return __import__(name)
    module: ModuleType = pytest.importorskip(name)
    return module


def loaded(path: Path) -> Any:  # noqa: ANN401 - YAML
    """Read a YAML file."""
    return needed("yaml").safe_load(path.read_text(encoding="utf-8"))


def git(*words: str, cwd: Path) -> None:
    """Run Git as somebody who has no configuration."""
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True)  # noqa: S603, S607 - Git on the path


# ---- pre-commit


def test_hooks_are_whole_commands() -> None:
    """The entry of each hook is a command line that this release understands, with files behind it."""
    for hook in loaded(HOOKS):
        program, *words = hook["entry"].split()
        assert "itu-catalog" == program
        arguments = read([*words, *hook["args"], "a.md", "b c.txt"])
        assert ["a.md", "b c.txt"] == (getattr(arguments, "paths", None) or arguments.files)


def test_pre_commit_takes_the_hooks() -> None:
    """pre-commit itself finds no fault with the file."""
    needed("pre_commit")

    done = subprocess.run(  # noqa: S603 - of the development environment
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stdout)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a repository of somebody who writes documents: one is stale, one is not."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "stale.md").write_text(STALE, encoding="utf-8")
    (project / "good.md").write_text("See ITU-T X.1702.\n", encoding="utf-8")
    git("init", "-q", cwd=project)
    git("add", ".", cwd=project)
    git("commit", "-q", "-m", "Begin", cwd=project)
    return project


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Make a repository of this package as it is now, as others would name it in their configuration."""
    published = tmp_path / "published"
    published.mkdir()
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(REPOSITORY / "src", published / "src", ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE", HOOKS.name):
        shutil.copy(REPOSITORY / name, published / name)
    git("init", "-q", cwd=published)
    git("add", ".", cwd=published)
    git("commit", "-q", "-m", "Publish", cwd=published)
    return published


UNREACHABLE = (
    "Could not find a version",
    "No matching distribution",
    "Temporary failure",
    "Max retries exceeded",
)


def test_the_hook_runs_in_somebody_elses_repository(project: Path, published: Path, tmp_path: Path) -> None:
    """`pre-commit try-repo` installs the package, finds the stale citation, and passes the other file."""
    needed("pre_commit")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache"), "ITU_CATALOG": "embedded"}
    environment.pop("PYTHONPATH", None)

    def tried(name: str, hook: str = "itu-catalog-check") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - of the development environment
            [
                sys.executable,
                "-m",
                "pre_commit",
                "try-repo",
                str(published),
                hook,
                "--files",
                name,
                "--verbose",
            ],
            check=False,
            capture_output=True,
            text=True,
            cwd=project,
            env=environment,
            timeout=600,
        )

    stale = tried("stale.md")
    if not IN_CI and any(each in stale.stdout + stale.stderr for each in UNREACHABLE):
        pytest.skip("pre-commit cannot install the package here: its dependencies cannot be reached")
    assert 1 == stale.returncode, stale.stdout + stale.stderr
    assert "superseded" in stale.stdout
    assert "write ITU-T X.509 (10/2019)" in " ".join(stale.stdout.split())
    assert 0 == tried("good.md").returncode
    assert 1 == tried("stale.md", "itu-catalog-annotate-check").returncode
    assert STALE == (project / "stale.md").read_text(encoding="utf-8")


# ---- the action


def steps() -> dict[str, Any]:
    """Return the steps of the action by their names."""
    return {step.get("name", step.get("uses")): step for step in loaded(ACTION)["runs"]["steps"]}


def test_the_action_is_whole() -> None:
    """Every input has a description and a default, is used, and is never pasted into a script."""
    action = loaded(ACTION)

    assert "composite" == action["runs"]["using"]
    text = ACTION.read_text(encoding="utf-8")
    for name, of_input in action["inputs"].items():
        assert of_input["description"]
        assert isinstance(of_input["default"], str)
        assert f"${{{{ inputs.{name} }}}}" in text
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "an input pasted into a script could be a command"
        assert "uses" in step or "bash" == step["shell"]
    assert action["inputs"]["format"]["default"] in FORMATS


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({}, 0, "::warning file=stale.md,line=3,col=5"),
        ({"CHECK_FAIL_ON": "warning"}, 1, "::warning"),
        ({"CHECK_PATHS": "good.md\n\n*.none"}, 2, ""),
        ({"CHECK_PATHS": "-odd name.md"}, 0, "::warning file=-odd name.md"),
        ({"CHECK_PATHS": "$(touch broken); `touch broken`; good.md"}, 2, ""),
        ({"CHECK_ARGS": "--select\nerror", "CHECK_FAIL_ON": "warning"}, 0, ""),
        ({"CHECK_FORMAT": "sarif", "CHECK_OUTPUT": "out.sarif"}, 0, ""),
    ],
)
def test_the_action_checks(
    given: dict[str, str], code: int, said: str, project: Path, tmp_path: Path
) -> None:
    """The script of the action gives the command just the words of its inputs, and ends with its exit code."""
    (project / "-odd name.md").write_text(STALE, encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "itu-catalog"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m itu_catalog "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        **dict.fromkeys(steps()["Check"]["env"], ""),
        "CHECK_PATHS": ".",
        "CHECK_FORMAT": "github",
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY / "src"),
        "ITU_CATALOG": "embedded",
        **given,
    }

    done = subprocess.run(  # noqa: S603 - our own script, as GitHub runs it
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps()["Check"]["run"]],  # noqa: S607 - on the path
        check=False,
        capture_output=True,
        text=True,
        cwd=project,
        env=environment,
    )
    assert code == done.returncode, done.stderr
    assert said in done.stdout
    assert not (project / "broken").exists()
    if "CHECK_OUTPUT" in given:
        assert '"2.1.0"' in (project / "out.sarif").read_text(encoding="utf-8")
