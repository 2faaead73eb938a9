// A repository behind HTTP for the conformance client: plain, one request a file, nothing kept.
#pragma once

#include <string>

#include "exchange/trust/repository.hpp"

namespace baken::tuf_client {

class HttpRepository final : public trust::Repository {
public:
    // Either URL may end with a slash or not.
    HttpRepository(std::string metadata_url, std::string targets_url)
        : metadata_url_(std::move(metadata_url)), targets_url_(std::move(targets_url)) {}

    // 404 and 403 are absence. Errors: repository.too_large, http.status, http.transfer.
    Result<std::optional<std::string>> fetch(const std::string& name, ByteLimit limit) override;

private:
    [[nodiscard]] std::string url_of(const std::string& name) const;
    std::string metadata_url_;
    std::string targets_url_;
};

}  // namespace baken::tuf_client
