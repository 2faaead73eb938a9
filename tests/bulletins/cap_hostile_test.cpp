// Sizes at and beyond the bounds, pictures that lie, and five thousand damaged messages.
#include <algorithm>
#include <random>

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/due_report.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/bulletins/cap_messages.hpp"
#include "tests/support/case_folders.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

std::vector<std::string> checks_of(const AlertText& text) {
    auto parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    std::vector<std::string> checks;
    for (const auto& remark : parsed->remarks) checks.push_back(remark.check);
    return checks;
}

bool only(const std::vector<std::string>& checks, std::string_view check) {
    return checks.size() == 1 && checks[0] == check;
}

std::string ring(std::size_t corners) {
    std::string text;
    for (std::size_t i = 0; i < corners; ++i) text += std::to_string(40 + 0.0001 * static_cast<double>(i)) + ",6 ";
    return text + "53,5 40.000000,6";
}

void two_megabytes_are_read() {
    AlertText text;
    text.after_description =
        "<contact>" + std::string((std::size_t{2} << 20U) - text.xml().size() - 20, 'x') + "</contact>";
    auto parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    CHECK_EQ(parsed->alert.infos[0].contact.size(), std::size_t{64} << 10U);
    text.after_description += std::string(100, ' ');
    CHECK_REFUSED(parse_alert(text.xml()), "cap.size");
    ParseLimits wider;
    wider.bytes = std::size_t{100} << 20U;
    CHECK_OK(parse_alert(text.xml(), wider));
    text.after_description += std::string(std::size_t{2} << 20U, ' ');
    CHECK_REFUSED(parse_alert(text.xml(), wider), "cap.size");
}

