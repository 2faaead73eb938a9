// By libjpeg-turbo's own interface, which reports errors as values instead of jumping over destructors.
#include <turbojpeg.h>

#include <bit>
#include <memory>

#include "kiosk/draw/picture_decoders.hpp"

namespace baken::draw {
namespace {

struct CloseDecoder {
    void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, CloseDecoder>;

struct JpegHeader {
    Size size;
    int colours = 0;
};

std::unexpected<Error> refuse_broken(const Decoder& decoder) {
    return refuse("picture.broken", tjGetErrorStr2(decoder.get()));
}

const unsigned char* data_of(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Result<JpegHeader> read_header(const Decoder& decoder, std::string_view bytes) {
    JpegHeader header;
    int chroma = 0;
    if (tjDecompressHeader3(decoder.get(), data_of(bytes), bytes.size(), &header.size.w, &header.size.h, &chroma,
                            &header.colours) != 0) {
        return refuse_broken(decoder);
    }
    return header;
}

// The largest of the whole, a half, a quarter and an eighth that fits; an eighth when none does.
Size decoded_size(Size size, std::int64_t kept_pixels) {
    for (int divisor : {1, 2, 4, 8}) {
        tjscalingfactor factor{1, divisor};
        Size part{TJSCALED(size.w, factor), TJSCALED(size.h, factor)};
        if (divisor == 8 || std::int64_t{part.w} * part.h <= kept_pixels) return part;
    }
    return size;
}

}  // namespace

Result<Picture> decode_jpeg(std::string_view bytes, const PictureLimits& limits) {
    Decoder decoder(tjInitDecompress());
    if (!decoder) return refuse("picture.broken", "libjpeg-turbo does not start");
    TRY(auto header, read_header(decoder, bytes));
    if (std::int64_t{header.size.w} * header.size.h > limits.pixels) {
        return refuse("picture.pixels", "the picture has too many pixels");
    }
    if (header.colours == TJCS_CMYK || header.colours == TJCS_YCCK) {
        return refuse("picture.kind", "a JPEG in CMYK", "save it in RGB");
    }
    auto size = decoded_size(header.size, limits.kept_pixels);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.w) * static_cast<std::size_t>(size.h));
    int format = std::endian::native == std::endian::little ? TJPF_BGRA : TJPF_ARGB;
    // A warning is an end cut off or a garbled middle. A file with hundreds of scans is made to keep us busy.
    if (tjDecompress2(decoder.get(), data_of(bytes), bytes.size(), reinterpret_cast<unsigned char*>(pixels.data()),
                      size.w, 0, size.h, format, TJFLAG_LIMITSCANS) != 0) {
        return refuse_broken(decoder);
    }
    return Picture(size, std::move(pixels));
}

}  // namespace baken::draw
