#include "kiosk/screens/bulletin_card.hpp"

namespace baken::screens {

using namespace ui;

View bulletin_card(const Setting& setting, const BulletinCard& bulletin, int summary_lines) {
    View texts = column(tight(words(Type::Title, bulletin.headline, text::Weight::Bold)).in_language(bulletin.language))
                     .gapped(1_mm)
                     .padded(5_mm, summary_lines > 0 ? 2.5_mm : 1.5_mm)
                     .aligned(Place::Center, Place::Stretch)
                     .growing();
    if (summary_lines > 0 && !bulletin.summary.empty()) {
        texts.children.push_back(
            at_most_lines(tight(words(Type::Body, bulletin.summary)), summary_lines).in_language(bulletin.language));
    }
    View meta = tight(words(Type::Meta, source_line(setting, bulletin.meta)));
    meta.ink = Tone::Mute;
    texts.children.push_back(std::move(meta));
    if (!bulletin.remark.empty()) {
        View remark = tight(words(Type::Meta, bulletin.remark, text::Weight::Bold));
        remark.ink = Tone::Mute;
        texts.children.push_back(std::move(remark));
    }
    View whole = setting.tiny() ? card(column(gravity_badge(setting, bulletin.gravity), std::move(texts)))
                                : card(row(gravity_end(setting, bulletin.gravity), std::move(texts)));
    auto word = setting.say(look_of(bulletin.gravity).word_key);
    return std::move(whole)
        .named(Role::Button, joined({word, bulletin.headline}))
        .doing({"open-bulletin", bulletin.id});
}

}  // namespace baken::screens
