#include "cp/hub/wire.hpp"

#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>

namespace baken::cp {
namespace {

constexpr std::size_t kPiece = 16 * 1024;

// One thread serves all connections, so one place to receive into is enough.
std::array<char, kPiece>& landing_place() {
    thread_local std::array<char, kPiece> place;
    return place;
}

std::string origin_of(const asio::ip::tcp::socket& socket) {
    boost::system::error_code gone;
    auto address = socket.remote_endpoint(gone).address();
    if (gone) return {};
    if (address.is_v4() || address.to_v6().is_v4_mapped() || address.is_loopback()) return address.to_string();
    auto bytes = address.to_v6().to_bytes();
    constexpr std::size_t kNetwork = 8;
    return {bytes.begin(), bytes.begin() + kNetwork};
}

bool is_later(int code) {
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

}  // namespace

Wire::Wire(asio::ip::tcp::socket socket, const TlsContext& tls)
    : socket_(std::move(socket)), origin_(origin_of(socket_)) {
    boost::system::error_code ignored;
    socket_.native_non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (!tls) return;
    ssl_.reset(SSL_new(tls.get()));
    if (!ssl_ || SSL_set_fd(ssl_.get(), socket_.native_handle()) != 1) close();
    if (ssl_) SSL_set_accept_state(ssl_.get());
}

Wire::Step Wire::step_of(int result) {
    auto error = SSL_get_error(ssl_.get(), result);
    ERR_clear_error();
    if (error == SSL_ERROR_WANT_READ) return Step::WantRead;
    if (error == SSL_ERROR_WANT_WRITE) return Step::WantWrite;
    return Step::Gone;
}

Wire::Step Wire::try_handshake() {
    auto result = SSL_do_handshake(ssl_.get());
    return result == 1 ? Step::Done : step_of(result);
}

Wire::Step Wire::try_read(std::string& bytes) {
    auto& place = landing_place();
    auto got = ssl_ ? SSL_read(ssl_.get(), place.data(), static_cast<int>(place.size()))
                    : static_cast<int>(::recv(socket_.native_handle(), place.data(), place.size(), 0));
    if (got > 0) {
        bytes.append(place.data(), static_cast<std::size_t>(got));
        return Step::Done;
    }
    if (ssl_) return step_of(got);
    return got < 0 && is_later(errno) ? Step::WantRead : Step::Gone;
}

Wire::Step Wire::try_write(std::string_view& bytes) {
    auto piece = bytes.substr(0, kPiece);
    auto sent = ssl_ ? SSL_write(ssl_.get(), piece.data(), static_cast<int>(piece.size()))
                     : static_cast<int>(::send(socket_.native_handle(), piece.data(), piece.size(), MSG_NOSIGNAL));
    if (sent > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
        return Step::Done;
    }
    if (ssl_) return step_of(sent);
    return is_later(errno) ? Step::WantWrite : Step::Gone;
}

asio::awaitable<bool> Wire::wait_for(Step step) {
    if (step == Step::Gone || !socket_.is_open()) co_return false;
    auto kind = step == Step::WantRead ? asio::socket_base::wait_read : asio::socket_base::wait_write;
    auto [failed] = co_await socket_.async_wait(kind, asio::as_tuple(asio::use_awaitable));
    co_return !failed && socket_.is_open();
}

asio::awaitable<bool> Wire::shake_hands() {
    if (!ssl_) co_return socket_.is_open();
    while (socket_.is_open()) {
        auto step = try_handshake();
        if (step == Step::Done) co_return true;
        bool ready = co_await wait_for(step);
        if (!ready) co_return false;
    }
    co_return false;
}

asio::awaitable<bool> Wire::read_more(std::string& bytes) {
    while (socket_.is_open()) {
        auto step = try_read(bytes);
        if (step == Step::Done) co_return true;
        bool ready = co_await wait_for(step);
        if (!ready) co_return false;
    }
    co_return false;
}

asio::awaitable<bool> Wire::write(std::string_view bytes) {
    while (!bytes.empty() && socket_.is_open()) {
        auto step = try_write(bytes);
        if (step == Step::Done) continue;
        bool ready = co_await wait_for(step);
        if (!ready) co_return false;
    }
    bool everything = bytes.empty();
    co_return everything;
}

bool Wire::is_abandoned() {
    pollfd question{socket_.native_handle(), POLLRDHUP, 0};
    return ::poll(&question, 1, 0) > 0 && (question.revents & (POLLRDHUP | POLLERR | POLLHUP)) != 0;
}

void Wire::end_sending() {
    if (!socket_.is_open()) return;
    if (ssl_ && SSL_is_init_finished(ssl_.get()) == 1) SSL_shutdown(ssl_.get());
    ERR_clear_error();
    boost::system::error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void Wire::close() {
    if (!socket_.is_open()) return;
    end_sending();
    boost::system::error_code ignored;
    socket_.close(ignored);
}

}  // namespace baken::cp
