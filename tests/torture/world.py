"""The world under torture: one small organisation on the eve of its second night, the commands that make the night, and
the oracle that says whether a folder is in a state it may be in.

A state is judged by four rules (docs/reliability.md):
  opens      the store passes integrity_check and foreign_key_check
  old or new its contents are those after one of the night's commits, nothing in between; the published site is the old
             one or the new one, whole, and never newer than the store
  complete   a command that said it was done has done it
  converges  the plain command, run again, ends in the contents, site and files of an undisturbed night
Run numbers differ when a night was begun twice, so they are left out of every comparison."""
import hashlib, json, os, re, shutil, sqlite3, subprocess

EVENTS = 'event_id,category,customer_id,customer_name,site,department,accepted_at,finished_at,content\n'
VISITS = 'visit_id,event_id,visited_at,method,visitor,role,satisfaction\n'
CONFIG = """organisation: 试验物业
policy: property-10
language: zh-CN
store: var/huifang.db
output: site/
next_update: "02:30"
sources:
  - {table: events, name: events, files: logs/events-*}
  - {table: visits, name: visits, files: logs/visits-*}
"""
CLOCK = 1793500000  # 2026-11-01 in Shanghai
DAYS = {'eve': '2026-10-30', 'night': '2026-10-31'}
DONE = (0, 3)       # 3: the night brings a row that is refused
COMMANDS = ('import', 'analyse', 'render')


def event_rows(first, last, day):
    return ''.join(f'E{i},{"repair" if i % 3 else "complaint"},K{i % 7},张{i},{"一二三"[i % 3]}号院,工程部,'
                   f'2026-10-{day:02d} {8 + i % 9:02d}:00,2026-10-{day:02d} 19:{i % 60:02d},漏水\n'
                   for i in range(first, last))


def visit_rows(first, last, day):
    return ''.join(f'V{i},E{i},2026-10-{day:02d} 10:{i % 60:02d},phone,李,客服,5\n' for i in range(first, last))


def write(path, text, packed=False):
    import gzip
    data = text.encode()
    if packed:
        data = gzip.compress(data, mtime=0)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)
    os.utime(path, (CLOCK - 86400, CLOCK - 86400))


BAD = 'E{},repair,K1,,,,2026-13-01,,\n'  # a row that is refused
NIGHT = {  # what the night brings: a packed file, which a child process unpacks; changed rows; a row mended, one refused
    'events-2.csv.gz': EVENTS + event_rows(20, 40, 8),
    'events-3.csv': EVENTS + event_rows(40, 44, 12) + event_rows(98, 99, 12) + BAD.format(99),
    'visits-2.csv': VISITS + visit_rows(10, 30, 14)}


def eve_logs(d):
    write(f'{d}/huifang.yaml', CONFIG)
    write(f'{d}/logs/events-1.csv', EVENTS + event_rows(0, 24, 3) + BAD.format(98))
    write(f'{d}/logs/visits-1.csv', VISITS + visit_rows(0, 16, 5))


def night_logs(d, files=tuple(NIGHT)):
    for name in files:
        write(f'{d}/logs/{name}', NIGHT[name], packed=name.endswith('.gz'))