void fifty_thousand_vertices_are_read() {
    AlertText text;
    text.area = "<polygon>" + ring(49'998) + "</polygon>";
    auto parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    CHECK(parsed->remarks.empty());
    CHECK_EQ(parsed->alert.infos[0].areas[0].polygons.at(0).size(), 49'999U);
    text.area = "<polygon>" + ring(49'999) + "</polygon>";
    parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    CHECK(parsed->alert.infos[0].areas[0].geometry_lost);
    // Many small ones count together.
    text.area = "<polygon>" + ring(25'000) + "</polygon><polygon>" + ring(25'000) + "</polygon>";
    CHECK(only(checks_of(text), "cap.area.polygon"));
}

void depth_and_number_are_bounded() {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    CHECK_REFUSED(parse_alert(deep), "cap.limits");
    std::string wide = "<alert>";
    for (int i = 0; i < 250'000; ++i) wide += "<b/>";
    CHECK_REFUSED(parse_alert(wide), "cap.limits");
    AlertText text;
    std::string xml = text.xml();
    std::string infos;
    for (int i = 0; i < 300; ++i) infos += text.info();
    xml.insert(xml.find("</alert>"), infos);
    auto parsed = parse_alert(xml);
    CHECK_OK(parsed);
    CHECK_EQ(parsed->alert.infos.size(), 200U);
}

// The eight bytes that begin every PNG, then "x"; and the SHA-1 of those nine bytes.
constexpr const char* kPng = "iVBORw0KGgp4";

std::string resource(const std::string& mime, const std::string& base64, const std::string& digest) {
    return "<resource><resourceDesc>kaart</resourceDesc><mimeType>" + mime +
           "</mimeType><uri>http://kaart.example/a.png</uri><derefUri>" + base64 + "</derefUri>" +
           (digest.empty() ? "" : "<digest>" + digest + "</digest>") + "</resource>";
}

void only_honest_pictures_are_kept() {
    AlertText text;
    text.after_description = resource("image/png", std::string(" ") + kPng + "\n", "");
    auto parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    CHECK(parsed->remarks.empty());
    CHECK_EQ(parsed->alert.infos[0].resources[0].image, std::string("\x89PNG\r\n\x1A\nx"));
    text.after_description = resource("image/png", kPng, "6c6e5af16d53fb340b39455193e274d8ae8c1cc6");
    CHECK(checks_of(text).empty());
    text.after_description = resource("image/png", kPng, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    CHECK(only(checks_of(text), "cap.image.digest"));
    text.after_description = resource("image/jpeg", kPng, "");
    CHECK(only(checks_of(text), "cap.image.type"));
    text.after_description = resource("image/svg+xml", "PHN2Zy8+", "");
    CHECK(only(checks_of(text), "cap.image.type"));
    text.after_description = resource("image/png", "iVBORw0KGgp*", "");
    CHECK(only(checks_of(text), "cap.image.base64"));
    text.after_description = resource("image/png", kPng + std::string(700'000, 'A'), "");
    CHECK(only(checks_of(text), "cap.image.size"));
}

void says_where_it_deviates() {
    AlertText text;
    text.severity = "Heel erg";
    auto parsed = parse_alert(text.xml());
    CHECK_OK(parsed);
    CHECK_EQ(parsed->remarks.size(), 1U);
    CHECK_EQ(parsed->remarks[0].check, std::string("cap.schema.word"));
    auto lines = text.xml().substr(0, text.xml().find("<severity>"));
    CHECK_EQ(parsed->remarks[0].line, 1 + static_cast<int>(std::count(lines.begin(), lines.end(), '\n')));
}

std::vector<std::string> all_inputs() {
    std::vector<std::string> inputs;
    for (const auto& folder : case_folders("cap")) {
        for (const auto& entry : std::filesystem::directory_iterator(folder / "in"))
            inputs.push_back(read_text(entry.path()));
    }
    std::ranges::sort(inputs);
    return inputs;
}

// The place, or when that is inside a tag, the first after it.
std::size_t outside_tags(const std::string& bytes, std::size_t from) {
    auto mark = bytes.find_first_of("<>", from);
    return mark != std::string::npos && bytes[mark] == '>' && mark + 1 < bytes.size() ? mark + 1 : from;
}

// Mostly changes a byte of the text, so that much of it gets past the XML parser; sometimes cuts, doubles or removes a
// piece wherever it is.
void damage(std::string& bytes, std::mt19937& random) {
    if (bytes.empty()) return;
    auto from = random() % bytes.size();
    auto length = std::min<std::size_t>(random() % 200, bytes.size() - from);
    auto piece = bytes.substr(from, length);
    switch (random() % 10) {
        case 0:
            bytes.resize(from);
            break;
        case 1:
            bytes.insert(random() % bytes.size(), piece);
            break;
        case 2:
            bytes.erase(from, length);
            break;
        case 3:
            bytes[from] = static_cast<char>(random());
            break;
        case 4:
            bytes.insert(outside_tags(bytes, from), piece);
            break;
        default:
            from = outside_tags(bytes, from);
            bytes[from] = static_cast<char>(bytes[from] ^ static_cast<char>(1U << (random() % 8)));
    }
}

void damaged_messages_never_crash() {
    auto inputs = all_inputs();
    std::mt19937 random(20261123);  // the same damage in every run
    std::size_t read = 0;
    SiteArea site{Position{53.2, 6.5}, {"GM0014"}};
    for (int round = 0; round < 5'000; ++round) {
        auto bytes = inputs[random() % inputs.size()];
        for (auto times = 1 + random() % 3; times > 0; --times) damage(bytes, random);
        auto parsed = parse_alerts(bytes);
        if (!parsed) {
            CHECK(parsed.error().check.starts_with("cap."));
            continue;
        }
        std::vector<Received> messages;
        for (auto& one : *parsed) messages.push_back({std::move(one.alert), Instant{}, Road::Stick});
        auto answer = due(messages, site, *parse_rfc3339("2026-11-23T10:30:00Z"));
        CHECK_EQ(answer.shown.size() + answer.hidden.size(), messages.size());
        CHECK(!due_report_json(messages, answer, "nl").empty());
        ++read;
    }
    CHECK(read > 1'000 && read < 4'000);
}

}  // namespace

int run_cap_hostile_tests() {
    const CMUnitTest tests[] = {
        test<two_megabytes_are_read>("two megabytes are read and a byte more is refused"),
        test<fifty_thousand_vertices_are_read>("fifty thousand vertices are read and one more drops the shape"),
        test<depth_and_number_are_bounded>("depth and number of elements are bounded"),
        test<only_honest_pictures_are_kept>("only pictures that are what they say are kept"),
        test<says_where_it_deviates>("a remark names the line"),
        test<damaged_messages_never_crash>("five thousand damaged messages are read or refused"),
    };
    return run("cap hostile input", tests);
}
