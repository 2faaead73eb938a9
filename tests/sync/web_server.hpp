// Debian's nginx on loopback over TLS, with certificates of its own that nobody will remember.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/base/files.hpp"
#include "kiosk/sync/https_road.hpp"

namespace baken::testing {

class ThrowawayAuthority {
public:
    explicit ThrowawayAuthority(Path folder);
    [[nodiscard]] Path certificate() const { return folder_ / "ca.pem"; }
    // Makes NAME.key and NAME.pem for this address. Days may be negative: then it has expired.
    void issue(const std::string& name, const std::string& address, int days);

private:
    [[nodiscard]] std::string key() const { return (folder_ / "ca.key").string(); }
    Path folder_;
};

// Serves a folder as three servers: one all right, one whose certificate expired, one whose certificate is of
// elsewhere. Throws Skipped when nginx or openssl is not installed.
class WebServer {
public:
    // `work` is a folder for its own files, made empty; both must outlive this.
    WebServer(const Path& served, const Path& work);
    ~WebServer();
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;

    [[nodiscard]] Path authority() const { return authority_.certificate(); }
    // "good", "expired" or "elsewhere".
    std::unique_ptr<sync::HttpsRoad> road(const std::string& server, Path authority);

    // Everything asked so far: "STATUS PROTOCOL BYTES-SENT BYTES-ASKED PATH". The server writes an answer down after it
    // was sent, so a last question is asked over the road and looked for.
    std::vector<std::string> log(sync::HttpsRoad& road);

private:
    std::string configuration(const Path& served);
    Path work_;
    ThrowawayAuthority authority_;
    std::map<std::string, int> ports_{{"good", 0}, {"expired", 0}, {"elsewhere", 0}};
    int questions_ = 0;
};

}  // namespace baken::testing
