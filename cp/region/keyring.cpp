#include "cp/region/keyring.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostKeyBytes{64 * 1024};
constexpr std::size_t kMostKeys = 10'000;

// Root and targets sign a few times a year and may take a second to open; the others sign every day.
trust::PasswordCost cost_of(std::string_view role, std::string_view passphrase) {
    if (passphrase.empty()) return trust::kNoCost;
    return role == "root" || role == "targets" ? trust::kOfflineCost : trust::kKioskCost;
}

const std::string kSealing = "sealing";

std::unexpected<Error> refuse_opening(Error error, const Path& path) {
    if (error.check != "box.password") return std::unexpected(std::move(error).within(path.string()));
    return refuse("key.passphrase", path.string() + ": is not opened by this passphrase",
                  "give the right one with --passphrase-file or in BAKEN_PASSPHRASE");
}

}  // namespace

Result<trust::Secret> find_passphrase(Files& files, const Path& file) {
    if (file.empty()) {
        const char* given = std::getenv("BAKEN_PASSPHRASE");
        return trust::Secret(given == nullptr ? "" : given);
    }
    TRY(auto bytes, files.read(file, ByteLimit{4096}));
    auto line = bytes ? std::string_view(*bytes).substr(0, bytes->find_first_of("\r\n")) : std::string_view{};
    if (line.empty()) return refuse("key.passphrase", file.string() + ": holds no passphrase in its first line");
    return trust::Secret(std::string(line));
}

Result<std::vector<Keyring::Place>> Keyring::places_of(const std::string& role) {
    return places_in(folder_, role);
}

Result<std::vector<Keyring::Place>> Keyring::places_in(const Path& folder, const std::string& role) {
    TRY(auto entries, files_->list(folder, kMostKeys));
    std::vector<Place> places;
    for (const auto& entry : entries.value_or(std::vector<FolderEntry>{})) {
        std::string_view name = entry.name;
        if (!name.starts_with(role + ".") || !name.ends_with(".key")) continue;
        auto digits = name.substr(role.size() + 1);
        Place place{0, folder / entry.name};
        auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), place.number);
        if (failed == std::errc{} && std::string_view(end) == ".key") places.push_back(std::move(place));
    }
    std::ranges::sort(places, {}, &Place::number);
    return places;
}

// Those that are always here and opened quickly come first; before the first key of a region there is none.
Done Keyring::check_passphrase(const std::string& role) {
    if (passphrase_fits_) return {};
    for (const auto& one : {std::string("timestamp"), std::string("snapshot"), role}) {
        TRY(auto places, places_of(one));
        if (places.empty()) continue;
        TRY([[maybe_unused]] auto key, open_one(places.back().path));
        break;
    }
    passphrase_fits_ = true;
    return {};
}

Result<trust::SigningKey> Keyring::make(const std::string& role, std::int64_t given) {
    TRY_DONE(check_passphrase(role));
    TRY(auto place, next_place(role, given));
    auto key = trust::SigningKey::generate();
    TRY(auto file, key.close(passphrase_.bytes(), cost_of(role, passphrase_.bytes())));
    TRY_DONE(files_->replace(place, file));
    return key;
}

Result<Path> Keyring::next_place(const std::string& role, std::int64_t given) {
    auto highest = given;
    for (const auto& folder : {folder_, folder_ / "retired"}) {
        TRY(auto places, places_in(folder, role));
        if (!places.empty()) highest = std::max(highest, places.back().number);
    }
    return folder_ / fmt::format("{}.{}.key", role, highest + 1);
}

Result<trust::SealingKey> Keyring::make_sealing(std::int64_t given) {
    TRY(auto present, open_sealing());
    if (present.empty()) TRY_DONE(check_passphrase("receipts"));
    TRY(auto place, next_place(kSealing, given));
    auto key = trust::SealingKey::generate();
    TRY(auto file, key.wrap(passphrase_.bytes(), cost_of(kSealing, passphrase_.bytes())));
    TRY_DONE(files_->replace(place, file));
    return key;
}

Result<std::vector<trust::SealingKey>> Keyring::open_sealing() {
    TRY(auto places, places_of(kSealing));
    std::vector<trust::SealingKey> keys;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        TRY(auto bytes, read(place->path));
        auto key = trust::SealingKey::unwrap(bytes, passphrase_.bytes());
        if (!key) return refuse_opening(std::move(key.error()), place->path);
        keys.push_back(std::move(*key));
    }
    return keys;
}

Result<std::string> Keyring::read(const Path& path) {
    TRY(auto bytes, files_->read(path, kMostKeyBytes));
    if (!bytes) return refuse("key.format", path.string() + ": is gone");
    return std::move(*bytes);
}

Result<trust::SigningKey> Keyring::open_one(const Path& path) {
    TRY(auto bytes, read(path));
    auto key = trust::SigningKey::open(bytes, passphrase_.bytes());
    if (key) return std::move(*key);
    return refuse_opening(std::move(key.error()), path);
}

Result<std::vector<trust::SigningKey>> Keyring::open(const std::vector<std::string>& roles) {
    std::vector<trust::SigningKey> keys;
    for (const auto& role : roles) {
        TRY(auto places, places_of(role));
        for (const auto& place : places) {
            TRY(auto key, open_one(place.path));
            keys.push_back(std::move(key));
        }
    }
    return keys;
}

Done Keyring::retire(const std::string& role, const trust::DeclaredKey& key) {
    TRY(auto places, places_of(role));
    for (const auto& place : places) {
        TRY(auto bytes, read(place.path));
        TRY(auto half, trust::public_half(bytes));
        if (trust::DeclaredKey::of_ed25519(half) != key) continue;
        TRY_DONE(files_->make_folder(folder_ / "retired"));
        TRY_DONE(files_->rename(place.path, folder_ / "retired" / place.path.filename()));
        TRY_DONE(files_->sync_folder(folder_ / "retired"));
        return files_->sync_folder(folder_);
    }
    return {};
}

}  // namespace baken::cp
