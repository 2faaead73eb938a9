"""What a panel shows, compared pixel by pixel."""
import PIL.Image
import PIL.ImageChops


class Picture:
    def __init__(self, image):
        self.image = image.convert("RGB")
        self.bytes = self.image.tobytes()

    @staticmethod
    def read(path):
        with PIL.Image.open(path) as image:
            return Picture(image)

    def save(self, path):
        self.image.save(path, compress_level=3)

    def __eq__(self, other):
        return self.image.size == other.image.size and self.bytes == other.bytes

    def difference(self, other):
        """How many pixels are not the same."""
        if self.image.size != other.image.size:
            return max(self.image.width * self.image.height, other.image.width * other.image.height)
        unequal = PIL.ImageChops.difference(self.image, other.image).convert("L").point(lambda level: 1 if level else 0)
        return unequal.histogram()[1]

    def part(self, x, y, w, h):
        return Picture(self.image.crop((x, y, x + w, y + h)))

    def colours(self):
        """How many different pixels there are; a black or blue panel has few."""
        return len(self.image.resize((320, 180), PIL.Image.Resampling.NEAREST).getcolors(320 * 180))
