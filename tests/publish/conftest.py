"""Real places to publish to: folders, an ssh server on loopback, an S3 server, a bare repository."""

from __future__ import annotations

import getpass
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sitegen.publish.places.folder import FolderStore
from sitegen.publish.places.rsync import RsyncStore
from sitegen.publish.places.s3 import S3Store, open_bucket
from sitegen.publish.places.store import Store
from tests.publish.papers import NEW, OLD, Clock, write

SBIN = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"


def program(name: str, package: str) -> str:
    """The path of a program; a test that needs one that is missing is skipped by name."""
    found = shutil.which(name, path=SBIN)
    if found is None:
        pytest.skip(f"no {name}: install the Debian package {package}, or run sh .ci/services as root")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until a server on loopback answers."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A built site."""
    return write(tmp_path / "old", OLD)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The same site, built again after some edits."""
    return write(tmp_path / "new", NEW)


@dataclass(frozen=True)
class SshServer:
    """An ssh server on loopback, for whoever runs the tests; `options` are those of the ssh program."""

    port: int
    options: str

    @property
    def host(self) -> str:
        return f"{getpass.getuser()}@127.0.0.1"


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    """A real sshd with keys, port and configuration of its own."""
    sshd, keygen = program("sshd", "openssh-server"), program("ssh-keygen", "openssh-client")
    program("ssh", "openssh-client")
    program("rsync", "rsync")
    folder = tmp_path_factory.mktemp("ssh")
    for key in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
    port = free_port()
    (folder / "config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nPidFile none\nStrictModes no\n"
        f"UsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        f"AuthorizedKeysFile {folder}/user.pub\nPermitRootLogin prohibit-password\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd asks for it when root starts it
    command = [sshd, "-D", "-e", "-f", str(folder / "config")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        wait_for(port, server)
        key = (folder / "host.pub").read_text().split()
        (folder / "known").write_text(f"[127.0.0.1]:{port} {key[0]} {key[1]}\n")
        known = f"-o UserKnownHostsFile={folder}/known -o IdentitiesOnly=yes -F none"
        yield SshServer(port, f"-p {port} -i {folder}/user {known}")
        server.terminate()


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """An S3 server on loopback; its address. The keys that it wants stand in the environment meanwhile."""
    server = pytest.importorskip("moto.server", reason="the Python package moto[server] is missing")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "for-the-tests")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "no-secret")
        yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture(scope="session")
def s3_client(s3_server: str) -> Iterator[Any]:
    """Amazon's own client, to see what others see."""
    boto3 = pytest.importorskip("boto3")
    client = boto3.client("s3", endpoint_url=s3_server, region_name="us-east-1")
    yield client
    client.close()


@pytest.fixture
def bucket(s3_client: Any, tmp_path: Path) -> str:
    """A bucket that is empty."""
    name = f"paper-{hashlib.sha256(bytes(tmp_path)).hexdigest()[:16]}"
    s3_client.create_bucket(Bucket=name)
    return name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What stands at the target, where that is a folder in the end."""
    return tmp_path / "www" / "courier"


@pytest.fixture
def folder_store(folder: Path) -> FolderStore:
    return FolderStore(folder)


@pytest.fixture
def rsync_store(folder: Path, ssh_server: SshServer) -> Iterator[RsyncStore]:
    with tempfile.TemporaryDirectory(prefix="ssh-") as sockets:
        yield RsyncStore(f"{ssh_server.host}:{folder}", ssh_server.options, sockets=Path(sockets))


@pytest.fixture
def s3_store(s3_server: str, bucket: str) -> S3Store:
    options = {"endpoint": s3_server, "prefix": "live", "region": "us-east-1"}
    return S3Store(open_bucket(bucket, options), f"s3 {bucket}")


@pytest.fixture(params=["folder", "rsync", "s3"])
def store(request: pytest.FixtureRequest) -> Store:
    """A place that holds files one by one: each kind in turn."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture(params=["folder", "s3"])
def quick_store(request: pytest.FixtureRequest) -> Store:
    """A place that holds files, without the many calls over ssh."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A bare repository, as a host of git has it."""
    program("git", "git")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", tmp_path / "bare.git"], check=True)
    return tmp_path / "bare.git"
