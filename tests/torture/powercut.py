"""Cuts the power: from a trace of writes, flushes and renames, the folders that a disk may hold after it.

What was flushed is there; of the rest, each write and each change of a folder may be there or not, on its own, and the
last write may be there in part (512 or 4096 bytes, or half). A file's flush keeps its bytes, not its name: only a flush
of the folder, or of the whole file system, keeps names (POSIX; Linux file systems promise more). Not modelled: a device
that lies about a flush, sectors of garbage."""
import os, re, shutil

CALLS = 'openat,write,pwrite64,ftruncate,fsync,fdatasync,syncfs,rename,renameat2,link,unlink,unlinkat,mkdir,rmdir'
DATA, NAMES = 'data', 'names'


class Disk:
    """The folder as it is now (`names`, `bytes` of each inode), as it is for sure, and what lies between."""

    def __init__(self, root):
        self.root, self.next, self.pending, self.points = os.path.realpath(root), 1, [], []
        self.dirs, self.files, self.sure_dirs, self.sure_files = {}, {}, {}, {}
        self.top = self.read(self.root)
        self.at = {}  # position of each open file

    def new(self, is_dir):
        self.next += 1
        (self.dirs if is_dir else self.files)[self.next] = {} if is_dir else b''
        (self.sure_dirs if is_dir else self.sure_files)[self.next] = {} if is_dir else b''
        return self.next

    def read(self, path):
        ino = self.new(os.path.isdir(path))
        if os.path.isdir(path):
            for name in sorted(os.listdir(path)):
                self.dirs[ino][name] = self.sure_dirs[ino][name] = self.read(f'{path}/{name}')
        else:
            with open(path, 'rb') as f:
                self.files[ino] = self.sure_files[ino] = f.read()
        return ino

    # ---- paths ----

    def place(self, path):
        """(folder, name) of a path below the root; None for any other."""
        path = os.path.normpath(os.path.join(self.root, path))
        if path == self.root:
            return None, None
        if not path.startswith(self.root + '/'):
            return None
        parts, d = path[len(self.root) + 1:].split('/'), self.top
        for p in parts[:-1]:
            d = self.dirs[d][p]
        return d, parts[-1]

    def inode(self, path):
        at = self.place(path)
        if at is None:
            return None
        return self.top if at[0] is None else self.dirs[at[0]].get(at[1])

    # ---- changes ----

    def write(self, ino, off, data):
        self.files[ino] = put(self.files[ino], off, data)
        self.pending.append((DATA, ino, off, data))

    def rename(self, *entries):
        for d, name, ino in entries:
            set_name(self.dirs, d, name, ino)
        self.pending.append((NAMES, entries))

    def flush(self, keeps):
        """What is pending and `keeps` says so becomes sure. Every state from here back to the last flush may be found."""
        self.points.append((self.sure_dirs, self.sure_files, list(self.pending)))
        self.sure_dirs, self.sure_files = apply(self.sure_dirs, self.sure_files, [p for p in self.pending if keeps(p)])
        self.pending = [p for p in self.pending if not keeps(p)]

    # ---- the trace ----

    def feed(self, log):
        for call, args, result in calls(log):
            if result < 0:
                continue
            getattr(self, f'on_{call}')(args, result)

    def on_openat(self, a, fd):
        path, flags = a[1], a[2]
        at = self.place(path) if path.startswith('/') or a[0].startswith('AT_FDCWD') else None
        self.at[fd] = 0
        if at is None or at[0] is None:
            return
        ino = self.dirs[at[0]].get(at[1])
        if ino is None and 'O_CREAT' in flags:
            ino = self.new(False)
            self.rename((at[0], at[1], ino))
        elif ino in self.files and 'O_TRUNC' in flags:
            self.cut(ino, 0)

    def cut(self, ino, size):
        self.files[ino] = put(self.files[ino][:size], size, b'')
        self.pending.append((DATA, ino, size, None))

    def on_write(self, a, n):
        fd, path = fd_of(a[0])
        ino = self.inode(path) if path.startswith('/') else None
        if ino is not None:
            self.write(ino, self.at.get(fd, 0), a[1][:n])
        self.at[fd] = self.at.get(fd, 0) + n

    def on_pwrite64(self, a, n):
        ino = self.inode(fd_of(a[0])[1])
        if ino is not None:
            self.write(ino, int(a[3]), a[1][:n])

    def on_ftruncate(self, a, _):
        ino = self.inode(fd_of(a[0])[1])
        if ino is not None:
            self.cut(ino, int(a[1]))

    def on_fsync(self, a, _):
        ino = self.inode(fd_of(a[0])[1])
        if ino is not None:
            self.flush(lambda p: p[1] == ino if p[0] == DATA else any(d == ino for d, _, _ in p[1]))

    on_fdatasync = on_fsync

    def on_syncfs(self, a, _):
        self.flush(lambda p: True)

    def on_rename(self, a, _):
        f, t = self.place(a[0]), self.place(a[1])
        self.rename((*f, None), (*t, self.inode(a[0])))

    def on_renameat2(self, a, _):
        f, t = self.place(a[1]), self.place(a[3])
        assert 'RENAME_EXCHANGE' in a[4]
        self.rename((*f, self.inode(a[3])), (*t, self.inode(a[1])))

    def on_link(self, a, _):
        self.rename((*self.place(a[1]), self.inode(a[0])))

    def on_unlink(self, a, _):
        at = self.place(a[0])
        if at:
            self.rename((*at, None))

    on_rmdir = on_unlink

    def on_mkdir(self, a, _):
        at = self.place(a[0])
        if at:
            self.rename((*at, self.new(True)))

    def on_unlinkat(self, a, _):
        raise AssertionError('unlinkat is not modelled')


