// QR codes that hold a text itself, so that a phone without internet can take it along.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"

namespace baken::draw {

// Modules of light around a code that readers need (ISO/IEC 18004 section 9.1).
constexpr int kQrQuietZone = 4;

class QrCode {
public:
    // Repairs 15 % damage (level M) as long as the code stays small enough for a phone held before the panel, else 7 %
    // (level L), which makes modules larger. Errors: qr.empty, qr.too_long (more than a code can hold: 2,953 bytes),
    // qr.text (holds a NUL).
    [[nodiscard]] static Result<QrCode> make(std::string_view text);

    // Modules on a side, without the quiet zone: 21 to 177.
    [[nodiscard]] int side() const { return side_; }
    [[nodiscard]] bool dark(int x, int y) const {
        return modules_[static_cast<std::size_t>(y) * static_cast<std::size_t>(side_) + static_cast<std::size_t>(x)] !=
               0;
    }

private:
    QrCode(int side, std::vector<std::uint8_t> modules) : side_(side), modules_(std::move(modules)) {}
    int side_;
    std::vector<std::uint8_t> modules_;
};

}  // namespace baken::draw
