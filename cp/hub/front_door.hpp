// Where the server listens, and with which certificate. Brings Asio with it.
#pragma once

#include <string>

#include "cp/hub/wire.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"

namespace baken::cp {

// "127.0.0.1:8443", "[::1]:8443". Errors: serve.listen.
[[nodiscard]] Result<asio::ip::tcp::endpoint> parse_endpoint(const std::string& text);

// TLS 1.2 at least, with the chain in `certificate` and its `key`, both PEM; nothing when there is no certificate.
// Errors: serve.tls.
[[nodiscard]] Result<TlsContext> make_tls(const Path& certificate, const Path& key);

}  // namespace baken::cp