def put(data, off, new):
    return data[:off].ljust(off, b'\0') + new + data[off + len(new):]


def set_name(dirs, d, name, ino):
    if ino is None:
        dirs[d].pop(name, None)
    else:
        dirs[d][name] = ino


def apply(dirs, files, ops):
    dirs, files = {k: dict(v) for k, v in dirs.items()}, dict(files)
    for op in ops:
        if op[0] == NAMES:
            for entry in op[1]:
                set_name(dirs, *entry)
            continue
        _, ino, off, data = op
        if not isinstance(files[ino], bytearray):
            files[ino] = bytearray(files[ino])
        f = files[ino]
        if data is None:
            del f[off:]
        if len(f) < off:
            f.extend(bytes(off - len(f)))
        if data:
            f[off:off + len(data)] = data
    return dirs, {k: bytes(v) for k, v in files.items()}


# ---- reading strace ----

STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def calls(log):
    """(name, arguments, result) of each call, strings as bytes (data) or text (paths)."""
    begun = {}
    with open(log, errors='surrogateescape') as f:
        for line in f:
            m = re.match(r'(\d+) +(.*)', line)
            pid, text = m.groups()
            if text.endswith('<unfinished ...>'):
                begun[pid] = text[:-len('<unfinished ...>')]
                continue
            m = re.match(r'<\.\.\. \w+ resumed>(.*)', text)
            if m:
                text = begun.pop(pid, '') + m[1]
            m = re.match(r'(\w+)\((.*)\) += (-?\d+)', text)
            if m:
                yield m[1], arguments(m[1], m[2]), int(m[3])


def arguments(call, text):
    out = []
    for part in split(text):
        m = STRING.fullmatch(part)
        if not m:
            out.append(part)
            continue
        assert not m[2], 'a string was cut short'
        data = bytes.fromhex(m[1].replace('\\x', ''))
        out.append(data if call in ('write', 'pwrite64') else os.fsdecode(data))
    return out


def split(text):
    return [p.strip() for p in text.split(', ')]


def fd_of(text):
    m = re.match(r'(\d+)<(.*?)>', text)
    if not m:
        return -1, ''
    path = re.sub(r'(\\x[0-9a-f]{2})+', lambda h: os.fsdecode(bytes.fromhex(h[0].replace('\\x', ''))), m[2])
    return int(m[1]), path


