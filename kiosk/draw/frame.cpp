#include "kiosk/draw/frame.hpp"

#include <algorithm>

#include "exchange/base/disk_files.hpp"

namespace baken::draw {

namespace {

Size allowed(Size size) {
    return {std::clamp(size.w, 0, kLongestFrameSide), std::clamp(size.h, 0, kLongestFrameSide)};
}

constexpr std::uint32_t kBlack = 0xFF000000;

}  // namespace

Frame::Frame(Size size) : size_(allowed(size)), stride_(size_.w) {
    own_.assign(static_cast<std::size_t>(size_.w) * static_cast<std::size_t>(size_.h), kBlack);
    pixels_ = own_.data();
}

Frame Frame::borrow(std::uint32_t* pixels, Size size, std::ptrdiff_t stride) {
    Frame frame;
    frame.pixels_ = pixels;
    frame.size_ = pixels == nullptr ? Size{} : allowed(size);
    frame.stride_ = stride;
    return frame;
}

Done Frame::save_png(const Path& path) const {
    TRY(auto bytes, encode_png(*this));
    return DiskFiles{}.replace(path, bytes);
}

}  // namespace baken::draw
