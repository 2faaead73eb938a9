#include "cp/office/desk_doors.hpp"

#include <algorithm>
#include <array>

#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

struct Meaning {
    std::string_view check;
    int status;
};
constexpr std::array<Meaning, 17> kMeanings{{{"desk.sign_in", 401},
                                             {"desk.session", 401},
                                             {"desk.role", 403},
                                             {"desk.token", 403},
                                             {"desk.own", 403},
                                             {"desk.missing", 404},
                                             {"inbox.unknown", 404},
                                             {"desk.sealed", 503},
                                             {"inbox.store", 503},
                                             {"inbox.locked", 503},
                                             {"desk.conflict", 409},
                                             {"inbox.moved", 409},
                                             {"desk.sent", 409},
                                             {"desk.same", 409},
                                             {"desk.media_type", 415},
                                             {"desk.wait", 429},
                                             {"desk.request", 400}}};

}  // namespace

std::string DeskCall::question(std::string_view name) const {
    return std::string(target.value(name).value_or(""));
}

Answer json_answer(trust::JsonObject object, int status) {
    auto answer = plain_answer(Route::Desk, status, trust::write_json(trust::Json{std::move(object)}) + "\n");
    answer.headers = {{"Content-Type", "application/json"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}};
    return answer;
}

Answer error_answer(const Error& error) {
    auto found = std::ranges::find(kMeanings, error.check, &Meaning::check);
    bool malformed = error.check.starts_with("json.");
    int status = found != kMeanings.end() ? found->status : malformed ? 400 : 422;
    return json_answer(
        {{"check", json_of(error.check)}, {"message", json_of(error.message)}, {"advice", json_of(error.advice)}},
        status);
}

}  // namespace baken::cp
