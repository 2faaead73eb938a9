#include "kiosk/visit/visit.hpp"

#include <algorithm>

#include "exchange/base/text.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::visit {

ui::Keyboard& Typist::keyboard(const ui::Keyboards& all, screens::Typing typing, const std::string& own,
                               const std::string& field, bool capital) {
    auto wanted = field + " " + own;
    if (wanted == made_for_) return keyboard_;
    made_for_ = wanted;
    auto layout = all.of_language(own);
    auto latin = all.named("nl");
    if (typing == screens::Typing::Phone) {
        keyboard_ = {all.named("phone"), nullptr, nullptr};
        return keyboard_;
    }
    bool writes_latin = layout == nullptr || (layout->label == (latin ? latin->label : "") && !layout->pinyin);
    if (typing == screens::Typing::Latin && !writes_latin) std::swap(layout, latin);
    keyboard_ = {layout, writes_latin ? nullptr : latin, all.pinyin};
    if (capital) keyboard_.begin_with_capital();
    return keyboard_;
}

ui::Keyboard& Typist::keyboard(const ui::Keyboards& all, const std::string& id) {
    if (made_for_ == id) return keyboard_;
    made_for_ = id;
    keyboard_ = {all.named(id), nullptr, nullptr};
    return keyboard_;
}

namespace {

bool has_word_beginning(const std::string& street, const std::string& typed) {
    auto large = ui::plain_capitals(street);
    for (std::size_t at = large.find(typed); at != std::string::npos; at = large.find(typed, at + 1)) {
        if (at == 0 || large[at - 1] == ' ') return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> fitting_streets(const std::vector<std::string>& streets, std::string_view typed,
                                         std::size_t most) {
    std::vector<std::string> fitting;
    auto wanted = ui::plain_capitals(trim(typed));
    for (const auto& street : streets) {
        if (!wanted.empty() && wanted.starts_with(ui::plain_capitals(street))) return {};
        if (fitting.size() < most && has_word_beginning(street, wanted)) fitting.push_back(street);
    }
    auto begins = [&](const std::string& street) { return ui::plain_capitals(street).starts_with(wanted); };
    std::ranges::stable_partition(fitting, begins);
    return fitting;
}

}  // namespace baken::visit
