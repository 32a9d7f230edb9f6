"""What must hold of every file of the repository."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
NOT_OURS = {".git", ".venv", "node_modules", "out", "build", "dist", "__pycache__", ".hypothesis"}
BINARY = {".xlsx", ".xlsm", ".xlam", ".oxt", ".pdf", ".png", ".jpg", ".bin", ".xls", ".ods"}
LONGEST_MODULE = 450
#: Taken apart so that this file does not name what it looks for.
REGISTRIES = re.compile(
    "|".join(r"\.".join(name) for name in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "(?:org|com)")])
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w|\.\./shared")


def files():
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        hidden_cache = any(part.endswith(("_cache", ".egg-info")) for part in parts)
        if path.is_file() and not (parts & NOT_OURS) and not hidden_cache and path.name != ".git":
            found.append(path)
    return found


def texts():
    for path in files():
        if path.suffix not in BINARY:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


def pins():
    lines = "".join((ROOT / "requirements" / name).read_text(encoding="utf-8") for name in ("runtime.txt", "dev.txt"))
    return {canonicalize_name(name): pin for name, pin in re.findall(r"^([\w.-]+)==([^\s;]+)", lines, re.MULTILINE)}


def test_no_registry_is_named():
    """Installers find their registries by their own settings; no file names one."""
    assert [path for path, text in texts() if REGISTRIES.search(text)] == []


def test_no_path_of_a_machine():
    """Nothing depends on, or tells of, the machine it was written on."""
    assert [f"{path}: {found[0]}" for path, text in texts() if (found := MACHINE_PATHS.search(text))] == []


def test_no_lock_file_with_addresses():
    """Lock files carry download addresses; exact pins do the same work without."""
    locks = {"package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "Pipfile.lock"}

    assert [path for path in files() if path.name in locks] == []


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_requirements_are_plain_exact_pins(name):
    """Requirements hold exact pins and the other list, no options, addresses or editable installs."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    plain = re.compile(r'#.*|-r runtime\.txt|[a-z0-9.-]+==[0-9][\w.]*( ; sys_platform == "win32")?')

    assert [line for line in lines if not plain.fullmatch(line)] == []


def test_every_dependency_is_pinned_within_its_range():
    """What pyproject.toml asks for is pinned, at a version it allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = project["project"]["dependencies"] + project["project"]["optional-dependencies"]["dev"]
    wrong = [
        text
        for requirement in map(Requirement, declared + project["build-system"]["requires"])
        if (text := str(requirement))
        and pins().get(canonicalize_name(requirement.name), "") not in requirement.specifier
    ]

    assert wrong == []


def test_modules_stay_small():
    """A module that outgrows its page is split by what it knows."""
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files() if path.suffix == ".py"}

    assert {path: size for path, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_licence_is_there():
    """The product is under MIT and says so where people and tools look."""
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert licence.startswith("MIT License")
    assert "Phụ lục contributors" in licence


def test_readme_leads_with_picture_and_commands():
    """The first screen of the README shows the workbook and the two commands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_screen = "\n".join(readme.splitlines()[:40])

    assert "docs/pictures/so-lam-viec.png" in first_screen
    assert "make demo" in first_screen
    assert "make test" in first_screen


def test_no_group_is_repeated_possessively():
    """Python before 3.11.5, as Debian 12 has it, loses what such a group matched: cells would be read as blank."""
    repeated = re.compile(r"\)(?:[?*+]|\{[0-9,]+\})" + r"\+|\(\?" + ">")
    modules = [(path, text) for path, text in texts() if path.suffix == ".py" and path.parts[0] == "src"]
    assert len(modules) > 100
    assert [str(path) for path, text in modules if repeated.search(text)] == []
