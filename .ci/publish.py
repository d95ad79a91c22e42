"""Publishes to real servers, which it starts itself on free ports with keys and folders that are thrown away.

    python publish.py VARIORUM

Needs moto[server], and sshd, sftp, rsync and nginx of the system. Ends in 1 when a target is not as it should be.
"""

import getpass
import hashlib
import http.client
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
variorum = Path(sys.argv[1]).resolve()
faults = []


def check(what, is_so, found=""):
    if not is_so:
        faults.append(f"{what}: {found}")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def publish(target, more=(), **environment):
    """How `variorum publish` ends, what it says, and how long it takes."""
    command = [variorum, "--color", "never", "publish", target, *more]
    start = time.monotonic()
    done = subprocess.run(command, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr, time.monotonic() - start


def holds(folder):
    """Whether a folder is what its manifest says."""
    lines = (folder / "manifest.sha256").read_text().splitlines()
    files = dict(reversed(line.split("  ", 1)) for line in lines)
    return all(hashlib.sha256((folder / url).read_bytes()).hexdigest() == known for url, known in files.items())


class Cut:
    """Passes connections on, and cuts each after so many bytes."""

    def __init__(self, port):
        self.to, self.most = port, None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            far = socket.create_connection(("127.0.0.1", self.to))
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.pass_on, args=(one, other), daemon=True).start()

    def pass_on(self, one, other):
        passed, most = 0, self.most
        try:
            while data := one.recv(1 << 14):
                passed += len(data)
                if most and passed > most:
                    break
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Proxy(BaseHTTPRequestHandler):
    """Passes requests on, slowly, and hangs up at every tenth."""

    protocol_version = "HTTP/1.1"
    lock, asked, now, most = threading.Lock(), 0, 0, 0
    every, refuse, puts, to = 10, False, 0, 0

    def pass_on(self):
        with Proxy.lock:
            Proxy.asked += 1
            Proxy.now += 1
            Proxy.most = max(Proxy.most, Proxy.now)
            Proxy.puts += self.command == "PUT"
            hangs_up = Proxy.every and Proxy.asked % Proxy.every == 0
        try:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            time.sleep(0.02)
            if hangs_up:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            if Proxy.refuse:
                answer, status = b"<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>", 403
            else:
                onward = http.client.HTTPConnection("127.0.0.1", Proxy.to)
                onward.request(self.command, self.path, body, dict(self.headers))
                response = onward.getresponse()
                answer, status = response.read(), response.status
            self.send_response(status)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
        finally:
            with Proxy.lock:
                Proxy.now -= 1

    do_GET = do_PUT = do_DELETE = do_MKCOL = pass_on

    def log_message(self, *_):
        pass


work = Path(tempfile.mkdtemp())
root = work / "archive"
subprocess.run([variorum, "init", root], check=True, capture_output=True)

