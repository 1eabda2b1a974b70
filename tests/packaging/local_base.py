"""A base image from the Python of this machine, where no registry can be reached.

Little more than the interpreter, pip and a shell: what `python:3.12-slim` has and the build uses.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import docker

LEFT_OUT = re.compile(
    r"(config-.*|(dist|site)-packages|ensurepip|idlelib|lib2to3|pydoc_data|test|tkinter|.*\.opt-\d\.pyc)"
)
"""What lies in the standard library's folder and is no part of it, or is not used here."""
MERGED = ("/bin", "/lib", "/lib64", "/sbin")
"""Links to their namesakes below /usr on most systems."""
FOR_WHEELS = ("libgcc_s.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libstdc++.so.6")
"""Libraries that a manylinux wheel may count on and that Python itself may not need."""
SHELL = ("sh", "cat", "ls", "mkdir", "rm")
"""Names under which the shell is called; it has the commands built in."""
DIRECTORY, EXECUTABLE, PLAIN = 0o755, 0o755, 0o644


class NoBaseError(Exception):
    """No base image can be made of what this machine has; says what is missing."""


def import_base(client: docker.DockerClient, tag: str, folder: Path) -> None:
    """Import it under a tag; the archive is written to the folder. Raises ``NoBaseError``."""
    archive = folder / "base.tar"
    interpreter = (
        Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    )
    with tarfile.open(archive, "w") as tar:
        Root(tar).fill(interpreter.resolve())
    repository, _, version = tag.partition(":")
    path = f"ENV PATH={interpreter.resolve().parent}:/usr/bin:/bin"
    client.api.import_image_from_file(
        str(archive), repository=repository, tag=version, changes=[path]
    )
    archive.unlink()


class Root:
    """The root folder of an image, written file by file and belonging to root."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._there: set[Path] = set()

    def fill(self, interpreter: Path) -> None:
        """Put in all there is."""
        for path in map(Path, MERGED):
            if path.is_symlink():
                self.link(path, str(path.readlink()))
        self.folder(Path("/tmp"), 0o1777)
        self.file(interpreter)
        for name in ("python", "python3"):
            self.link(interpreter.parent / name, interpreter.name)
        library = Path(sysconfig.get_path("stdlib"))
        self.tree(library, library)
        self.tree(_pip(), _packages_of(interpreter) / "pip")
        self.shell()
        modules = (library / "lib-dynload").glob("*.so")
        for path in _libraries([interpreter, *modules]):
            self.file(path)

    def shell(self) -> None:
        """Put in a static shell."""
        found = shutil.which("busybox")
        if found is None:
            raise NoBaseError("there is no busybox (Debian: busybox-static)")
        self.file(Path(found), Path("/usr/bin/busybox"))
        folder = Path("/bin").resolve()
        for name in SHELL:
            self.link(folder / name, "/usr/bin/busybox")

    def tree(self, source: Path, target: Path) -> None:
        """Put in a folder of Python modules."""
        for path, names, files in os.walk(source):
            names[:] = _kept(names)
            for name in _kept(files):
                file = Path(path, name)
                if file.exists():  # and no link that leads nowhere
                    self.file(file, target / file.relative_to(source))

    def file(self, source: Path, target: Path | None = None) -> None:
        """Put in a file, or what a link leads to."""
        target = target or source
        target = target.parent.resolve() / target.name
        if self._is_new(target):
            data = source.read_bytes()
            entry = self._entry(target, EXECUTABLE if os.access(source, os.X_OK) else PLAIN)
            entry.size = len(data)
            entry.mtime = source.stat().st_mtime  # or all compiled modules count as stale
            self._tar.addfile(entry, io.BytesIO(data))

    def link(self, path: Path, destination: str) -> None:
        """Put in a symbolic link."""
        if self._is_new(path):
            entry = self._entry(path, 0o777)
            entry.type, entry.linkname = tarfile.SYMTYPE, destination
            self._tar.addfile(entry)

    def folder(self, path: Path, mode: int = DIRECTORY) -> None:
        """Put in a folder; whose folders the user of the image may read, whatever they are here."""
        if path != path.parent and self._is_new(path):
            entry = self._entry(path, mode)
            entry.type = tarfile.DIRTYPE
            self._tar.addfile(entry)

    def _is_new(self, path: Path) -> bool:
        is_new = path not in self._there
        self._there.add(path)
        if is_new:
            self.folder(path.parent)
        return is_new

    def _entry(self, path: Path, mode: int) -> tarfile.TarInfo:
        entry = tarfile.TarInfo(str(path).lstrip("/"))
        entry.mode = mode
        return entry


def _kept(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if not LEFT_OUT.fullmatch(name))


def _libraries(programs: Iterable[Path]) -> Iterator[Path]:
    """The shared libraries of programs, the loader and the loader's list among them."""
    done = subprocess.run(
        ["ldd", *map(str, programs)], capture_output=True, text=True, timeout=60, check=True
    )
    found = {Path(path) for path in re.findall(r"(/\S+) \(0x", done.stdout)}
    yield from sorted(found)
    system = next((path.parent for path in found if path.name == "libc.so.6"), None)
    if system is None:
        raise NoBaseError("this Python does not use glibc")
    extra = [system / name for name in FOR_WHEELS] + [Path("/etc/ld.so.cache")]
    yield from (path for path in extra if path.exists())


def _pip() -> Path:
    found = importlib.util.find_spec("pip")
    if found is None or found.origin is None:
        raise NoBaseError("the Python that runs the tests has no pip")
    return Path(found.origin).parent


def _packages_of(interpreter: Path) -> Path:
    """Where an interpreter looks for packages."""
    ask = "import json, sysconfig; print(json.dumps(sysconfig.get_path('purelib')))"
    done = subprocess.run(
        [interpreter, "-I", "-c", ask], capture_output=True, text=True, timeout=60, check=True
    )
    return Path(json.loads(done.stdout))
