// Which kiosks the region knows: where each stands and which key signs what it sends. Envelopes of a kiosk that is not
// here, or was revoked, are refused.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

struct KnownKiosk {
    std::string id;       // the TUF id of its key: 64 hexadecimal digits
    std::string site;     // where it stands
    std::string key;      // Ed25519, 64 hexadecimal digits
    std::string sealing;  // X25519, 64 hexadecimal digits: receipts are sealed to it
    Instant added{};
    std::optional<Instant> revoked;
};

class KioskRegister {
public:
    // A file that is not there is an empty register. `files` must outlive this. Errors: toml.*, kiosk.key; those of
    // Files.
    [[nodiscard]] static Result<KioskRegister> open(Files& files, Path file);

    // Both write the file before they return. `code` is what the kiosk shows its staff
    // (exchange/records/enrolment.hpp). Errors: enrolment.*; kiosk.key when the key is known already (also when it was
    // revoked: a key that was lost is not trusted again); kiosk.unknown; those of Files.
    [[nodiscard]] Result<KnownKiosk> add(std::string_view site, std::string_view code, Instant now);
    [[nodiscard]] Result<KnownKiosk> revoke(std::string_view id, Instant now);  // by the id or its first digits

    // Nothing when there is no kiosk of this id.
    [[nodiscard]] const KnownKiosk* find(std::string_view id) const;
    [[nodiscard]] const std::vector<KnownKiosk>& kiosks() const { return kiosks_; }  // in the order of adding

private:
    KioskRegister(Files& files, Path file) : files_(&files), file_(std::move(file)) {}
    Done write() const;

    Files* files_;
    Path file_;
    std::vector<KnownKiosk> kiosks_;
    std::map<std::string, std::size_t, std::less<>> places_;  // by id
};

}  // namespace baken::cp
