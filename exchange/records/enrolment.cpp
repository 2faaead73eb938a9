#include "exchange/records/enrolment.hpp"

#include "exchange/trust/encoding.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/keys.hpp"

namespace baken::records {
namespace {

constexpr std::size_t kCodeKeyBytes = 32;
constexpr std::size_t kGroup = 4;

std::string check_of(std::string_view digits) {
    return trust::sha256_hex("baken enrolment\n" + std::string(digits)).substr(0, kGroup);
}

}  // namespace

std::string kiosk_id_of(std::string_view signing_key) {
    return trust::DeclaredKey::of_ed25519(signing_key).id;
}

std::string format(const Enrolment& enrolment) {
    auto digits = trust::to_hex(enrolment.signing) + trust::to_hex(enrolment.sealing);
    digits += check_of(digits);
    std::string code;
    for (std::size_t at = 0; at < digits.size(); at += kGroup) {
        code += (at == 0 ? "" : " ") + digits.substr(at, kGroup);
    }
    return code;
}

Result<Enrolment> parse_enrolment(std::string_view typed) {
    constexpr std::size_t kDigits = 4 * kCodeKeyBytes;
    std::string digits;
    for (char letter : typed) {
        bool passed_over = letter == ' ' || letter == '-' || letter == '\n' || letter == '\r' || letter == '\t';
        if (!passed_over) digits += letter;
        if (digits.size() > kDigits + kGroup) break;
    }
    auto bytes = digits.size() == kDigits + kGroup ? trust::from_hex(digits) : std::nullopt;
    if (!bytes) {
        return refuse("enrolment.form", "an enrolment code is 132 hexadecimal digits", "the kiosk shows it to staff");
    }
    auto keys = trust::to_hex(bytes->substr(0, 2 * kCodeKeyBytes));
    if (check_of(keys) != trust::to_hex(bytes->substr(2 * kCodeKeyBytes))) {
        return refuse("enrolment.check", "a digit of the enrolment code is wrong",
                      "compare it with the kiosk's screen");
    }
    return Enrolment{bytes->substr(0, kCodeKeyBytes), bytes->substr(kCodeKeyBytes, kCodeKeyBytes)};
}

}  // namespace baken::records
