// A raw HTTP client over loopback: sends any bytes, reads what comes.
#pragma once

#include <string>
#include <string_view>

namespace baken::testing {

class Client {
public:
    // To a server's address, "http://127.0.0.1:12345".
    explicit Client(const std::string& address);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void send(std::string_view bytes);
    void end_sending();
    // One answer, head and body, by its Content-Length; what came before the server closed when there is none.
    std::string answer(bool with_body = true);
    // Everything until the server closes.
    std::string rest();

private:
    bool receive();
    int socket_;
    std::string pending_;
};

// "200", and so on.
std::string status_of(const std::string& answer);
std::string body_of(const std::string& answer);

}  // namespace baken::testing
