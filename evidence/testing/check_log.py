"""An independent check of a copy of the custody log, or of the proofs in an unpacked bundle: Python's standard library only, written
from the specifications. Takes the folder and a verifier key; prints the size, or how many rows are proven, and ends 0 when all of it
holds, else says what does not and ends 1."""
import base64
import hashlib
import json
import os
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(one, other):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number > 0:
        if number & 1:
            result = add(result, point)
        point, number = add(point, point), number >> 1
    return result


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        raise ValueError("no point of the curve")
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    r, s = point_of(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    (x1, y1, z1, _), (x2, y2, z2, _) = times(s, BASE), add(r, times(k, point_of(key)))
    return s < L and (x1 * z2 - x2 * z1) % P == 0 and (y1 * z2 - y2 * z1) % P == 0


def sha(data):
    return hashlib.sha256(data).digest()


def tree(row):
    if not row:
        return sha(b"")
    while len(row) > 1:
        pairs = [sha(b"\x01" + row[at] + row[at + 1]) for at in range(0, len(row) - 1, 2)]
        row = pairs + ([row[-1]] if len(row) % 2 else [])
    return row[0]


def path_of(index, width):
    digits = str(index).zfill(-(-len(str(index)) // 3) * 3)
    groups = [digits[at:at + 3] for at in range(0, len(digits), 3)]
    return "/".join(["x" + one for one in groups[:-1]] + groups[-1:]) + ("" if width == 256 else f".p/{width}")


def read(folder, path):
    with open(os.path.join(folder, path), "rb") as file:
        return file.read()


def head_of(folder, verifier):
    name, key_id, key = verifier.strip().split("+", 2)
    key = base64.b64decode(key)
    assert sha(name.encode() + b"\n" + key)[:4].hex() == key_id, "the key has another id"
    text, signatures = read(folder, "checkpoint").decode().rsplit("\n\n", 1)
    text += "\n"
    for line in signatures.splitlines():
        dash, by, signature = line.split(" ")
        signature = base64.b64decode(signature)
        if dash == "—" and by == name and signature[:4].hex() == key_id:
            assert is_signed(key[1:], text.encode(), signature[4:]), "the signature is wrong"
            _, size, root = text.splitlines()
            return int(size), base64.b64decode(root)
    raise AssertionError("not signed by this key")


def root_of(leaf, index, size, path):
    """RFC 9162, 2.1.3.2."""
    assert index < size, "outside the log"
    node, last, here = leaf, size - 1, index
    for step in path:
        assert last > 0, "the proof is too long"
        if here & 1 or here == last:
            node = sha(b"\x01" + step + node)
            while not here & 1 and here > 0:
                here, last = here >> 1, last >> 1
        else:
            node = sha(b"\x01" + node + step)
        here, last = here >> 1, last >> 1
    assert last == 0, "the proof is too short"
    return node


def proofs(folder, verifier):
    size, root = head_of(os.path.join(folder, "log"), verifier)
    rows = json.loads(read(folder, "log/proofs.json"))
    for row in rows:
        leaf = sha(b"\x00" + row["entry"].encode())
        path = [bytes.fromhex(step) for step in row["path"]]
        assert root_of(leaf, row["position"], size, path) == root, f"row {row['position']} is not in the log"
    print(len(rows))


def log(folder, verifier):
    size, root = head_of(folder, verifier)
    leaves = []
    for index in range(-(-size // 256)):
        width = min(256, size - index * 256)
        bundle, at, row = read(folder, "tile/entries/" + path_of(index, width)), 0, []
        while at < len(bundle):
            length = int.from_bytes(bundle[at:at + 2], "big")
            row.append(sha(b"\x00" + bundle[at + 2:at + 2 + length]))
            at += 2 + length
        assert b"".join(row) == read(folder, "tile/0/" + path_of(index, width)), f"tile {index} differs"
        leaves += row
    assert len(leaves) == size and tree(leaves) == root, "the entries do not lead to the root"
    print(size)


def main(folder, verifier):
    is_bundle = os.path.exists(os.path.join(folder, "log/proofs.json"))
    (proofs if is_bundle else log)(folder, verifier)


try:
    main(*sys.argv[1:])
except (AssertionError, ValueError, OSError) as fault:
    sys.exit(str(fault))
