"""Fails the Nth allocation or the Nth close, once and for good, by tests/torture/shim.c, which counts them.

Memory that runs out ends the program with exit code 70. A close that fails has closed all the same on Linux; strace can
only leave the file open, so that a pipe would never end."""
import errno, os
import sweep


def total(w, variable):
    """Threads make the number vary a little, so the last hundredth of allocations is left out."""
    d, to = w.fresh('counted'), f'{w.folder}/counted.txt'
    w.run(d, env={'LD_PRELOAD': w.shim, variable: '0', 'TORTURE_COUNT': to})
    with open(to) as f:
        n = int(f.read())
    return n * 99 // 100 if variable == 'TORTURE_MALLOC' else n


def allocation_points(w, most):
    return [('memory', 'TORTURE_MALLOC', n, good) for n in sweep.spread(total(w, 'TORTURE_MALLOC'), most) for good in ('', '+')]


def close_points(w, most, short):
    places = sweep.spread(total(w, 'TORTURE_CLOSE'), most)
    return [('close', 'TORTURE_CLOSE', n, ('+' if kind.endswith('+') else '') + f':{getattr(errno, kind.rstrip("+"))}')
            for n in places for kind in sweep.kinds(short)]


def perform(w, point):
    """(what is wrong or None, exit code, whether it fired). As sweep.perform, a little earlier where it did not fire."""
    for back in (0, 0, 2, 5):
        result = attempt(w, point, back)
        if result[2]:
            break
    return result


def attempt(w, point, back):
    _, variable, n, how = point
    n = max(1, n - back)
    d, to = w.fresh(f'm{os.getpid()}'), f'{w.folder}/reached{os.getpid()}'
    if os.path.exists(to):
        os.unlink(to)
    code, text = w.run(d, env={'LD_PRELOAD': w.shim, variable: f'{n}{how}', 'TORTURE_COUNT': to})
    if os.path.exists(to):
        with open(to) as f:
            if int(f.read()) < n:
                return 'the injection never fired', code, False
    return w.judge(d, code, text=text), code, True
