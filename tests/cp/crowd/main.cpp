// poll-crowd: many kiosks at once. Opens long polls, says so, waits until each has its answer and says how long after
// the publication that was.
//
//   poll-crowd PORT COUNT AFTER TIMESTAMP_FILE
//
// Prints "open" when every request was sent, then one line of figures. The moment of publication is the file's own
// time. Status 0 when all were answered with news, 1 when not within 60 s.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
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

int open_poll(std::uint16_t port, const std::string& request) {
    int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bool sent = client >= 0 && ::connect(client, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0 &&
                ::send(client, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size());
    return sent ? client : -1;
}

bool is_news(int client) {
    std::array<char, 512> answer{};
    auto got = ::recv(client, answer.data(), answer.size(), 0);
    return got > 0 && std::string_view(answer.data(), static_cast<std::size_t>(got)).starts_with("HTTP/1.1 200");
}

}  // namespace

int main(int count, char** words) {
    if (count != 5) return 2;
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    auto wanted = std::atoi(words[2]);
    auto request = fmt::format("GET /baken/changes?after={} HTTP/1.1\r\nHost: a\r\n\r\n", words[3]);
    int events = ::epoll_create1(EPOLL_CLOEXEC);
    for (int number = 0; number < wanted; ++number) {
        int client = open_poll(static_cast<std::uint16_t>(std::atoi(words[1])), request);
        epoll_event event{.events = EPOLLIN, .data = {.fd = client}};
        if (client < 0 || ::epoll_ctl(events, EPOLL_CTL_ADD, client, &event) != 0) {
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
        if (answered == 0) first = now();
        for (int at = 0; at < many; ++at) {
            int client = ready[static_cast<std::size_t>(at)].data.fd;
            answered += is_news(client) ? 1 : 0;
            ::close(client);
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
