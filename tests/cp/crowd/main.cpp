// poll-crowd: many kiosks at once. Opens long polls, says so, waits until each has its answer and says how long after
// the publication that was.
//
//   poll-crowd PORT COUNT AFTER TIMESTAMP_FILE [tls]
//
// Prints "open" when every request was sent, then one line of figures. The moment of publication is the file's own
// time. Status 0 when all were answered with news, 1 when not within 60 s.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

std::int64_t milliseconds(const timespec& time) {
    return time.tv_sec * std::int64_t{1000} + time.tv_nsec / 1'000'000;
}

std::int64_t now() {
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return milliseconds(time);
}

struct Poll {
    int socket = -1;
    SSL* tls = nullptr;
};

bool say(const Poll& poll, const std::string& request) {
    auto size = static_cast<int>(request.size());
    if (poll.tls != nullptr) return SSL_write(poll.tls, request.data(), size) == size;
    return ::send(poll.socket, request.data(), request.size(), MSG_NOSIGNAL) == size;
}

Poll open_poll(std::uint16_t port, const std::string& request, SSL_CTX* context) {
    Poll poll{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), nullptr};
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bool open = poll.socket >= 0 && ::connect(poll.socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    if (open && context != nullptr) {
        poll.tls = SSL_new(context);
        SSL_set_fd(poll.tls, poll.socket);
        open = SSL_connect(poll.tls) == 1;
    }
    if (!open || !say(poll, request)) return {};
    // What TLS has to say of its own accord is no answer, and must not hold us up.
    ::fcntl(poll.socket, F_SETFL, O_NONBLOCK);
    return poll;
}

enum class Heard { Nothing, News, Other };
Heard hear(const Poll& poll) {
    std::array<char, 512> answer{};
    auto got = poll.tls != nullptr ? SSL_read(poll.tls, answer.data(), answer.size())
                                   : static_cast<int>(::recv(poll.socket, answer.data(), answer.size(), 0));
    bool later = poll.tls != nullptr ? SSL_get_error(poll.tls, got) == SSL_ERROR_WANT_READ : errno == EAGAIN;
    if (got <= 0) return later ? Heard::Nothing : Heard::Other;
    bool news = std::string_view(answer.data(), static_cast<std::size_t>(got)).starts_with("HTTP/1.1 200");
    return news ? Heard::News : Heard::Other;
}

}  // namespace

int main(int count, char** words) {
    if (count != 5 && count != 6) return 2;
    auto* context = count == 6 ? SSL_CTX_new(TLS_client_method()) : nullptr;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    auto wanted = std::atoi(words[2]);
    auto request = fmt::format("GET /baken/changes?after={} HTTP/1.1\r\nHost: a\r\n\r\n", words[3]);
    std::vector<Poll> polls;
    int events = ::epoll_create1(EPOLL_CLOEXEC);
    for (int number = 0; number < wanted; ++number) {
        polls.push_back(open_poll(static_cast<std::uint16_t>(std::atoi(words[1])), request, context));
        epoll_event event{.events = EPOLLIN, .data = {.u32 = static_cast<std::uint32_t>(number)}};
        if (polls.back().socket < 0 || ::epoll_ctl(events, EPOLL_CTL_ADD, polls.back().socket, &event) != 0) {
            fmt::print(stderr, "only {} connections could be opened\n", number);
            return 1;
        }
    }
    fmt::print("open\n");
    std::fflush(stdout);
    int answered = 0;
    std::int64_t first = 0;
    std::vector<epoll_event> ready(1024);
    while (answered < wanted) {
        int many = ::epoll_wait(events, ready.data(), static_cast<int>(ready.size()), 60'000);
        if (many <= 0) break;
        for (int at = 0; at < many; ++at) {
            auto& poll = polls[ready[static_cast<std::size_t>(at)].data.u32];
            auto heard = hear(poll);
            if (heard == Heard::Nothing) continue;
            if (answered == 0) first = now();
            answered += heard == Heard::News ? 1 : 0;
            ::close(poll.socket);
        }
    }
    auto last = now();
    struct stat facts{};
    if (::stat(words[4], &facts) != 0) return 1;
    auto published = milliseconds(facts.st_mtim);
    fmt::print("{} of {} polls answered: the first {} ms, the last {} ms after the publication\n", answered, wanted,
               first - published, last - published);
    return answered == wanted ? 0 : 1;
}
