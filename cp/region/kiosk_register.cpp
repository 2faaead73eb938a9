#include "cp/region/kiosk_register.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cp/region/toml_text.hpp"
#include "exchange/base/toml_reader.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostRegisterBytes{8'000'000};
constexpr std::size_t kShortestId = 8;

bool is_key(std::string_view hex) {
    return hex.size() == 64 && trust::from_hex(hex);
}

std::string entry_of(const KnownKiosk& kiosk) {
    auto text = fmt::format("[[kiosk]]\nsite = {}\nkey = \"{}\"\nsealing = \"{}\"\nadded = {}\n", toml_text(kiosk.site),
                            kiosk.key, kiosk.sealing, to_rfc3339(kiosk.added));
    if (kiosk.revoked) text += fmt::format("revoked = {}\n", to_rfc3339(*kiosk.revoked));
    return text + "\n";
}

}  // namespace

Result<KioskRegister> KioskRegister::open(Files& files, Path file) {
    KioskRegister found(files, std::move(file));
    TRY(auto bytes, files.read(found.file_, kMostRegisterBytes));
    if (!bytes) return found;
    TRY(auto table, TomlTable::parse(*bytes, kMostRegisterBytes));
    for (auto& entry : table.tables("kiosk")) {
        KnownKiosk kiosk{.site = entry.text("site"), .key = entry.text("key"), .sealing = entry.text("sealing")};
        kiosk.revoked = entry.maybe_moment("revoked");
        kiosk.added = entry.maybe_moment("added").value_or(Instant{});
        if (!is_key(kiosk.key)) entry.refuse_key("key", "is no public key");
        if (!is_key(kiosk.sealing)) entry.refuse_key("sealing", "is no public key");
        if (is_key(kiosk.key)) kiosk.id = records::kiosk_id_of(*trust::from_hex(kiosk.key));
        found.places_.emplace(kiosk.id, found.kiosks_.size());
        found.kiosks_.push_back(std::move(kiosk));
    }
    TRY_DONE(table.finish());
    return found;
}

Done KioskRegister::write() const {
    std::string text = "# Written by baken-cp kiosk.\n\n";
    for (const auto& kiosk : kiosks_) text += entry_of(kiosk);
    return files_->replace(file_, text);
}

Result<KnownKiosk> KioskRegister::add(std::string_view site, std::string_view code, Instant now) {
    TRY(auto keys, records::parse_enrolment(code));
    auto id = records::kiosk_id_of(keys.signing);
    if (find(id) != nullptr) return refuse("kiosk.key", "this key is known already", "let the kiosk make a new key");
    kiosks_.push_back(
        {id, std::string(site), trust::to_hex(keys.signing), trust::to_hex(keys.sealing), now, std::nullopt});
    places_.emplace(id, kiosks_.size() - 1);
    TRY_DONE(write());
    return kiosks_.back();
}

const KnownKiosk* KioskRegister::find(std::string_view id) const {
    auto found = places_.find(id);
    return found == places_.end() ? nullptr : &kiosks_[found->second];
}

Result<KnownKiosk> KioskRegister::revoke(std::string_view id, Instant now) {
    auto is_meant = [id](const KnownKiosk& kiosk) { return kiosk.id.starts_with(id); };
    auto found = std::ranges::find_if(kiosks_, is_meant);
    if (id.size() < kShortestId || std::ranges::count_if(kiosks_, is_meant) != 1) {
        return refuse("kiosk.unknown", fmt::format("\"{}\" names no single kiosk", id), "see baken-cp kiosk list");
    }
    if (!found->revoked) found->revoked = now;
    TRY_DONE(write());
    return *found;
}

}  // namespace baken::cp
