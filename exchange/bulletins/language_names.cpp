#include "exchange/bulletins/language_names.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "exchange/bulletins/dates.hpp"

namespace baken::bulletins {

std::string language_in(std::string_view tag, std::string_view reader) {
    auto primary = std::string(tag.substr(0, tag.find_first_of("-_")));
    icu::Locale language(primary.c_str());
    if (language.isBogus()) return std::string(tag);
    icu::UnicodeString name;
    language.getDisplayLanguage(icu::Locale(icu_locale_name(reader).c_str()), name);
    std::string utf8;
    name.toUTF8String(utf8);
    return utf8.empty() || utf8 == primary ? std::string(tag) : utf8;
}

}  // namespace baken::bulletins
