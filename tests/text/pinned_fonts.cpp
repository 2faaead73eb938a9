#include "tests/text/pinned_fonts.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <sstream>

#include "exchange/base/disk_files.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::text {

using namespace baken::testing;

namespace {

std::string sha256_of(const std::string& bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr);
    std::string hex;
    for (unsigned i = 0; i < length; ++i) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[digest[i] >> 4U];
        hex += kDigits[digest[i] & 15U];
    }
    return hex;
}

// Lines as sha256sum writes them.
void check_pins() {
    std::istringstream pins(read_text("tests/cases/text/fonts.sha256"));
    std::string hash, path;
    while (pins >> hash >> path) {
        if (!std::ifstream(path)) fail_check("the font " + path + " is not installed", __FILE__, __LINE__);
        if (sha256_of(read_text(path)) == hash) continue;
        fail_check("the font " + path +
                       " is not the one the cases in tests/cases/text were made with: make them again with "
                       "BAKEN_UPDATE_CASES=1, look at the differences, and pin its new hash in fonts.sha256",
                   __FILE__, __LINE__);
    }
}

}  // namespace

Fonts open_pinned_fonts() {
    static const bool checked = (check_pins(), true);
    CHECK(checked);
    DiskFiles files;
    auto list = read_font_list(files, "fonts/fonts.toml");
    CHECK_OK(list);
    auto fonts = Fonts::open(std::move(*list));
    CHECK_OK(fonts);
    return std::move(*fonts);
}

std::string from_left_to_right(const Line& line, std::string_view text) {
    std::string shown;
    std::size_t last = std::string::npos;
    for (const auto& glyph : line.glyphs) {
        std::size_t at = line.begin + glyph.cluster_hint;
        if (at == last || at >= text.size()) continue;  // a mark of the same letter
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        shown += text.substr(at, end - at);
        last = at;
    }
    return shown;
}

}  // namespace baken::text
