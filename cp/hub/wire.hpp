// One connection as bytes, with TLS or without. Waiting holds no buffers: a hub keeps thousands of these open while
// nothing happens, so bytes are only asked for once they are there.
//
// Included only where the server itself is built: it brings Asio with it.
#pragma once

#include <openssl/ssl.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace baken::cp {

namespace asio = boost::asio;

// OpenSSL counts who holds a context; so does this.
using TlsContext = std::shared_ptr<SSL_CTX>;

class Wire {
public:
    // Without a context the bytes travel as they are.
    Wire(asio::ip::tcp::socket socket, const TlsContext& tls);

    // Each returns false when the other side is gone or broke the protocol, or close() was called meanwhile.
    asio::awaitable<bool> shake_hands();
    // Appends some bytes that came, at least one and at most 16 KiB.
    asio::awaitable<bool> read_more(std::string& bytes);
    // Everything is handed to the kernel.
    asio::awaitable<bool> write(std::string_view bytes);

    // Where the other side is: its address, or with IPv6 the network it is in, as one machine there has many addresses.
    // Empty when it was gone already. Never for logs.
    [[nodiscard]] const std::string& origin() const { return origin_; }
    [[nodiscard]] asio::any_io_executor executor() { return socket_.get_executor(); }
    // Has the other side closed its end? Asks the kernel only.
    [[nodiscard]] bool is_abandoned();
    // Tells the other side that nothing more will come; reading goes on.
    void end_sending();
    // Ends the TLS session as far as that takes no waiting, then the connection.
    void close();

private:
    enum class Step { Done, WantRead, WantWrite, Gone };
    Step try_handshake();
    Step try_read(std::string& bytes);
    Step try_write(std::string_view& bytes);
    Step step_of(int result);
    asio::awaitable<bool> wait_for(Step step);

    struct SslFree {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
    };
    asio::ip::tcp::socket socket_;
    std::string origin_;
    std::unique_ptr<SSL, SslFree> ssl_;
};

}  // namespace baken::cp
