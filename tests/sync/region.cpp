#include "tests/sync/region.hpp"

#include <fmt/format.h>

#include "exchange/trust/hashes.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {
using namespace trust;
namespace {

RolePlan signer(const std::string& name) {
    return {{signing_key(name).declared()}, 1};
}

}  // namespace

const SigningKey& signing_key(const std::string& name) {
    static std::map<std::string, SigningKey> keys;
    auto found = keys.find(name);
    if (found == keys.end()) found = keys.emplace(name, SigningKey::from_seed(sha256_hex(name).substr(0, 32))).first;
    return found->second;
}

std::string message(const std::string& identifier, const std::string& headline, const std::string& sent) {
    return fmt::format(R"(<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>{}</identifier><sender>regio@example.nl</sender><sent>{}</sent>
  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
  <info><language>nl</language><category>Safety</category><event>Bericht</event><urgency>Expected</urgency>
    <severity>Moderate</severity><certainty>Likely</certainty><headline>{}</headline>
    <area><areaDesc>Regio</areaDesc></area></info>
</alert>
)",
                       identifier, sent, headline);
}

Region::Region(Path stick)
    : Region(std::move(stick), {{"bulletins/flood.xml", message("flood", "Het water komt")},
                                {"bulletins/power.xml", message("power", "Geen stroom")},
                                {"pages/water/nl.md", "# Water\n\nKook het water.\n"}}) {}

Region::Region(Path stick, std::map<std::string, std::string> content)
    : stick_(std::move(stick)),
      plan_{signer("root"), signer("timestamp"), signer("snapshot"), signer("targets"),
            *parse_rfc3339("2030-01-01T00:00:00Z")},
      content_(std::move(content)) {
    first_root_ = signed_root(1);
    auto publisher = *Publisher::open(files_, repository());
    if (!publisher.root()) {
        CHECK_OK(publisher.add_root(first_root_));
        CHECK_OK(publisher.delegate("targets", {"region", signer("region"), {"*", "*/*", "*/*/*", "*/*/*/*"}}));
    }
    publish_with(publisher);
}

std::string Region::signed_root(Version version) const {
    return *sign(draft(root_content(plan_, version)), signing_key("root"));
}

void Region::publish() {
    auto publisher = *Publisher::open(files_, repository());
    publish_with(publisher);
}

void Region::publish_with(Publisher& publisher) {
    TempFolder sources;
    for (const auto& [path, bytes] : content_) {
        std::filesystem::create_directories((sources.path / path).parent_path());
        CHECK_OK(files_.write(sources.path / path, bytes));
    }
    CHECK_OK(publisher.set_targets("region", *list_tree(files_, sources.path)));
    std::vector<SigningKey> keys;
    for (const auto& name : keys_) keys.push_back(SigningKey::from_seed(sha256_hex(name).substr(0, 32)));
    CHECK_OK(publisher.publish(keys, now));
}

void Region::rotate_timestamp_key(const std::string& key) {
    plan_.timestamp = signer(key);
    keys_[0] = key;
    auto publisher = *Publisher::open(files_, repository());
    CHECK_OK(publisher.add_root(signed_root(++root_version_)));
    publish_with(publisher);
}

}  // namespace baken::testing
