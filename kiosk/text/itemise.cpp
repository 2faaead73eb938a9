#include "kiosk/text/itemise.hpp"

#include <hb.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include <memory>

namespace baken::text {

namespace {

struct BidiCloser {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

// One level for each unit; empty when everything runs left to right.
std::vector<std::uint8_t> levels_of(const Source& source, Direction base) {
    if (!source.needs_bidi || source.text.empty()) return {};
    std::unique_ptr<UBiDi, BidiCloser> bidi(ubidi_open());
    UErrorCode status = U_ZERO_ERROR;
    auto length = static_cast<std::int32_t>(source.size());
    ubidi_setPara(bidi.get(), source.text.data(), length, base == Direction::RightToLeft ? 1 : 0, nullptr, &status);
    const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &status);
    if (U_FAILURE(status) || levels == nullptr)
        return std::vector<std::uint8_t>(source.size(), base == Direction::RightToLeft);
    return {levels, levels + length};
}

bool is_shared(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

class Itemiser {
public:
    Itemiser(const Source& source, const Paragraph& paragraph, Fonts& fonts)
        : source_(source),
          paragraph_(paragraph),
          fonts_(fonts),
          levels_(levels_of(source, paragraph.direction)),
          forward_(fonts.order_for(paragraph.language, Direction::LeftToRight)),
          backward_(fonts.order_for(paragraph.language, Direction::RightToLeft)),
          unicode_(hb_unicode_funcs_get_default()) {}

    std::vector<ShapedRun> itemise() {
        for (std::uint32_t at = 0; at < source_.size();) {
            at = source_.text[at] == '\n' ? skip_break(at) : add_cluster(at);
        }
        finish();
        return std::move(runs_);
    }

private:
    std::uint32_t skip_break(std::uint32_t at) {
        finish();
        return at + 1;
    }

    std::uint32_t add_cluster(std::uint32_t begin) {
        while (source_.span_ends[span_] <= begin) ++span_;
        auto [base, end] = decode(source_, begin);
        bool plain = true;
        while (end < source_.size() && source_.text[end] >= 0x300) {
            auto [next, after] = decode(source_, end);
            if (!extends_cluster(next)) break;
            plain = plain && is_invisible(next);
            end = after;
        }
        std::uint8_t level = levels_.empty() ? 0 : levels_[begin];
        FaceId face = base < 0x80 && base != ' ' ? find(base, level) : face_for(base, begin, end, level, plain);
        extend(begin, end, face, level, base);
        return end;
    }

    [[nodiscard]] FaceId find(char32_t character, std::uint8_t level) {
        return fonts_.find(level % 2 == 0 ? forward_ : backward_, paragraph_.spans[span_].weight, character);
    }

    // The base's face when it has the marks too; otherwise the first face of any mark that has them all.
    FaceId face_for(char32_t base, std::uint32_t begin, std::uint32_t end, std::uint8_t level, bool plain) {
        bool follows = base == ' ' || is_invisible(base) || u_isUWhiteSpace(static_cast<UChar32>(base));
        if (follows && open_ && weight_ == paragraph_.spans[span_].weight && plain) {
            bool narrow = base == ' ' || base == 0xA0;
            // In a font for Chinese the space of other scripts is as wide as a character.
            if (narrow && fonts_.script_of(run_.face) == HB_SCRIPT_HAN) return fonts_.main_face(weight_);
            bool for_words = fonts_.script_of(run_.face) != 0;  // A symbol font's space is as wide as its symbols.
            if (for_words && (base != 0x3000 || fonts_.face(run_.face).glyph_of(base) != 0)) return run_.face;
        }
        FaceId face = find(is_invisible(base) ? U' ' : base, level);
        if (plain || (face != kNoFace && covers(face, begin, end))) return face;
        for (std::uint32_t at = decode(source_, begin).next; at < end; at = decode(source_, at).next) {
            FaceId other = find(decode(source_, at).character, level);
            if (other != kNoFace && covers(other, begin, end)) return other;
        }
        return face;
    }

    [[nodiscard]] bool covers(FaceId face, std::uint32_t begin, std::uint32_t end) const {
        for (std::uint32_t at = begin; at < end;) {
            auto [character, next] = decode(source_, at);
            if (!is_invisible(character) && fonts_.face(face).glyph_of(character) == 0) return false;
            at = next;
        }
        return true;
    }

    void extend(std::uint32_t begin, std::uint32_t end, FaceId face, std::uint8_t level, char32_t base) {
        Weight weight = paragraph_.spans[span_].weight;
        if (face == kNoFace) face = fonts_.main_face(weight);
        hb_script_t script = hb_unicode_script(unicode_, base);
        bool changes = !is_shared(script) && script_ != HB_SCRIPT_INVALID && script != script_;
        if (!open_ || face != run_.face || level != run_.level || changes) {
            finish();
            run_ = {begin, end, face, level, 0, 0, 0};
            open_ = true;
            script_ = HB_SCRIPT_INVALID;
        }
        if (!is_shared(script)) script_ = script;
        weight_ = weight;
        run_.end = end;
    }

    void finish() {
        if (!open_) return;
        run_.script = script_ == HB_SCRIPT_INVALID ? fonts_.script_of(run_.face) : static_cast<std::uint32_t>(script_);
        runs_.push_back(run_);
        open_ = false;
    }

    const Source& source_;
    const Paragraph& paragraph_;
    Fonts& fonts_;
    std::vector<std::uint8_t> levels_;
    FontOrder forward_, backward_;
    hb_unicode_funcs_t* unicode_;
    std::vector<ShapedRun> runs_;
    ShapedRun run_{};
    bool open_ = false;
    hb_script_t script_ = HB_SCRIPT_INVALID;
    Weight weight_ = Weight::Regular;
    std::size_t span_ = 0;
};

}  // namespace

std::vector<ShapedRun> itemise(const Source& source, const Paragraph& paragraph, Fonts& fonts) {
    return Itemiser(source, paragraph, fonts).itemise();
}

}  // namespace baken::text
