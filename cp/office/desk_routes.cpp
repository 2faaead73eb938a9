#include "cp/office/desk_routes.hpp"

#include <algorithm>
#include <iterator>

#include "cp/region/json_fields.hpp"

namespace baken::cp {
namespace {

constexpr std::string_view kPage = "desk";
constexpr std::string_view kApi = "desk/api/";
constexpr std::uint64_t kStrangersBodyBytes = 16 * 1024;
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; font-src "
    "'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types "
    "'none'";

void set_header(Answer& answer, std::string_view name, std::string value) {
    std::erase_if(answer.headers, [name](const auto& header) { return header.first == name; });
    answer.headers.emplace_back(name, std::move(value));
}

Answer redirect_to_page() {
    auto answer = plain_answer(Route::Desk, 302, "");
    answer.headers.emplace_back("Location", "/desk");
    return answer;
}

}  // namespace

void DeskRoutes::add(std::vector<DeskDoor> doors) {
    std::ranges::move(doors, std::back_inserter(doors_));
}

bool DeskRoutes::owns(std::string_view path) const {
    return path.empty() || path == kPage || path.starts_with("desk/");
}

BodyLimit DeskRoutes::body_limit(std::string_view path, const RequestHead& head) const {
    if (!path.starts_with(kApi)) return {};
    const auto* door = door_of(Method::Post, path.substr(kApi.size()));
    auto most = door == nullptr ? kUsualBodyBytes : door->most_body;
    if (most <= kStrangersBodyBytes) return {most};
    if (door != nullptr && !door->least) return {kStrangersBodyBytes};
    if (access_.knows(head.cookie)) return {most};
    return {kStrangersBodyBytes, error_answer({"desk.session", "nobody is signed in"})};
}

const DeskDoor* DeskRoutes::door_of(Method method, std::string_view path) const {
    if (method == Method::Head) method = Method::Get;
    auto found =
        std::ranges::find_if(doors_, [&](const DeskDoor& door) { return door.method == method && door.path == path; });
    return found == doors_.end() ? nullptr : &*found;
}

Answer DeskRoutes::respond_page(std::string_view path, const Request& request) {
    if (request.method == Method::Post) return plain_answer(Route::Desk, 405, "only GET and HEAD\n");
    auto name = path == kPage ? std::string("index.html") : std::string(path.substr(kPage.size() + 1));
    auto file = page_.find(name);
    if (!file) return plain_answer(Route::Desk, 404, "there is no such file\n");
    auto answer = answer_file(name, *file, request);
    answer.route = Route::Desk;
    set_header(answer, "Cache-Control", "no-cache");
    set_header(answer, "Content-Security-Policy", std::string(kPolicy));
    set_header(answer, "Referrer-Policy", "no-referrer");
    set_header(answer, "Cross-Origin-Opener-Policy", "same-origin");
    set_header(answer, "Cross-Origin-Resource-Policy", "same-origin");
    if (access_.is_secure()) set_header(answer, "Strict-Transport-Security", "max-age=31536000");
    return answer;
}

Response DeskRoutes::open(const DeskDoor& door, DeskCall call) {
    if (auto fine = access_.admit(door, call); !fine) return error_answer(fine.error());
    if (call.request.method == Method::Post) {
        auto body = read_request(call.request.body, door.most_body);
        if (!body) return error_answer(body.error());
        call.body = std::move(*body);
    }
    auto response = door.open(call);
    if (!response) return error_answer(response.error());
    return std::move(*response);
}

Response DeskRoutes::respond(const RequestTarget& target, Request request) {
    if (target.path.empty()) return redirect_to_page();
    if (!target.path.starts_with(kApi)) return respond_page(target.path, request);
    const auto* door = door_of(request.method, std::string_view(target.path).substr(kApi.size()));
    if (door == nullptr) return plain_answer(Route::Desk, 404, "there is nothing here\n");
    auto party = access_.party_of(request);
    auto bytes = request.body.size();
    DeskCall call{.target = target, .request = std::move(request)};
    return Work{.lane = Lane::Desk,
                .run = [this, door, call = std::move(call)] { return open(*door, call); },
                .party = std::move(party),
                .bytes = bytes};
}

}  // namespace baken::cp
