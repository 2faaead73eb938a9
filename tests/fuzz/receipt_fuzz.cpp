// Any bytes as a receipt, and signed and sealed as the content of one, so that its reader is reached as well: refused
// by name, or read.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "exchange/records/package.hpp"
#include "exchange/records/receipt.hpp"
#include "exchange/records/receipt_trail.hpp"

using namespace baken;
using namespace baken::records;

namespace {

constexpr PackageForm kForm{"baken-receipt 1\n", "receipt", 1, kMostReceiptBytes};

std::string as_content(std::string_view bytes, const trust::SealingKey& kiosk, const trust::SigningKey& cp) {
    using trust::Json;
    const Json header{trust::JsonObject{{"kiosk", Json{"kiosk-1"}},
                                        {"n", Json{std::int64_t{1}}},
                                        {"record", Json{"0193a5f0-7c00-7abc-8def-0123456789ab"}}}};
    return write_package(kForm, header, std::array{*trust::seal(bytes, kiosk.public_bytes())}, cp);
}

void read(std::string_view bytes, const ReceiptReader& reader) {
    auto receipt = open_receipt(bytes, reader);
    if (!receipt) {
        if (!receipt.error().check.starts_with("receipt.")) std::abort();
        return;
    }
    ReceiptTrail trail(receipt->record);
    if (!trail.take(*receipt) || trail.take(*receipt)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto kiosk = trust::SealingKey::generate();
    static const auto cp = trust::SigningKey::from_seed(std::string(32, 'c'));
    static const std::array cp_keys{cp.public_bytes()};
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const ReceiptReader reader{"kiosk-1", kiosk, cp_keys};
    read(bytes, reader);
    read(as_content(bytes, kiosk, cp), reader);
    return 0;
}
