"""Choose versions and write the lock files, with the hashes of every wheel on every platform.

Run by `make lock`. The resolver (uv) is a development requirement; nobody needs it to install Dateline.
No registry's address is written, so that a mirror works as well.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
    "--quiet",
]


def resolve(source: str, output: str, *options: str, text: str | None = None) -> None:
    """Write the versions that satisfy `source` (a file, or `-` for `text`) to `output`."""
    uv = Path(sysconfig.get_path("scripts"), "uv")
    command = [str(uv), "pip", "compile", *OPTIONS, source, "--output-file", output, *options]
    subprocess.run(command, cwd=ROOT, input=text, text=True, check=True)
    print(f"{output}: {sum('==' in line for line in (ROOT / output).read_text().splitlines())} packages")


def main() -> int:
    """Write the three files; an argument `--upgrade` lets every version move."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    upgrade = [option for option in sys.argv[1:] if option == "--upgrade"]
    resolve("pyproject.toml", "requirements.lock", "--generate-hashes", *upgrade)
    same = ["--constraint", "requirements.lock"]
    resolve("pyproject.toml", "requirements-dev.lock", "--extra", "dev", "--generate-hashes", *same, *upgrade)
    build = project["build-system"]["requires"]
    resolve("-", "build-constraints.txt", *same, *upgrade, text="\n".join(build))
    return 0


if __name__ == "__main__":
    sys.exit(main())
