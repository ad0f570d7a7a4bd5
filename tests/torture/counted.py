"""Fails the Nth allocation, once and for good, by tests/torture/shim.c. Running out ends the program with exit code 70."""
import os
import sweep

ENDED = 70


def count(w):
    d, to = w.fresh('memory'), f'{w.folder}/allocations'
    code, text = w.run(d, env={'LD_PRELOAD': w.shim, 'TORTURE_MALLOC': '0', 'TORTURE_COUNT': to})
    with open(to) as f:
        return int(f.read())


def points(total, most):
    """Threads make the number vary a little, so the last hundredth is left out."""
    total = total * 99 // 100
    return [('memory', n, good) for n in sweep.spread(total, most) for good in ('', '+')]


def perform(w, point):
    _, n, good = point
    d, to = w.fresh(f'm{os.getpid()}'), f'{w.folder}/reached{os.getpid()}'
    if os.path.exists(to):
        os.unlink(to)
    code, text = w.run(d, env={'LD_PRELOAD': w.shim, 'TORTURE_MALLOC': f'{n}{good}', 'TORTURE_COUNT': to})
    if os.path.exists(to):
        with open(to) as f:
            if int(f.read()) < n:
                return 'the injection never fired', code, False
    return w.judge(d, code, text=text), code, True
