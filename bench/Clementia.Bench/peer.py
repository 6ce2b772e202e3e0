"""The same operations in numpy, one thread. Reads raw columns, then one letter a line; answers wall|processor|answer."""
import os, sys, time
import numpy as np

folder, ten, moved, moved_hundredths = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
LIFE = 2**31 - 3
TYPES = {1: np.uint8, 2: np.uint16, 4: np.int32}
columns, unknown = {}, {}
for line in open(os.path.join(folder, "widths")):
    name, width = line.split()
    columns[name] = np.fromfile(os.path.join(folder, name), dtype=TYPES[int(width)])
    unknown[name] = {1: 255, 2: 65535, 4: -1}[int(width)]
small = {n: np.fromfile(os.path.join(folder, "small-" + n), dtype=np.int32) for n in ("steps", "histories", "pairs", "valves", "thens", "nows")}
locals().update(columns)
steps, pairs, valves = small["steps"], small["pairs"], small["valves"]
category_now, off = small["histories"].reshape(-1, 2).T.copy()
def dense(rows):
    table = np.full((rows[0].max() + 1, len(rows) - 1), -1, dtype=np.int32)
    for i in range(1, len(rows)):
        table[rows[0], i - 1] = rows[i]
    return [table[:, i].copy() for i in range(table.shape[1])]
(before_of,) = dense(small["thens"].reshape(-1, 2).T)
now_of, most_of = dense(small["nows"].reshape(-1, 3).T)
# What follows from a class alone is worked out once a class: adding to a key is then one gather each.
step_less = steps
no_step = steps == -9999

def known(name, values):
    return values != unknown[name]

def a():
    known_sum, changes, lives, mosts = 0, 0, 0, 0
    for at in range(0, len(level), 1 << 16):  # In pieces that the cache holds: quicker than whole columns.
        s = slice(at, at + (1 << 16))
        lv, ct, xs, ys, zs, ws = level[s].astype(np.int32), category[s], x[s], y[s], z[s], w[s]
        then_key = (ws.astype(np.int32) * 64 + lv) * 8 + np.where(ct == 255, 0, ct)
        in_reach = then_key < len(before_of)
        before = np.where(in_reach, before_of[np.where(in_reach, then_key, 0)], -1)
        c_now = category_now[ys]
        ok = ~no_step[xs] & (c_now >= 0)
        level_now = np.maximum(lv + step_less[xs] - off[ys], 1)
        key = np.where(ok, ((pairs[zs] * 3 + valves[ws]) * 256 + level_now) * 8 + c_now, 0)
        ok &= key < len(now_of)
        key = np.where(ok, key, 0)
        now, most = np.where(ok, now_of[key], -1), np.where(ok, most_of[key], -1)
        has = (before >= 0) & (now >= 0) & (now <= before)
        fall = np.where(before == now, 0, np.where(before == LIFE, LIFE, before - now))
        known_sum += int(np.count_nonzero(has))
        life = has & (fall == LIFE)
        lives += int(np.count_nonzero(life))
        changes += int(fall[has & ~life].sum(dtype=np.int64))
        mosts += int(most[(most >= 0) & (most < LIFE)].sum(dtype=np.int64))
    return f"{known_sum} {changes} {lives} {mosts}"

def served(last, hundredths):
    has = day != unknown["day"]
    return has & (day <= last) & ((sentence == unknown["sentence"]) | (sentence >= hundredths)), ~has

def criteria():
    def simple(name, test):
        values = columns[name]
        nothing = values == unknown[name]
        return test(values) & ~nothing, nothing
    nothing = (recmin == unknown["recmin"]) | (nowmax == unknown["nowmax"])
    return [simple("change", lambda v: v >= 2400), served(ten, 12000), simple("sentence", lambda v: v >= 6000), ((recmin > nowmax) & ~nothing, nothing), simple("category", lambda v: v <= 3)] + [
        simple(n, lambda v: v == 0) for n in ("career", "violent", "weapon", "led", "organization")] + [simple("conduct", lambda v: v == 1), simple("before", lambda v: v == 0)]

def joined(of):
    met, possible = of[0][0].copy(), of[0][0] | of[0][1]
    for m, u in of[1:]:
        met &= m
        possible &= m | u
    return met, possible & ~met

kept = None
def b():
    global kept
    of = criteria()
    kept = (of, joined(of))
    return " ".join(f"{np.count_nonzero(m)}/{np.count_nonzero(u)}" for m, u in of + [kept[1]])

ranks = int(srank[srank != unknown["srank"]].max()) + 1
def c():
    has = srank != unknown["srank"]
    key = cell.astype(np.int32) * (ranks + 1) + np.where(has, srank, ranks)
    counts = np.bincount(key, minlength=(int(cell.max()) + 1) * (ranks + 1)).reshape(-1, ranks + 1)
    counts[:, ranks] = 0
    shorter = np.cumsum(counts, axis=1) - counts
    total = counts.sum(axis=1, keepdims=True)
    share = ((200 * shorter + 100 * counts) // np.maximum(2 * total, 1)).astype(np.uint8)
    share[:, ranks] = 0
    p = share.reshape(-1)[key]
    return p

def checksum(p):
    return f"{int(p.sum(dtype=np.int64))} {int((p.astype(np.int64) * (row % 1000)).sum())}"

def d():
    met = np.flatnonzero(kept[1][0])
    scores = change[met].astype(np.int64)
    if len(met) > 1000:
        floor = np.partition(scores, len(scores) - 1000)[len(scores) - 1000]
        keep = scores >= floor
        met, scores = met[keep], scores[keep]
    order = np.lexsort((row[met], -scores))[:1000]
    return f"{int(row[met[order]].sum(dtype=np.int64))} {int(scores[order].sum())}"

def e():
    of = list(kept[0])
    of[1] = served(moved, moved_hundredths)
    together = joined(of)
    return " ".join(f"{np.count_nonzero(m)}/{np.count_nonzero(u)}" for m, u in (of[1], together))

print(np.__version__, flush=True)
for line in sys.stdin:
    wall, processor = time.perf_counter(), time.process_time()
    answer = {"a": a, "b": b, "c": c, "d": d, "e": e}[line.strip()]()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    if line.strip() == "c":
        answer = checksum(answer)
    print(f"{wall * 1000}|{processor * 1000}|{answer}", flush=True)
