"""PNG pictures of 8-bit colours, compared pixel by pixel."""
import struct
import zlib


class Picture:
    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows

    @staticmethod
    def read(path):
        data, at, packed = path.read_bytes(), 8, b""
        while at < len(data):
            length, kind = struct.unpack(">I4s", data[at : at + 8])
            body = data[at + 8 : at + 8 + length]
            if kind == b"IHDR":
                width, height, depth, colour = struct.unpack(">IIBB", body[:10])
                step = {2: 3, 6: 4}[colour]
                assert depth == 8
            if kind == b"IDAT":
                packed += body
            at += 12 + length
        raw, stride, rows = zlib.decompress(packed), width * step, []
        above = bytes(stride)
        for y in range(height):
            line = raw[y * (stride + 1) : (y + 1) * (stride + 1)]
            above = unfilter(line[0], bytearray(line[1:]), above, step)
            rows.append(above if step == 3 else without_alpha(above))
        return Picture(width, height, rows)

    def __eq__(self, other):
        return (self.width, self.height) == (other.width, other.height) and self.rows == other.rows

    def difference(self, other):
        """How many pixels are not the same."""
        if (self.width, self.height) != (other.width, other.height):
            return max(self.width * self.height, other.width * other.height)
        count = 0
        for mine, theirs in zip(self.rows, other.rows):
            if mine != theirs:
                count += sum(mine[i : i + 3] != theirs[i : i + 3] for i in range(0, len(mine), 3))
        return count

    def colours(self):
        """How many different pixels there are; a black or blue panel has few."""
        return len({row[i : i + 3] for row in self.rows[::7] for i in range(0, len(row), 21)})


def without_alpha(row):
    plain = bytearray(len(row) // 4 * 3)
    plain[0::3], plain[1::3], plain[2::3] = row[0::4], row[1::4], row[2::4]
    return bytes(plain)


def unfilter(kind, row, above, step):
    """PNG's five line filters; QEMU and the kiosk each choose their own."""
    if kind == 0:
        return bytes(row)
    if kind == 2:
        return bytes((one + two) & 255 for one, two in zip(row, above))
    for i in range(len(row)):
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + above[i]) // 2) & 255
        else:
            guess = left + above[i] - corner
            near_left, near_above, near_corner = abs(guess - left), abs(guess - above[i]), abs(guess - corner)
            best = left if near_left <= near_above and near_left <= near_corner else above[i] if near_above <= near_corner else corner
            row[i] = (row[i] + best) & 255
    return bytes(row)
