#include "kiosk/ui/keyboard.hpp"

#include <charconv>
#include <utility>

namespace baken::ui {
namespace {

bool is_small_latin(std::string_view text) {
    return text.size() == 1 && text.front() >= 'a' && text.front() <= 'z';
}

std::optional<std::size_t> number_in(std::string_view text) {
    std::size_t number = 0;
    auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

Keyboard::Keyboard(std::shared_ptr<const KeyboardLayout> layout, std::shared_ptr<const KeyboardLayout> other,
                   std::shared_ptr<const Pinyin> pinyin)
    : layout_(std::move(layout)), other_(std::move(other)), pinyin_(std::move(pinyin)) {
    composing_.reserve(64);
    if (other_ == layout_) other_ = nullptr;
}

const std::vector<KeyRow>& Keyboard::rows() const {
    static const std::vector<KeyRow> kNone;
    if (!layout_) return kNone;
    if (page_ == Page::Symbols && !layout_->symbols.empty()) return layout_->symbols;
    return page_ == Page::Capitals && !layout_->capitals.empty() ? layout_->capitals : layout_->letters;
}

bool Keyboard::has_offers() const {
    return layout_ && (layout_->pinyin || !layout_->variants.empty());
}

std::vector<std::string> Keyboard::offers() const {
    return {offers_.begin() + static_cast<std::ptrdiff_t>(first_offer_), offers_.end()};
}

void Keyboard::offer(std::vector<std::string> all) {
    offers_ = std::move(all);
    first_offer_ = 0;
}

void Keyboard::begin_with_capital() {
    if (layout_ && layout_->has_case && page_ == Page::Letters) page_ = Page::Capitals;
}

void Keyboard::forget() {
    wipe(composing_);
    offer({});
    page_ = Page::Letters;
}

std::optional<FieldTrouble> Keyboard::press(const Action& key, TextField& field) {
    if (!layout_) return std::nullopt;
    if (key.verb == "key") return write(key.object, field);
    if (key.verb == "key-offer") return choose(key.object, field);
    if (key.verb == "key-more-offers") {
        first_offer_ += number_in(key.object).value_or(0);
        if (first_offer_ >= offers_.size()) first_offer_ = 0;
        return std::nullopt;
    }
    if (key.verb == "key-shift") page_ = page_ == Page::Capitals ? Page::Letters : Page::Capitals;
    if (key.verb == "key-symbols") page_ = page_ == Page::Symbols ? Page::Letters : Page::Symbols;
    if (key.verb == "key-erase" && !composing_.empty()) {
        composing_.pop_back();
        offer(pinyin_ ? pinyin_->characters(composing_) : std::vector<std::string>{});
        return std::nullopt;
    }
    if (key.verb == "key-erase") field.erase();
    if (key.verb == "key-left") field.step_back();
    if (key.verb == "key-right") field.step_on();
    if (key.verb == "key-other" && other_) {
        std::swap(layout_, other_);
        page_ = Page::Letters;
    }
    if (key.verb != "key-shift" && key.verb != "key-symbols") {
        wipe(composing_);
        offer({});
    }
    return std::nullopt;
}

// True when the letter went into what is being composed.
bool Keyboard::compose(const std::string& text) {
    if (!layout_->pinyin || !pinyin_ || !is_small_latin(text)) return false;
    auto longer = composing_ + text;
    if (!pinyin_->begins_well(longer) || longer.size() > 48) return false;
    composing_ += text;
    offer(pinyin_->characters(composing_));
    return true;
}

std::optional<FieldTrouble> Keyboard::write(const std::string& text, TextField& field) {
    if (compose(text)) return std::nullopt;
    // The space bar takes the first character on offer, as on every pinyin keyboard.
    if (!composing_.empty() && text == " " && !offers().empty()) return choose("0", field);
    wipe(composing_);
    offer({});
    if (auto trouble = field.insert(text)) return trouble;
    if (page_ == Page::Capitals) page_ = Page::Letters;
    if (auto found = layout_->variants.find(text); found != layout_->variants.end()) offer(found->second);
    return std::nullopt;
}

std::optional<FieldTrouble> Keyboard::choose(std::string_view number, TextField& field) {
    auto shown = offers();
    auto at = number_in(number);
    if (!at || *at >= shown.size()) return std::nullopt;
    const auto& chosen = shown[*at];
    if (composing_.empty()) return field.replace(chosen);
    if (auto trouble = field.insert(chosen)) return trouble;
    auto used = pinyin_->used(composing_);
    composing_.erase(0, used);
    offer(pinyin_->characters(composing_));
    return std::nullopt;
}

}  // namespace baken::ui
