#include "cp/hub/front_door.hpp"

#include <fmt/format.h>
#include <openssl/err.h>

#include <boost/asio/ip/address.hpp>

#include "cp/hub/request_target.hpp"

namespace baken::cp {
namespace {

std::unexpected<Error> refuse_tls(const Path& file) {
    auto code = ERR_get_error();
    ERR_clear_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return refuse("serve.tls", fmt::format("{}: {}", file.string(), reason == nullptr ? "cannot be used" : reason));
}

}  // namespace

Result<asio::ip::tcp::endpoint> parse_endpoint(const std::string& text) {
    auto wrong = refuse("serve.listen", text + ": is no address and port", "write 127.0.0.1:8443 or [::1]:8443");
    auto colon = text.rfind(':');
    if (colon == std::string::npos) return wrong;
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    auto port = parse_number(std::string_view(text).substr(colon + 1));
    boost::system::error_code error;
    auto address = asio::ip::make_address(host, error);
    if (error || !port || *port > 65535) return wrong;
    return asio::ip::tcp::endpoint{address, static_cast<std::uint16_t>(*port)};
}

Result<TlsContext> make_tls(const Path& certificate, const Path& key) {
    if (certificate.empty()) return TlsContext{};
    TlsContext tls(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    if (!tls) return refuse_tls("TLS");
    SSL_CTX_set_min_proto_version(tls.get(), TLS1_2_VERSION);
    // Buffers of an idle connection are given back; a write may go on from a moved buffer.
    SSL_CTX_set_mode(tls.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(tls.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    if (SSL_CTX_use_certificate_chain_file(tls.get(), certificate.c_str()) != 1) {
        return refuse_tls(certificate);
    }
    bool usable = SSL_CTX_use_PrivateKey_file(tls.get(), key.c_str(), SSL_FILETYPE_PEM) == 1 &&
                  SSL_CTX_check_private_key(tls.get()) == 1;
    if (!usable) return refuse_tls(key);
    return tls;
}

}  // namespace baken::cp