# ---- states ----

def choices(pending, most):
    """Which of the pending changes are there: lists of changes, each with a word on what it is."""
    n = len(pending)
    some = lambda: spread(n, most)
    yield 'nothing', []
    yield 'all', pending
    yield 'names only', [p for p in pending if p[0] == NAMES]
    yield 'data only', [p for p in pending if p[0] == DATA]
    for ino in sorted({p[1] for p in pending if p[0] == DATA}):
        yield f'all but the data of {ino}', [p for p in pending if p[0] == NAMES or p[1] != ino]
    for i in some():
        yield f'first {i}', pending[:i]
        yield f'without {i}', pending[:i] + pending[i + 1:]
        yield f'only {i}', [pending[i]]
        if pending[i][0] == DATA and pending[i][3]:
            _, ino, off, data = pending[i]
            for size in (512, 4096, len(data) // 2):
                if 0 < size < len(data):
                    yield f'first {i} and {size} bytes', pending[:i] + [(DATA, ino, off, data[:size])]


def spread(n, most):
    if most is None or n <= most:
        return range(n)
    return sorted({i * (n - 1) // (most - 1) for i in range(most)}) if most > 1 else [n - 1]


def write_out(dirs, files, top, d, old):
    os.makedirs(d)
    for name, ino in dirs[top].items():
        if ino in dirs:
            write_out(dirs, files, ino, f'{d}/{name}', old)
        elif ino in files:
            with open(f'{d}/{name}', 'wb') as f:
                f.write(files[ino])
            os.utime(f'{d}/{name}', (old, old))


def digest(dirs, files, top):
    return hash(tuple((n, digest(dirs, files, i) if i in dirs else hash(files.get(i, b''))) for n, i in sorted(dirs[top].items())))


# ---- the cut ----

def record(w, env):
    """The three commands of the night under strace: [(sure folders, sure files, what is pending, what was acknowledged)]"""
    import world
    d = w.fresh('powercut')
    disk, points = Disk(d), []
    for i, command in enumerate(world.COMMANDS):
        log = f'{w.folder}/powercut.log'
        words = [w for k, v in env.items() for w in ('-E', f'{k}={v}')]
        code, text = w.run(d, command, wrap=['strace', '-f', '-qq', '-y', '-xx', '-s', '100000000', '-o', log, '-e', f'trace={CALLS}', *words, '--'])
        assert code in world.DONE, f'{command} ended with {code}: {text}'
        disk.points = []
        disk.feed(log)
        points += [(*p, world.COMMANDS[:i]) for p in disk.points]
        points.append((disk.sure_dirs, disk.sure_files, list(disk.pending), world.COMMANDS[:i + 1]))
    dirs, files = apply(disk.sure_dirs, disk.sure_files, disk.pending)
    assert digest(dirs, files, disk.top) == digest(*read_back(d), disk.top), 'the replay of the trace differs from the folder'
    return disk.top, points


def read_back(d):
    disk = Disk(d)
    return disk.dirs, disk.files


def states(top, points, most):
    """(number of the point, number of the choice) of every distinct state."""
    seen = set()
    for k, (dirs, files, pending, done) in enumerate(points):
        for c, (_, ops) in enumerate(choices(pending, most)):
            key = (digest(*apply(dirs, files, ops), top), done)
            if key not in seen:
                seen.add(key)
                yield k, c


def perform(w, top, points, most, state):
    k, c = state
    dirs, files, pending, done = points[k]
    word, ops = list(choices(pending, most))[c]
    d = f'{w.folder}/p{os.getpid()}'
    shutil.rmtree(d, ignore_errors=True)
    write_out(*apply(dirs, files, ops), top, d, 1793500000 - 86400)
    wrong = w.judge(d, None, done=done)
    if wrong and os.environ.get('TORTURE_KEEP'):
        shutil.copytree(d, f'{os.environ["TORTURE_KEEP"]}/powercut-{k}-{c}', dirs_exist_ok=True)
    return f'{word} of {len(pending)} at flush {k}, {len(done)} acknowledged', wrong
