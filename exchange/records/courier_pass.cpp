#include "exchange/records/courier_pass.hpp"

#include <algorithm>

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/json.hpp"
#include "exchange/trust/public_key.hpp"

namespace baken::records {
namespace {

using trust::Json;
using trust::JsonObject;

// So that this signature can stand under nothing else.
constexpr std::string_view kFirstLine = "baken-courier 1\n";
constexpr trust::JsonLimits kLimits{.bytes = kMostPassBytes, .depth = 3, .values = 20};

std::string signed_bytes(const Json& content) {
    return std::string(kFirstLine) + trust::canonical_json(content);
}

std::optional<Instant> moment_of(const Json* json) {
    const auto* text = json == nullptr ? nullptr : json->text();
    return text == nullptr ? std::nullopt : parse_rfc3339(*text);
}

const std::string* text_of(const Json& json, std::string_view name) {
    const auto* member = json.find(name);
    return member == nullptr ? nullptr : member->text();
}

}  // namespace

std::string sign_courier_pass(const CourierPass& pass, const trust::SigningKey& cp) {
    Json content{JsonObject{
        {"made", Json{to_rfc3339(pass.made)}}, {"region", Json{pass.region}}, {"until", Json{to_rfc3339(pass.until)}}}};
    auto signature = trust::to_hex(cp.sign(signed_bytes(content)));
    return trust::write_json(Json{JsonObject{{"signature", Json{signature}}, {"signed", std::move(content)}}}) + "\n";
}

Result<CourierPass> read_courier_pass(std::string_view bytes, std::span<const std::string> cp_keys) {
    auto document = trust::parse_json(bytes, kLimits);
    if (!document) return refuse("courier.format", document.error().text());
    const auto* signature = text_of(*document, "signature");
    const auto* content = document->find("signed");
    auto signature_bytes = signature == nullptr ? std::nullopt : trust::from_hex(*signature);
    if (!signature_bytes || content == nullptr) return refuse("courier.format", "is not signed");
    auto is_signer = [&](const std::string& key) {
        return trust::PublicKey::ed25519(key).verifies(signed_bytes(*content), *signature_bytes);
    };
    if (std::ranges::none_of(cp_keys, is_signer)) {
        return refuse("courier.signature", "not signed by the coordination point");
    }
    const auto* region = text_of(*content, "region");
    auto made = moment_of(content->find("made"));
    auto until = moment_of(content->find("until"));
    if (region == nullptr || !made || !until) return refuse("courier.format", "says no region, beginning or end");
    return CourierPass{*region, *made, *until};
}

}  // namespace baken::records
