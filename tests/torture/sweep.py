"""Kills the night at every system call, and fails every one in turn.

strace counts `when=N` by name of the call and by process and thread, so an undisturbed trace says how many points there
are. A point that never fired is a failure of the harness, not a pass."""
import collections, os, re, shutil
import world

# Never tampered with: they start or end the process, return no error to anyone, or depend on the moment threads meet.
LEFT_OUT = {'execve', 'exit', 'exit_group', 'futex', 'rt_sigreturn', 'restart_syscall', 'madvise', 'wait4', 'poll', 'clock_nanosleep',
            'sched_yield', 'set_robust_list', 'rseq', 'gettid', 'clone', 'clone3', 'mprotect', 'munmap', 'mmap', 'brk',
            'rt_sigprocmask', 'rt_sigaction'}
# Calls that no kernel lets fail, and randomness, without which the C library ends the program itself.
CANNOT_FAIL = {'getpid', 'getppid', 'geteuid', 'umask', 'arch_prctl', 'set_tid_address', 'sysinfo', 'getrandom'}
WRITING = ['pwrite64', 'write', 'fdatasync', 'fsync', 'syncfs', 'rename', 'renameat2', 'unlink', 'mkdir', 'rmdir',
           'link', 'ftruncate', 'openat', 'close', 'flock']
ERRORS = ['ENOSPC', 'EIO', 'EMFILE', 'EINTR']


def baseline(w):
    """How often each call is made, by the process or thread that makes it most often: the least of three runs, for
    threads that meet otherwise make a few more or less."""
    runs = [count(w) for _ in range(3)]
    return {c: min(r.get(c, 0) for r in runs) for c in sorted(runs[0]) if c not in LEFT_OUT and all(c in r for r in runs)}


def count(w):
    d, log = w.fresh('baseline'), f'{w.folder}/baseline.log'
    w.run(d, wrap=['strace', '-f', '-qq', '-o', log, '--'])
    n, most = collections.Counter(), {}
    with open(log, errors='replace') as f:
        for line in f:
            m = re.match(r'(\d+)\s+(\w+)\(', line)
            if m:
                n[m.groups()] += 1
    for (_, call), k in n.items():
        most[call] = max(most.get(call, 0), k)
    return most


def spread(n, most):
    """At most so many of 1..n, evenly, the first and the last among them."""
    if most is None or n <= most:
        return list(range(1, n + 1))
    return sorted({1 + i * (n - 1) // (most - 1) for i in range(most)}) if most > 1 else [n]


def kill_points(counts, most=None):
    return [('kill', call, n, 'signal=KILL') for call, k in counts.items() for n in spread(k, most)]


def kinds(short):
    """Each error once and for good; being interrupted for good is no fault that a disk or a kernel has."""
    return ['ENOSPC', 'EIO+', 'EINTR'] if short else [e + s for e in ERRORS for s in ('', '+') if e + s != 'EINTR+']


def error_points(counts, most=None, short=False):
    """Of all calls but close, for which see counted.py."""
    out = []
    for call, k in counts.items():
        for n in spread(k, most) if call not in CANNOT_FAIL and call != 'close' else ():
            out += [('error', call, n, f'error={e}') for e in kinds(short)]
    return out


def perform(w, point):
    """(what is wrong or None, exit code, whether it fired). Threads that meet otherwise make a call more or less, so a
    point that did not fire is tried again, and the last calls of a thread then a little earlier."""
    kind, call, n, what = point
    for back in (0, 0, 0, 2, 5, 10):
        result = attempt(w, (kind, call, max(1, n - back), what))
        if result[2]:
            break
    return result


def attempt(w, point):
    kind, call, n, what = point
    sticky = what.endswith('+')
    d, log = w.fresh(f'w{os.getpid()}'), f'{w.folder}/log{os.getpid()}'
    code, text = w.run(d, wrap=world.strace(call, f'{what.rstrip("+")}:when={n}{"+" if sticky else ""}', log))
    with open(log, errors='replace') as f:
        marks = f.read()
    fired = '(INJECTED)' in marks if kind == 'error' else 'killed by SIGKILL' in marks
    if call == 'write' and sticky:
        text = 'huifang: could not say anything'
    wrong = w.judge(d, None if kind == 'kill' else code, text=text) if fired else 'the injection never fired'
    if wrong and os.environ.get('TORTURE_KEEP'):
        shutil.copytree(d, f'{os.environ["TORTURE_KEEP"]}/{call}-{n}-{what}', dirs_exist_ok=True)
    return wrong, code, fired
