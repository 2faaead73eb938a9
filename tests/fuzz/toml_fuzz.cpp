// Any bytes as each of our TOML files, and their texts as message patterns.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "exchange/bulletins/message.hpp"
#include "exchange/bulletins/page_shelf.hpp"
#include "exchange/bulletins/site.hpp"
#include "exchange/bulletins/situation.hpp"
#include "exchange/bulletins/strings.hpp"
#include "exchange/bulletins/templates.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace baken::bulletins;
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)parse_site(bytes);
    (void)parse_situation(bytes);
    (void)parse_topic(bytes);
    (void)parse_template_facts(bytes);
    (void)parse_template_words(bytes);
    auto strings = parse_strings(bytes);
    if (!strings) return 0;
    static const Dates kDates("ar");
    const Argument arguments[] = {{"count", 3}, {"time", baken::Instant{}}, {"street", "A"}};
    for (const auto& [key, pattern] : strings->patterns) {
        (void)shape_of(pattern.text);
        if (auto message = Message::compile(pattern.text, "ar")) (void)message->format(arguments, kDates);
    }
    return 0;
}
