#include "cp/region/reader_keys.hpp"

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/json.hpp"

#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostReaderKeyBytes{256 * 1024};
constexpr std::size_t kMostUsers = 10'000;
constexpr std::string_view kEnding = ".json";

std::unexpected<Error> refuse_format() {
    return refuse("reader-keys.format", "the file of somebody's record keys cannot be read",
                  "give the keys anew: baken-cp user passwd");
}

// A key as it lies inside of a seal.
Result<std::string> bare(const trust::SealingKey& key) {
    return key.wrap("", trust::kNoCost);
}

}  // namespace

struct ReaderKeys::Owned {
    std::string public_bytes;
    std::string wrapped;              // the person's own key, under the password
    std::vector<std::string> sealed;  // the record keys, to that key

    Done seal_in(std::span<const trust::SealingKey> keys) {
        for (const auto& key : keys) {
            TRY(auto text, bare(key));
            TRY(auto sealed_text, trust::seal(text, public_bytes));
            sealed.push_back(std::move(sealed_text));
        }
        return {};
    }
};

Path ReaderKeys::file_of(std::string_view user) const {
    return folder_ / (std::string(user) + std::string(kEnding));
}

Done ReaderKeys::write(std::string_view user, const Owned& owned) {
    trust::JsonArray sealed;
    for (const auto& one : owned.sealed) sealed.push_back(json_of(trust::to_base64(one)));
    trust::JsonObject fields{{"public", json_of(trust::to_hex(owned.public_bytes))},
                             {"own", json_of(owned.wrapped)},
                             {"records", json_of(std::move(sealed))}};
    TRY_DONE(files_->make_folder(folder_));
    return files_->replace(file_of(user), trust::write_json(json_of(std::move(fields))) + "\n");
}

Result<std::optional<ReaderKeys::Owned>> ReaderKeys::read(std::string_view user) {
    TRY(auto bytes, files_->read(file_of(user), kMostReaderKeyBytes));
    if (!bytes) return std::nullopt;
    auto json = trust::parse_json(*bytes);
    const auto* half = json ? json->find("public") : nullptr;
    const auto* own = json ? json->find("own") : nullptr;
    const auto* records = json ? json->find("records") : nullptr;
    bool whole = half != nullptr && half->text() != nullptr && own != nullptr && own->text() != nullptr &&
                 records != nullptr && records->array() != nullptr;
    if (!whole) return refuse_format();
    Owned owned{trust::from_hex(*half->text()).value_or(""), *own->text(), {}};
    for (const auto& one : *records->array()) {
        auto sealed = one.text() == nullptr ? std::nullopt : trust::from_base64(*one.text());
        if (!sealed) return refuse_format();
        owned.sealed.push_back(std::move(*sealed));
    }
    return owned;
}

Done ReaderKeys::give(std::string_view user, std::string_view password, std::span<const trust::SealingKey> keys) {
    auto own = trust::SealingKey::generate();
    Owned owned{own.public_bytes(), {}, {}};
    TRY(owned.wrapped, own.wrap(password, cost_));
    TRY_DONE(owned.seal_in(keys));
    return write(user, owned);
}

Done ReaderKeys::add_for_all(std::span<const trust::SealingKey> keys) {
    TRY(auto listed, files_->list(folder_, kMostUsers));
    for (const auto& entry : listed.value_or(std::vector<FolderEntry>{})) {
        if (!entry.name.ends_with(kEnding)) continue;
        auto user = entry.name.substr(0, entry.name.size() - kEnding.size());
        TRY(auto owned, read(user));
        if (!owned) continue;
        auto before = std::exchange(owned->sealed, {});
        TRY_DONE(owned->seal_in(keys));
        for (auto& one : before) owned->sealed.push_back(std::move(one));
        TRY_DONE(write(user, *owned));
    }
    return {};
}

Result<RecordSecrets> ReaderKeys::open(std::string_view user, std::string_view password) {
    RecordSecrets secrets;
    TRY(auto owned, read(user));
    if (!owned) return secrets;
    TRY(auto own, trust::SealingKey::unwrap(owned->wrapped, password));
    for (const auto& sealed : owned->sealed) {
        TRY(auto text, own.open(sealed));
        trust::Secret opened(std::move(text));
        TRY(auto key, trust::SealingKey::unwrap(opened.bytes(), ""));
        secrets.push_back(std::move(key));
    }
    return secrets;
}

Result<ReaderKeys::Change> ReaderKeys::prepare(std::string_view user, std::string_view present, std::string_view next) {
    TRY(auto owned, read(user));
    if (!owned) return Change{};
    TRY(auto own, trust::SealingKey::unwrap(owned->wrapped, present));
    TRY(auto after, own.wrap(next, cost_));
    return Change{owned->wrapped, std::move(after)};
}

// What was sealed to them meanwhile stays with them.
Done ReaderKeys::put(std::string_view user, const Change& change) {
    TRY(auto owned, read(user));
    if ((owned ? owned->wrapped : "") != change.before) {
        return refuse("reader-keys.changed", "the record keys were given anew meanwhile");
    }
    if (!owned) return {};
    owned->wrapped = change.after;
    return write(user, *owned);
}

Done ReaderKeys::take_away(std::string_view user) {
    return files_->remove(file_of(user));
}

Result<std::size_t> ReaderKeys::count(std::string_view user) {
    TRY(auto owned, read(user));
    return owned ? owned->sealed.size() : 0;
}

Result<std::string> pack_keys(std::span<const trust::SealingKey> keys, std::string_view secret) {
    if (keys.empty()) return std::string{};
    trust::JsonArray packed;
    for (const auto& key : keys) {
        TRY(auto text, key.wrap(secret, trust::kNoCost));
        packed.push_back(json_of(std::move(text)));
    }
    return trust::write_json(json_of(std::move(packed)));
}

Result<RecordSecrets> unpack_keys(std::string_view packed, std::string_view secret) {
    RecordSecrets secrets;
    if (packed.empty()) return secrets;
    auto json = trust::parse_json(packed);
    const auto* list = json ? json->array() : nullptr;
    if (list == nullptr) return refuse_format();
    for (const auto& one : *list) {
        if (one.text() == nullptr) return refuse_format();
        TRY(auto key, trust::SealingKey::unwrap(*one.text(), secret));
        secrets.push_back(std::move(key));
    }
    return secrets;
}

}  // namespace baken::cp
