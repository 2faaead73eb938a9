#include "cp/hub/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace baken::cp {
namespace {

namespace http = boost::beast::http;
namespace asio = boost::asio;

constexpr std::uint32_t kMostHeadBytes = 8 * 1024;

Method method_of(http::verb verb) {
    if (verb == http::verb::get) return Method::Get;
    if (verb == http::verb::post) return Method::Post;
    if (verb == http::verb::put) return Method::Put;
    return verb == http::verb::head ? Method::Head : Method::Other;
}

int status_of(boost::system::error_code error) {
    if (error == http::error::header_limit) return 431;
    if (error == http::error::body_limit) return 413;
    return 400;
}

Attended attended_of(std::string_view word) {
    return word == "yes" ? Attended::Yes : word == "no" ? Attended::No : Attended::Untold;
}

Request to_request(http::request<http::string_body> message) {
    Request request{method_of(message.method()), std::string(message.target())};
    request.range = message[http::field::range];
    request.if_range = message[http::field::if_range];
    request.if_none_match = message[http::field::if_none_match];
    request.content_type = message[http::field::content_type];
    request.cookie = message[http::field::cookie];
    request.token = message["X-Baken-Token"];
    request.fetch_site = message["Sec-Fetch-Site"];
    request.attended = attended_of(message["X-Baken-Attended"]);
    request.body = std::move(message.body());
    return request;
}

}  // namespace

RequestReader::State RequestReader::measure(std::string_view came, HeardRequest& heard) {
    auto refuse_with = [&heard](int status) {
        heard.refused = status;
        return State::Refused;
    };
    http::request_parser<http::empty_body> parser;
    parser.header_limit(kMostHeadBytes);
    parser.body_limit(boost::none);
    boost::system::error_code error;
    parser.put(asio::buffer(came.data(), came.size()), error);
    if (error == http::error::need_more && came.size() > kMostHeadBytes) error = http::error::header_limit;
    if (error && error != http::error::need_more) return refuse_with(status_of(error));
    if (error || !parser.is_header_done()) return State::NeedMore;
    const auto& head = parser.get();
    if (head.version() == 11 && head.count(http::field::host) != 1) return refuse_with(400);
    // A body in chunks never says how long it will be.
    if (head.count(http::field::transfer_encoding) > 0) return refuse_with(411);
    bool has_body = head.method() == http::verb::post || head.method() == http::verb::put;
    auto cookie = head[http::field::cookie];
    auto most =
        has_body ? limit_({{head.target().data(), head.target().size()}, {cookie.data(), cookie.size()}}) : BodyLimit{};
    auto length = parser.content_length().value_or(0);
    if (length > most.bytes) {
        heard.refusal = std::move(most.refusal);
        return refuse_with(heard.refusal ? heard.refusal->status : 413);
    }
    auto end = came.find("\r\n\r\n");
    if (end == std::string_view::npos) return refuse_with(400);
    wanted_ = end + 4 + length;
    return State::Request;
}

RequestReader::State RequestReader::take(std::string& came, HeardRequest& heard) {
    if (wanted_ == 0) {
        if (auto state = measure(came, heard); state != State::Request) return state;
    }
    if (came.size() < wanted_) return State::NeedMore;
    http::request_parser<http::string_body> parser;
    parser.header_limit(kMostHeadBytes);
    parser.body_limit(wanted_);
    parser.eager(true);
    boost::system::error_code error;
    parser.put(asio::buffer(came.data(), wanted_), error);
    if (error || !parser.is_done()) {
        heard.refused = error ? status_of(error) : 400;
        return State::Refused;
    }
    came.erase(0, wanted_);
    wanted_ = 0;
    heard.keep_alive = parser.get().keep_alive();
    heard.request = to_request(parser.release());
    return State::Request;
}

}  // namespace baken::cp
