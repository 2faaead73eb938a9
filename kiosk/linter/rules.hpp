// The promises the content makes: in which languages, which numbers, how large. Changing a promise means changing it
// here.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace baken::linter {

// Every screen string and every urgent page exists in all of these, templates in all but the last.
inline constexpr std::array<std::string_view, 15> kLanguages{"nl", "en", "de", "fr", "es", "pl", "ro",         "bg",
                                                             "tr", "ar", "fa", "uk", "zh", "ti", "nl-x-simple"};

// Screen strings and templates in easy Dutch fall back to Dutch, which is written plainly already.
inline constexpr std::string_view kMayFallBack = "nl-x-simple";

// Words for staff begin so, and exist in these languages and no other.
inline constexpr std::string_view kStaffKeys = "staff.";
inline constexpr std::array<std::string_view, 2> kStaffLanguages{"nl", "en"};

// Every other page exists at least in these.
inline constexpr std::array<std::string_view, 6> kPageLanguages{"nl", "en", "ar", "uk", "tr", "pl"};

// The numbers that are the same in the whole country. Every other number belongs to a region or a site.
inline constexpr std::array<std::string_view, 5> kNationalNumbers{"112", "09008844", "08009009", "08001351",
                                                                  "08008002"};

// A picture beside a page: what a small board decodes without a pause.
inline constexpr std::uint64_t kMostPictureBytes = 500'000;
inline constexpr std::uint32_t kMostPicturePixels = 2000;  // in either direction

// Words in one sentence, Dutch and English.
inline constexpr int kLongestSentence = 22;

}  // namespace baken::linter
