#include "tests/cp/client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "tests/support/cmocka.hpp"

namespace baken::testing {

Client::Client(const std::string& address) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::atoi(address.substr(address.rfind(':') + 1).c_str())));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // So that a server that never answers fails the test instead of holding it.
    timeval patience{30, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        fail_check("cannot connect to " + address, __FILE__, __LINE__);
    }
}

Client::~Client() {
    ::close(socket_);
}

void Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Client::end_sending() {
    ::shutdown(socket_, SHUT_WR);
}

bool Client::receive() {
    std::array<char, 65536> place;
    auto got = ::recv(socket_, place.data(), place.size(), 0);
    if (got < 0 && errno == EAGAIN) fail_check("the server neither answered nor closed", __FILE__, __LINE__);
    if (got <= 0) return false;
    pending_.append(place.data(), static_cast<std::size_t>(got));
    return true;
}

std::string Client::answer(bool with_body) {
    while (pending_.find("\r\n\r\n") == std::string::npos) {
        if (!receive()) return std::exchange(pending_, {});
    }
    auto size = pending_.find("\r\n\r\n") + 4;
    auto length = pending_.substr(0, size).find("Content-Length: ");
    if (with_body && length != std::string::npos) {
        size += static_cast<std::size_t>(std::atoll(pending_.c_str() + length + 16));
    }
    while (pending_.size() < size) {
        if (!receive()) break;
    }
    auto whole = pending_.substr(0, size);
    pending_.erase(0, size);
    return whole;
}

std::string Client::rest() {
    while (receive()) {
    }
    return std::exchange(pending_, {});
}

std::string status_of(const std::string& answer) {
    return answer.size() < 12 ? answer : answer.substr(9, 3);
}

std::string body_of(const std::string& answer) {
    auto end = answer.find("\r\n\r\n");
    return end == std::string::npos ? std::string{} : answer.substr(end + 4);
}

}  // namespace baken::testing