# Servers: ssh behind something that can cut it off, an S3 store behind something that is slow and hangs up.
subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / "host"], check=True)
for name in ("me", "other"):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / name], check=True)
shutil.copy(work / "me.pub", work / "authorized")
ssh_port = free_port()
(work / "sshd_config").write_text(
    f"Port {ssh_port}\nListenAddress 127.0.0.1\nHostKey {work}/host\nPidFile {work}/pid\nAuthorizedKeysFile {work}/authorized\n"
    "StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nSubsystem sftp internal-sftp\n"
)
os.makedirs("/run/sshd", exist_ok=True)
sshd = subprocess.Popen([shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-f", work / "sshd_config", "-E", work / "log"])
cut = Cut(ssh_port)
key = " ".join((work / "host.pub").read_text().split()[:2])
(work / "known").write_text(f"[127.0.0.1]:{cut.port} {key}\n")
client = "Host {0}\n  HostName 127.0.0.1\n  Port {1}\n  User {2}\n  IdentityFile {3}/{4}\n  IdentitiesOnly yes\n  IdentityAgent none\n  UserKnownHostsFile {3}/known\n"
hosts = [client.format(host, cut.port, getpass.getuser(), work, name) for host, name in (("box", "me"), ("barred", "other"))]
(work / "client").write_text("".join(hosts))

moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
moto.start()
moto_port = Proxy.to = moto.get_host_and_port()[1]
proxy = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
threading.Thread(target=proxy.serve_forever, daemon=True).start()
secrets = {"AWS_ACCESS_KEY_ID": "me", "AWS_SECRET_ACCESS_KEY": "abracadabra"}
store = boto3.client(
    "s3",
    endpoint_url=f"http://127.0.0.1:{moto_port}",
    region_name="us-east-1",
    aws_access_key_id="me",
    aws_secret_access_key="abracadabra",
)
store.create_bucket(Bucket="site")

full = work / "full"
full.mkdir()
has_full = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1200k", "none", full]).returncode == 0

# nginx, which takes files for whoever knows the word.
dav_port = free_port()
(work / "nginx").mkdir()
(work / "words").write_text("me:{PLAIN}abracadabra\n")
(work / "nginx.conf").write_text(
    f"daemon off; user {getpass.getuser()}; pid {work}/nginx/pid; error_log {work}/nginx/log;\nevents {{}}\n"
    f"http {{ access_log off; client_body_temp_path {work}/nginx/body; server {{ listen 127.0.0.1:{dav_port};\n"
    f"auth_basic x; auth_basic_user_file {work}/words; client_max_body_size 9m; dav_methods PUT DELETE MKCOL;\n"
    f"location /dav/ {{ root {work}; }} location /full/ {{ root {work}; }} }} }}\n"
)
nginx = subprocess.Popen(
    [shutil.which("nginx") or "/usr/sbin/nginx", "-c", work / "nginx.conf", "-e", work / "nginx" / "log"],
    stderr=subprocess.DEVNULL,
)
(work / "dav" / "site").mkdir(parents=True)

with (root / "variorum.yaml").open("a") as config:
    config.write(
        f"""
base_url: https://archive.example.org/
publish:
  disk: {{type: directory, path: {work}/www}}
  full: {{type: directory, path: {full}/www}}
  sftp: {{type: sftp, host: box, path: {work}/there/sftp, ssh_config: {work}/client}}
  rsync: {{type: rsync, host: box, path: {work}/there/rsync, ssh_config: {work}/client}}
  brimful: {{type: sftp, host: box, path: {full}/sftp, ssh_config: {work}/client}}
  barred: {{type: sftp, host: barred, path: {work}/there/barred, ssh_config: {work}/client}}
  s3: {{type: s3, bucket: site, endpoint: "http://127.0.0.1:{proxy.server_port}", prefix: a/b}}
  dav: {{type: webdav, url: "http://127.0.0.1:{proxy.server_port}/dav/site"}}
  nowhere: {{type: webdav, url: "http://127.0.0.1:{dav_port}/dav/not/there/"}}
  crowded: {{type: webdav, url: "http://127.0.0.1:{dav_port}/full/"}}
"""
    )
static = root / "static"
static.mkdir()
(static / "a[1] b.txt").write_text("a name that programs may take for a pattern")


def many(count, word):
    for number in range(count):
        # Hashes, so that a program that compresses has something to send all the same.
        lines = (hashlib.sha256(f"{word} {number} {line}".encode()).hexdigest() for line in range(20))
        (static / f"{number:04}.txt").write_text("\n".join(lines))


try:
    many(1000, "first")
    publish("disk")
    many(1000, "second")
    subprocess.run([variorum, "-q", "build"], cwd=root, check=True)
    code, said, took = publish("disk")
    check("directory", code == 0 and " 1000 changed" in said and holds(work / "www"), said)
    print(f"directory: 1000 changed files, with a build of what did not change, in {took:.2f} s")

    for name in ("sftp", "rsync"):
        there = work / "there" / name
        code, said, took = publish(name)
        check(name, code == 0 and " 0 changed, 0 removed" in said and holds(there), said)
        print(f"{name}: {len(list(there.rglob('*')))} files in {took:.2f} s")
        many(1000, f"for {name}")
        subprocess.run([variorum, "-q", "build"], cwd=root, check=True)
        cut.most = 150_000
        code, said, _ = publish(name)
        check(f"{name} that is cut off", code == 2 and "publish again" in said, said)
        check(f"{name} that is cut off has whole pages", (there / "index.html").read_text().endswith("</html>\n"))
        cut.most = None
        code, said, _ = publish(name)
        check(f"{name} goes on", code == 0 and holds(there), said)
        (static / "0000.txt").unlink()
        (there / "theirs.txt").write_text("theirs")
        code, said, _ = publish(name)
        check(f"{name} removes", code == 0 and " 1 removed" in said and not (there / "0000.txt").exists(), said)
        check(f"{name} keeps what is not its own", (there / "theirs.txt").exists())
        check(f"{name} leaves no parts", not list(there.rglob("*.part")) and holds(there))
    code, said, _ = publish("barred")
    check("ssh without a key", code == 2 and "logs in without a question" in said, said)

    if has_full:
        for name, folder in (("full", full / "www"), ("brimful", full / "sftp")):
            for page in static.glob("*.txt"):
                page.unlink()
            code, said, _ = publish(name)
            check(f"{name}: there is room", code == 0, said)
            before = (folder / "manifest.sha256").read_bytes()
            (static / "large.txt").write_text("x" * 2_000_000)
            code, said, _ = publish(name)
            check(f"{name}: there is none", code == 2 and "has room" in said, said)
            check(f"{name}: what was there is there", holds(folder) and (folder / "manifest.sha256").read_bytes() == before)
            (static / "large.txt").unlink()
            shutil.rmtree(folder)

    many(300, "third")
    store.put_object(Bucket="site", Key="a/b/theirs.txt", Body=b"theirs")
    code, said, took = publish("s3", **secrets)
    check("s3", code == 0 and " 0 changed, 0 removed" in said, said)
    print(f"s3: {Proxy.puts} requests to put, {Proxy.most} at a time, every tenth cut, in {took:.2f} s")
    check("s3: 16 at a time", 12 <= Proxy.most <= 16, Proxy.most)
    head = store.head_object(Bucket="site", Key="a/b/index.html")
    check("s3: media type", head["ContentType"] == "text/html; charset=utf-8", head)
    check("s3: how long it may be kept", head["CacheControl"] == "public, max-age=0, must-revalidate", head)
    looks = [item["Key"] for item in store.list_objects_v2(Bucket="site", Prefix="a/b/assets/")["Contents"]]
    for key in looks:
        head = store.head_object(Bucket="site", Key=key)
        check(f"s3: {key} may be kept", head["CacheControl"].endswith("immutable"), head)
    check("s3: there is a style sheet", any(key.endswith(".css") for key in looks), looks)
    (static / "0000.txt").unlink()
    (static / "0001.txt").write_text("fourth")
    Proxy.puts = 0
    code, said, _ = publish("s3", **secrets)
    check("s3: only what differs", code == 0 and " 1 changed, 1 removed" in said, said)
    check("s3: few requests", Proxy.puts < 8, Proxy.puts)
    keys = {item["Key"] for item in store.list_objects_v2(Bucket="site")["Contents"]}
    check("s3 removes", "a/b/0000.txt" not in keys and "a/b/theirs.txt" in keys, keys)
    many(300, "fifth")
    Proxy.every = 1
    code, said, _ = publish("s3", **secrets)
    check("s3 that always hangs up", code == 2, said)
    Proxy.every, Proxy.refuse = 0, True
    code, said, _ = publish("s3", **secrets)
    check("s3 that refuses", code == 2 and "403 AccessDenied: Access Denied" in said, said)
    check("s3 tells no secrets", "abracadabra" not in said and "Signature" not in said, said)
    Proxy.refuse = False
    code, said, _ = publish("s3", **secrets)
    check("s3 goes on", code == 0, said)
    code, said, _ = publish("s3")
    check("s3 without a key", code == 2 and "AWS_ACCESS_KEY_ID" in said, said)

    Proxy.to, Proxy.every, Proxy.puts, Proxy.most = dav_port, 10, 0, 0
    there, opens = work / "dav" / "site", {"WEBDAV_USERNAME": "me", "WEBDAV_PASSWORD": "abracadabra"}
    (there / "theirs.txt").write_text("theirs")
    code, said, took = publish("dav", **opens)
    check("webdav", code == 0 and " 0 changed, 0 removed" in said and holds(there), said)
    check("webdav: 16 at a time", 12 <= Proxy.most <= 16, Proxy.most)
    print(f"webdav: {Proxy.puts} requests to put, {Proxy.most} at a time, every tenth cut, in {took:.2f} s")
    check("webdav: there is nothing to do", "it is as it was built" in publish("dav", **opens)[1])
    (static / "0002.txt").unlink()
    (static / "0001.txt").write_text("sixth")
    Proxy.puts = 0
    code, said, _ = publish("dav", **opens)
    check("webdav: only what differs", code == 0 and " 1 changed, 1 removed" in said and holds(there), said)
    check("webdav: few requests", Proxy.puts < 12, Proxy.puts)
    check("webdav removes its own", not (there / "0002.txt").exists() and (there / "theirs.txt").exists())
    many(300, "seventh")
    Proxy.every = 1
    code, said, _ = publish("dav", **opens)
    check("webdav that always hangs up", code == 2 and "publish again" in said, said)
    check("webdav that hangs up has whole pages", (there / "index.html").read_text().endswith("</html>\n"))
    Proxy.every, Proxy.refuse = 0, True
    code, said, _ = publish("dav", **opens)
    check("webdav that refuses", code == 2 and "403 Forbidden" in said and "WEBDAV_PASSWORD" in said, said)
    Proxy.refuse = False
    code, said, _ = publish("dav")
    check("webdav without a password", code == 2 and "401" in said and "WEBDAV_USERNAME" in said, said)
    code, said, _ = publish("dav", WEBDAV_USERNAME="me", WEBDAV_PASSWORD="sesame")
    check("webdav with another password", code == 2 and "401" in said and "sesame" not in said, said)
    code, said, _ = publish("nowhere", **opens)
    check("webdav without a folder", code == 2 and "make the folder above" in said, said)
    code, said, _ = publish("dav", **opens)
    check("webdav goes on", code == 0 and holds(there), said)
    if has_full:
        (static / "large.txt").write_text("x" * 2_000_000)
        code, said, _ = publish("crowded", **opens)
        check("webdav without room", code == 2 and "abracadabra" not in said, said)
        (static / "large.txt").unlink()
        for page in full.rglob("*.txt"):
            page.unlink()
finally:
    sshd.terminate()
    nginx.terminate()
    nginx.wait()
    moto.stop()
    if has_full:
        subprocess.run(["umount", full])
    shutil.rmtree(work, ignore_errors=True)

print("\n".join(faults) if faults else "every target is as it should be")
sys.exit(1 if faults else 0)
