// The fonts of the house: opened by path when a text first needs them, and chosen per character by what they cover.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exchange/base/error.hpp"
#include "kiosk/text/face.hpp"
#include "kiosk/text/font_list.hpp"
#include "kiosk/text/layout.hpp"
#include "kiosk/text/paragraph.hpp"

struct FT_LibraryRec_;

namespace baken::text {

inline constexpr FaceId kNoFace = 0xFFFF;

struct FreeTypeLibraryDeleter {
    void operator()(FT_LibraryRec_* library) const;
};

// In which order families are asked; small, from Fonts::order_for.
struct FontOrder {
    std::uint8_t index = 0;
    bool operator==(const FontOrder&) const = default;
};

// For one thread: choosing a face may open one.
class Fonts {
public:
    // Opens the first family, the others when they are needed. A family whose files are not there is left out, with a
    // line in the log, and not tried again. When no family at all opens, the Latin face compiled into the program
    // stands in and is_rescue() says so. Errors: fonts.none (that face is not there either), fonts.library.
    [[nodiscard]] static Result<Fonts> open(FontList list);

    // The face that draws this character in this order of families and in this weight, or kNoFace.
    [[nodiscard]] FaceId find(FontOrder order, Weight weight, char32_t character);

    // The order for text of this language (BCP 47), running in this direction.
    [[nodiscard]] FontOrder order_for(std::string_view language, Direction direction);

    // The face of the first family that opened.
    [[nodiscard]] FaceId main_face(Weight weight) const;

    // `id` is one that find or main_face gave.
    [[nodiscard]] Face& face(FaceId id) { return *families_[id / 2U].faces[id % 2U]; }
    [[nodiscard]] const Face& face(FaceId id) const { return *families_[id / 2U].faces[id % 2U]; }
    // The ISO 15924 tag HarfBuzz knows for shared characters (digits, punctuation) drawn by this face, 0 for none.
    [[nodiscard]] std::uint32_t script_of(FaceId id) const { return families_[id / 2U].shaping_script; }

    [[nodiscard]] FT_LibraryRec_* library() const { return library_.get(); }

    // No font file could be opened, and text appears in the face of last resort: staff should know.
    [[nodiscard]] bool is_rescue() const { return rescue_; }

    // The characters of this UTF-8 text that no font can draw, each once, in the order met.
    [[nodiscard]] std::vector<char32_t> missing_in(std::string_view utf8, std::string_view language);

private:
    struct Family {
        FontFamily listed;
        std::vector<int> scripts;  // ICU's numbers
        std::uint32_t shaping_script = 0;
        std::array<std::unique_ptr<Face>, 2> faces;  // by Weight
        std::array<bool, 2> tried{};
    };
    struct Order {
        int claims = -1, leads = -1;  // family, or -1
        std::vector<int> families;    // all, most wanted first
        bool operator==(const Order&) const = default;
    };
    using Page = std::array<FaceId, 256>;
    struct RecentPage {
        std::uint32_t key = ~0U;
        Page* page = nullptr;
    };

    Fonts() = default;
    [[nodiscard]] Page& page_of(FontOrder order, Weight weight, char32_t character);
    [[nodiscard]] FaceId search(const Order& order, Weight weight, char32_t character);
    [[nodiscard]] FaceId covering(int family, Weight weight, char32_t character);
    [[nodiscard]] FaceId opened(int family, Weight weight);
    [[nodiscard]] Done open_rescue();
    void try_open(Family& family, Weight weight);
    [[nodiscard]] Order make_order(std::string_view language, Direction direction) const;

    std::unique_ptr<FT_LibraryRec_, FreeTypeLibraryDeleter> library_;  // fills outlines
    std::vector<Family> families_;
    int first_ = 0;  // the family that opened first
    bool rescue_ = false;
    std::vector<Order> orders_;
    std::unordered_map<std::string, FontOrder> order_of_language_;
    std::unordered_map<std::uint32_t, std::unique_ptr<Page>> pages_;
    std::array<RecentPage, 8> recent_{};
};

// The em, in whole pixels, at which the main face's Latin capital H is as tall as this; at least 4.
[[nodiscard]] int em_for_capital_height(const Fonts& fonts, double capital_height_px);

}  // namespace baken::text
