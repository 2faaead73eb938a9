#include "kiosk/text/fonts.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cmath>

#include "exchange/base/log.hpp"
#include "exchange/base/text.hpp"
#include "kiosk/text/rescue_font.hpp"
#include "kiosk/text/utf8.hpp"

namespace baken::text {

namespace {

constexpr FaceId kNotAsked = 0xFFFE;
constexpr std::size_t kMostFamilies = 1000;  // A family has two face numbers, and the two highest are taken.

constexpr std::size_t slot(Weight weight) {
    return static_cast<std::size_t>(weight);
}

bool holds(std::string_view utf8, char32_t character) {
    for (std::size_t at = 0; at < utf8.size();) {
        if (next_character(utf8, at) == character) return true;
    }
    return false;
}

bool speaks(const FontFamily& family, std::string_view language) {
    return std::ranges::find(family.languages, language) != family.languages.end();
}

}  // namespace

void FreeTypeLibraryDeleter::operator()(FT_LibraryRec_* library) const {
    FT_Done_FreeType(library);
}

Result<Fonts> Fonts::open(FontList list) {
    Fonts fonts;
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return refuse("fonts.library", "FreeType does not start");
    fonts.library_.reset(library);
    if (list.families.size() > kMostFamilies) list.families.resize(kMostFamilies);
    for (auto& listed : list.families) {
        Family& family = fonts.families_.emplace_back();
        for (const auto& script : listed.scripts) {
            family.scripts.push_back(u_getPropertyValueEnum(UCHAR_SCRIPT, script.c_str()));
        }
        if (!listed.scripts.empty()) {
            family.shaping_script = hb_script_from_string(listed.scripts.front().c_str(), -1);
        }
        family.listed = std::move(listed);
    }
    auto count = static_cast<int>(fonts.families_.size());
    while (fonts.first_ < count && fonts.opened(fonts.first_, Weight::Regular) == kNoFace) ++fonts.first_;
    if (fonts.first_ == count) TRY_DONE(fonts.open_rescue());
    return fonts;
}

Done Fonts::open_rescue() {
    auto face = Face::open(rescue_font(), "rescue");
    if (!face) {
        return refuse("fonts.none", "none of the listed fonts can be opened",
                      "install the packages of fonts/README.md");
    }
    log(LogLevel::Error, "text", "no font can be opened; text appears in the Latin face of last resort");
    Family& family = families_.emplace_back();
    family.tried = {true, true};
    family.shaping_script = HB_SCRIPT_LATIN;
    family.faces[slot(Weight::Regular)] = std::make_unique<Face>(std::move(*face));
    rescue_ = true;
    return {};
}

FaceId Fonts::main_face(Weight weight) const {
    const Family& family = families_[static_cast<std::size_t>(first_)];
    bool bold = weight == Weight::Bold && family.faces[slot(Weight::Bold)];
    return static_cast<FaceId>(first_ * 2 + (bold ? 1 : 0));
}

void Fonts::try_open(Family& family, Weight weight) {
    family.tried[slot(weight)] = true;
    const auto& files = weight == Weight::Bold ? family.listed.bold : family.listed.regular;
    for (const auto& file : files) {
        if (auto face = Face::open(file, family.listed.line)) {
            family.faces[slot(weight)] = std::make_unique<Face>(std::move(*face));
            return;
        }
    }
    if (!files.empty())
        log(LogLevel::Warning, "text", "no file of the font family \"" + family.listed.name + "\" opens");
}

// The family's face in this weight, or in the other one when it has only that.
FaceId Fonts::opened(int number, Weight weight) {
    Family& family = families_[static_cast<std::size_t>(number)];
    Weight other = weight == Weight::Bold ? Weight::Regular : Weight::Bold;
    for (Weight choice : {weight, other}) {
        if (!family.tried[slot(choice)]) try_open(family, choice);
        if (family.faces[slot(choice)]) return static_cast<FaceId>(number * 2 + static_cast<int>(slot(choice)));
    }
    return kNoFace;
}

FaceId Fonts::covering(int number, Weight weight, char32_t character) {
    FaceId id = opened(number, weight);
    return id != kNoFace && face(id).glyph_of(character) != 0 ? id : kNoFace;
}

FaceId Fonts::search(const Order& order, Weight weight, char32_t character) {
    if (order.claims >= 0 && holds(families_[static_cast<std::size_t>(order.claims)].listed.claims, character)) {
        if (FaceId id = covering(order.claims, weight, character); id != kNoFace) return id;
    }
    UErrorCode status = U_ZERO_ERROR;
    int script = uscript_getScript(static_cast<UChar32>(character), &status);
    bool shared = script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    if (shared && order.leads >= 0) {
        if (FaceId id = covering(order.leads, weight, character); id != kNoFace) return id;
    }
    auto serves = [&](int number) {
        return std::ranges::find(families_[static_cast<std::size_t>(number)].scripts, script) !=
               families_[static_cast<std::size_t>(number)].scripts.end();
    };
    for (bool own_script : {true, false}) {
        for (int number : order.families) {
            if (serves(number) != own_script) continue;
            if (FaceId id = covering(number, weight, character); id != kNoFace) return id;
        }
    }
    return kNoFace;
}

Fonts::Page& Fonts::page_of(FontOrder order, Weight weight, char32_t character) {
    std::uint32_t number = static_cast<std::uint32_t>(character) >> 8U;
    std::uint32_t key =
        (static_cast<std::uint32_t>(order.index) << 16U) | (static_cast<std::uint32_t>(weight) << 15U) | number;
    RecentPage& recent = recent_[(number ^ order.index) % recent_.size()];
    if (recent.key == key) return *recent.page;
    auto& page = pages_[key];
    if (!page) {
        page = std::make_unique<Page>();
        page->fill(kNotAsked);
    }
    recent = {key, page.get()};
    return *page;
}

FaceId Fonts::find(FontOrder order, Weight weight, char32_t character) {
    if (character > 0x10FFFF) return kNoFace;
    FaceId& known = page_of(order, weight, character)[character & 0xFFU];
    if (known == kNotAsked) known = search(orders_[order.index], weight, character);
    return known;
}

Fonts::Order Fonts::make_order(std::string_view language, Direction direction) const {
    Order order;
    auto primary = to_lower_ascii(language.substr(0, language.find_first_of("-_")));
    auto count = static_cast<int>(families_.size());
    order.families.push_back(first_);
    for (bool wanted : {true, false}) {
        for (int number = first_ + 1; number < count; ++number) {
            const auto& listed = families_[static_cast<std::size_t>(number)].listed;
            if (speaks(listed, primary) != wanted) continue;
            order.families.push_back(number);
            if (!wanted) continue;
            if (!listed.claims.empty() && order.claims < 0) order.claims = number;
            if (listed.leads && direction == Direction::RightToLeft && order.leads < 0) order.leads = number;
        }
    }
    return order;
}

FontOrder Fonts::order_for(std::string_view language, Direction direction) {
    std::string key = (direction == Direction::LeftToRight ? "<" : ">") + std::string(language.substr(0, 35));
    auto known = order_of_language_.find(key);
    if (known != order_of_language_.end()) return known->second;
    Order order = make_order(language, direction);
    auto same = std::ranges::find(orders_, order);
    if (same == orders_.end()) {
        if (orders_.size() == 255) return {};
        same = orders_.insert(orders_.end(), std::move(order));
    }
    FontOrder found{static_cast<std::uint8_t>(same - orders_.begin())};
    if (order_of_language_.size() < 1024) order_of_language_.emplace(std::move(key), found);
    return found;
}

std::vector<char32_t> Fonts::missing_in(std::string_view utf8, std::string_view language) {
    std::vector<char32_t> missing;
    FontOrder order = order_for(language, Direction::LeftToRight);
    for (std::size_t at = 0; at < utf8.size();) {
        auto character = next_character(utf8, at);
        auto next = static_cast<UChar32>(character);
        bool invisible =
            u_hasBinaryProperty(next, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_isUWhiteSpace(next) || u_iscntrl(next);
        if (invisible || find(order, Weight::Regular, character) != kNoFace) continue;
        if (std::ranges::find(missing, character) == missing.end()) missing.push_back(character);
    }
    return missing;
}

int em_for_capital_height(const Fonts& fonts, double capital_height_px) {
    const Face& face = fonts.face(fonts.main_face(Weight::Regular));
    double em = capital_height_px * face.units_per_em() / face.capital_height();
    return std::max(4, static_cast<int>(std::lround(std::min(em, 4096.0))));
}

}  // namespace baken::text
