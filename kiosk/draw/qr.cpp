#include "kiosk/draw/qr.hpp"

#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <string>

#include "kiosk/draw/canvas.hpp"

namespace baken::draw {
namespace {

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, FreeCode>;

// A level L code of version 40 holds this many bytes; digits alone could be more, but no text of ours is digits alone.
constexpr std::size_t kMostBytes = 2953;
// Up to 97 modules a side; above it, larger modules help a phone more than more repair does.
constexpr int kLargestRepairedVersion = 20;

Code encode(const std::string& text, QRecLevel level) {
    return Code(QRcode_encodeString(text.c_str(), 0, level, QR_MODE_8, 1));
}

}  // namespace

Result<QrCode> QrCode::make(std::string_view text) {
    if (text.empty()) return refuse("qr.empty", "there is no text");
    if (text.size() > kMostBytes) return refuse("qr.too_long", "longer than a QR code can hold", "shorten the text");
    if (text.find('\0') != std::string_view::npos) return refuse("qr.text", "the text holds a NUL");
    std::string terminated(text);
    auto code = encode(terminated, QR_ECLEVEL_M);
    if (!code || code->version > kLargestRepairedVersion) code = encode(terminated, QR_ECLEVEL_L);
    if (!code) return refuse("qr.too_long", "longer than a QR code can hold", "shorten the text");
    auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
    std::vector<std::uint8_t> modules(count);
    std::transform(code->data, code->data + count, modules.begin(),
                   [](unsigned char module) { return static_cast<std::uint8_t>(module & 1U); });
    return QrCode(code->width, std::move(modules));
}

void Canvas::qr(const QrCode& code, Rect rect, Color dark, Color light) {
    int modules = code.side() + 2 * kQrQuietZone;
    int pixel = std::min({rect.w, rect.h, kLongestFrameSide}) / modules;
    if (pixel <= 0 || !rect.intersects(clip_)) return;
    int side = pixel * modules;
    Rect all{rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
    fill(all, light);
    for (int y = 0; y < code.side(); ++y) {
        for (int x = 0; x < code.side(); ++x) {
            if (!code.dark(x, y)) continue;
            fill({all.x + (x + kQrQuietZone) * pixel, all.y + (y + kQrQuietZone) * pixel, pixel, pixel}, dark);
        }
    }
}

}  // namespace baken::draw
