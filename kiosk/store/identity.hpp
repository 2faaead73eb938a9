// The keys of this kiosk, made at its first start: one signs what it sends, what is sealed to the other only it can
// open. They lie in the data folder as they are, because the kiosk starts without anybody there; whoever takes the disk
// can speak in this kiosk's name until the coordination point revokes it, and reads nothing of residents by them.
#pragma once

#include <optional>

#include "exchange/base/files.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/trust/keys.hpp"
#include "exchange/trust/seal.hpp"

namespace baken::store {

struct Identity {
    trust::SigningKey signing;
    trust::SealingKey sealing;
    std::optional<Error> trouble;  // keys that were damaged and had to be made anew: it must be enrolled again

    [[nodiscard]] records::Enrolment enrolment() const { return {signing.public_bytes(), sealing.public_bytes()}; }
    [[nodiscard]] std::string id() const { return records::kiosk_id_of(signing.public_bytes()); }
};

// In memory only.
[[nodiscard]] Identity new_identity();

// Reads both key files from the folder, or makes and writes them; writes enrolment.txt beside them. A damaged file is
// kept aside. Errors: those of Files.
[[nodiscard]] Result<Identity> open_identity(Files& files, const Path& folder);

}  // namespace baken::store
