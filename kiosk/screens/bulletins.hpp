// All bulletins that are due, and one of them in full.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/screens/bulletin_card.hpp"
#include "kiosk/screens/chrome.hpp"

namespace baken::screens {

struct BulletinsModel {
    Chrome chrome;
    std::vector<BulletinCard> due;
    std::vector<BulletinCard> past;  // expired or withdrawn not long ago; never an all-clear
};
[[nodiscard]] ui::View bulletins(const Setting& setting, const BulletinsModel& model);

struct BulletinModel {
    Chrome chrome;
    std::string id;
    Gravity gravity = Gravity::Info;
    std::string headline;
    std::vector<std::string> description;  // paragraphs
    std::vector<std::string> instruction;  // paragraphs; those that begin with "- " are steps
    std::string area;
    std::string source;  // who says so
    std::string sent;    // "vandaag 13:52 (16 minuten geleden)"
    std::string valid;   // "geldig tot 20:00", "geen eindtijd bekend", "verlopen op ..."
    std::string contact;
    std::vector<std::string> remarks;    // fallback language, area not determined, stale
    std::string language;                // of the text itself
    std::vector<LanguageChoice> others;  // the languages this bulletin is in
    std::shared_ptr<const draw::Picture> picture;
    std::shared_ptr<const draw::QrCode> qr;  // holds the text itself; none when it is too long even when shortened
    bool qr_is_shortened = false;
};
[[nodiscard]] ui::View bulletin(const Setting& setting, const BulletinModel& model);

}  // namespace baken::screens