class World:
    def __init__(self, huifang, folder, shim=None):
        self.huifang, self.folder, self.shim = huifang, folder, shim
        self.env = {'LC_ALL': 'C.UTF-8', 'PATH': os.environ['PATH'], 'SOURCE_DATE_EPOCH': str(CLOCK), 'HOME': folder}
        self.start = f'{folder}/start'
        self.seen = {}
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)

    # ---- commands ----

    def argv(self, command, day):
        return [self.huifang, command, '-q', '-c', 'huifang.yaml', '--as-of', DAYS[day]]

    def run(self, d, command='run', day='night', wrap=(), env=None, timeout=60):
        p = subprocess.run([*wrap, *self.argv(command, day)], cwd=d, env={**self.env, **(env or {})}, timeout=timeout,
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return p.returncode, p.stderr.decode(errors='replace')

    def must(self, d, command='run', day='night'):
        code, text = self.run(d, command, day)
        assert code in DONE, f'an undisturbed {command} ended with {code}: {text}'

    def fresh(self, name):
        d = f'{self.folder}/{name}'
        shutil.rmtree(d, ignore_errors=True)
        shutil.copytree(self.start, d, symlinks=True)
        return d

    # ---- the undisturbed nights ----

    def prepare(self, empty=False):
        """The folder before the night, and what it may hold after any part of it. `empty`: the very first night."""
        os.makedirs(self.start)
        eve_logs(self.start)
        if not empty:
            self.must(self.start, day='eve')
        self.old_site, self.site, self.read, self.told, self.then = tree(f'{self.start}/site'), {}, {}, {}, {}
        self.all = len(NIGHT) + (2 if empty else 0)
        before = [] if not empty else ['events-1.csv', 'visits-1.csv']
        for files in subsets([*before, *NIGHT]):
            self.note(files, before)
        if empty:
            self.read[None] = None  # no store at all
        night_logs(self.start)
        d = self.fresh('plain')
        self.must(d)
        self.last, self.files = contents(f'{d}/var/huifang.db'), listing(d)
        assert self.told[self.last] == tree(f'{d}/site') != self.old_site
        self.new_site = self.told[self.last]
        return self

    def note(self, files, before):
        """What store and site hold when only these files of the night could be read."""
        d = self.fresh('part')
        night_logs(d, [f for f in files if f in NIGHT])
        for f in before:
            if f not in files:
                os.unlink(f'{d}/logs/{f}')
        self.must(d, 'import')
        self.read[contents(f'{d}/var/huifang.db')] = len(files)
        self.must(d, 'analyse')
        now = contents(f'{d}/var/huifang.db')
        self.must(d, 'render')
        self.told[now] = tree(f'{d}/site')
        night_logs(d)  # the figures of a night that lacked files were issued, and the next one restates them
        for f in before:
            shutil.copy2(f'{self.start}/logs/{f}', f'{d}/logs/{f}')
        self.must(d)
        self.then[now] = contents(f'{d}/var/huifang.db'), tree(f'{d}/site')

    # ---- the oracle ----

    def judge(self, d, code, done=None, text=''):
        """What is wrong with the state; None: nothing. `code`: how the command ended, None: it was killed. `done`: which
        of COMMANDS said that they were done."""
        db = f'{d}/var/huifang.db'
        key = None
        copy = f'{d}.db'
        shutil.rmtree(copy, ignore_errors=True)
        if os.path.isdir(f'{d}/var'):
            shutil.copytree(f'{d}/var', copy)
        try:
            now = contents(f'{copy}/huifang.db', check=True)
        except (sqlite3.Error, AssertionError) as e:
            return f'store does not open: {e}'
        key = (raw(f'{copy}/huifang.db'), others(d))
        if now not in self.read and now not in self.told:
            return 'store is between two commits'
        site = tree(f'{d}/site')
        if site != self.old_site and site != self.told.get(now):
            return 'site is neither the old one nor what the store says'
        if code in DONE:
            done = COMMANDS
        if done and 'import' in done and now not in self.told and self.read[now] != self.all:
            return 'import said it was done and is not in the store'
        if done and 'analyse' in done and now != self.last:
            return 'analyse said it was done and is not in the store'
        if done and 'render' in done and site != self.new_site:
            return 'render said it was done and is not published'
        if code is not None and code < 0:
            return f'died of signal {-code}: {text[:200]}'
        if code is not None and code not in DONE and 'huifang: ' not in text:
            return f'exit {code} without a word: {text[:300]!r}'
        if key in self.seen:
            return self.seen[key]
        self.seen[key] = self.converges(d, now)
        return self.seen[key]

    def converges(self, d, before):
        ends = [self.then[before]] if before in self.then else []
        if before in self.read:
            ends.append((self.last, self.new_site))
        code, text = self.run(d)
        if code not in DONE:
            return f'run again, it ended with {code}: {text.strip()}'
        now = contents(f'{d}/var/huifang.db', check=True)
        if now not in [e[0] for e in ends]:
            return 'run again, the store differs from an undisturbed one'
        if (now, tree(f'{d}/site')) not in ends:
            return 'run again, the site differs from an undisturbed one'
        if listing(d) != self.files:
            return f'run again, files differ: {sorted(set(listing(d)) ^ set(self.files))}'
        return None


def subsets(names):
    return [[n for i, n in enumerate(names) if bits >> i & 1] for bits in range(1 << len(names))]


def strace(call, inject, log):
    """The words that put a command under strace with one injection. A signal is not delivered under --seccomp-bpf, an
    error is, in half the time."""
    fast = ['--seccomp-bpf'] if inject.startswith('error') else []
    return ['strace', '-f', '-qq', *fast, '-o', log, '-e', f'trace={call}', '-e', f'inject={call}:{inject}', '--']


def raw(path):
    try:
        with open(path, 'rb') as f:
            return hashlib.sha256(f.read()).hexdigest()
    except FileNotFoundError:
        return None


def others(d):
    """Every file but the store and its journal, by name and bytes."""
    out = []
    for root, dirs, files in os.walk(d):
        dirs.sort()
        out += [(os.path.relpath(root, d), '/')]
        out += [(os.path.relpath(f'{root}/{f}', d), raw(f'{root}/{f}')) for f in sorted(files)
                if not f.endswith(('huifang.db', 'huifang.db-journal', '.lock'))]
    return hashlib.sha256(json.dumps(out).encode()).hexdigest()


def listing(d):
    return sorted(os.path.relpath(f'{root}/{f}', d) for root, dirs, files in os.walk(d) for f in files + dirs)


def tree(d):
    """The digest of a published site; None where there is none."""
    out = []
    for root, dirs, files in os.walk(d):
        dirs.sort()
        for f in sorted(files):
            with open(f'{root}/{f}', 'rb') as h:
                data = h.read()
            if f == 'site.json':
                data = re.sub(rb'"(analysis_)?run":\d+', b'', data)
            out.append((os.path.relpath(f'{root}/{f}', d), hashlib.sha256(data).hexdigest()))
    return hashlib.sha256(json.dumps(out).encode()).hexdigest() if out else None


def contents(path, check=False):
    """The digest of every row of every table, without the ledger of runs, with files by their names; None: no store."""
    if not os.path.exists(path) or not os.path.getsize(path):
        return None
    db = sqlite3.connect(f'file:{path}?mode=rw', uri=True)
    try:
        if check:
            found = db.execute('PRAGMA integrity_check').fetchall()
            assert found == [('ok',)], found[:3]
            assert not db.execute('PRAGMA foreign_key_check').fetchall()
        h = hashlib.sha256()
        names = [r[0] for r in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('run', 'analysis', 'restating', 'month_change', 'row_change') ORDER BY name")]
        for name in names:
            # A night without any file of a source says so; a night that died before it came to them does not.
            but = "WHERE kind <> 'missing'" if name == 'drift' else ''
            rows = sorted(map(repr, db.execute(f'SELECT {", ".join(columns(db, name))} FROM "{name}" AS t {but}')))
            h.update(f'{name} {rows}'.encode())
        return h.hexdigest() if names else None
    finally:
        db.close()


def columns(db, table):
    for _, name, *_ in db.execute(f'PRAGMA table_info("{table}")').fetchall():
        if re.fullmatch(r'(.*_)?run(_out)?', name):
            yield f't."{name}" IS NULL'
        elif re.fullmatch(r'(.*_)?file', name):
            yield f'(SELECT g.path FROM file AS g WHERE g.file = t."{name}")'
        else:
            yield f't."{name}"'
