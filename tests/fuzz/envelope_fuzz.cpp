// Any bytes as an envelope, and as the record inside one: no crash; nothing unsigned passes; what is read means the
// same after it was written and read again. Inputs that begin with a brace are the record itself, since nothing random
// ever gets through the seal.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/records/envelope.hpp"
#include "exchange/records/radio_card.hpp"
#include "exchange/records/record_json.hpp"
#include "exchange/records/ticket.hpp"

using namespace baken;
using namespace baken::records;

namespace {

void read_as_record(std::string_view bytes) {
    auto record = from_json(bytes);
    if (!record) {
        if (!record.error().check.starts_with("record.")) std::abort();
        return;
    }
    auto written = to_json(*record);
    if (!written || *from_json(*written) != *record) std::abort();
    static_cast<void>(radio_card(*record, "Baflo", CardLanguage::Dutch));
}

void read_as_ticket(std::string_view bytes) {
    auto ticket = parse_ticket(bytes);
    if (ticket && *parse_ticket(format(*ticket)) != *ticket) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (bytes.starts_with('{')) {
        read_as_record(bytes);
        return 0;
    }
    read_as_ticket(bytes);
    static const auto signer = trust::SigningKey::from_seed(std::string(32, 's'));
    const KioskKeys kiosks{{"kiosk-1", signer.public_bytes()}};
    auto seen = look_at_envelope(bytes);
    auto verified = verify_envelope(bytes, kiosks);
    if (verified && (!seen || verified->header() != *seen)) std::abort();
    if (!seen && !seen.error().check.starts_with("envelope.")) std::abort();
    return 0;
}
