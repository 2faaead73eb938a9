#include "cp/inbox/store_watch.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "cp/inbox/sql_session.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

constexpr int kRetryMs = 250;
constexpr int kLongestRetryMs = 4'000;
// A connection that died without a word is noticed by asking.
constexpr int kAliveMs = 15'000;

struct FreeResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
struct FreeNotify {
    void operator()(PGnotify* notify) const { PQfreemem(notify); }
};

// One letter each, as sql_session.cpp sends them, too.
char letter_of(StoreNews news) {
    switch (news) {
        case StoreNews::Receipts:
            return 't';
        case StoreNews::Desk:
            return 'r';
        case StoreNews::Publication:
            return 'p';
        case StoreNews::Anything:
            break;
    }
    return 'a';
}

StoreNews news_of(char letter) {
    if (letter == 't') return StoreNews::Receipts;
    if (letter == 'r') return StoreNews::Desk;
    return letter == 'p' ? StoreNews::Publication : StoreNews::Anything;
}

}  // namespace

// One connection to PostgreSQL that listens.
class StoreWatch::Line {
public:
    explicit Line(const std::string& address) {
        const std::array<const char*, 6> keys{"dbname",          "connect_timeout",     "application_name",
                                              "keepalives_idle", "keepalives_interval", nullptr};
        const std::array<const char*, 6> values{address.c_str(), "5", "baken-cp watch", "10", "5", nullptr};
        connection_.reset(PQconnectdbParams(keys.data(), values.data(), 1));
    }
    bool listen() { return PQstatus(connection_.get()) == CONNECTION_OK && tell("LISTEN baken"); }
    bool tell(const std::string& statement) {
        std::unique_ptr<PGresult, FreeResult> result(PQexec(connection_.get(), statement.c_str()));
        auto status = PQresultStatus(result.get());
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
    }
    bool take_in() { return PQconsumeInput(connection_.get()) == 1; }
    // The letters of one notice; nothing when there is none. What this very line rang is left out.
    bool next(std::string& letters) {
        std::unique_ptr<PGnotify, FreeNotify> notify(PQnotifies(connection_.get()));
        if (!notify) return false;
        letters = notify->be_pid == PQbackendPID(connection_.get()) ? "" : notify->extra;
        return true;
    }
    [[nodiscard]] int socket() const { return PQsocket(connection_.get()); }

private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    std::unique_ptr<PGconn, Finish> connection_;
};

StoreWatch::StoreWatch(std::string address, Heard heard)
    : address_(std::move(address)), heard_(std::move(heard)), wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    thread_ = std::thread([this] { is_postgresql(address_) ? run_on_postgresql() : run_on_sqlite(); });
}

StoreWatch::~StoreWatch() {
    ending_ = true;
    static_cast<void>(::eventfd_write(wake_.get(), 1));
    thread_.join();
}

void StoreWatch::ring(StoreNews news) {
    if (!is_postgresql(address_)) return;
    {
        const std::lock_guard guard(mutex_);
        if (rings_.find(letter_of(news)) == std::string::npos) rings_ += letter_of(news);
    }
    static_cast<void>(::eventfd_write(wake_.get(), 1));
}

void StoreWatch::take_wakes() {
    eventfd_t ignored = 0;
    static_cast<void>(::eventfd_read(wake_.get(), &ignored));
}

void StoreWatch::wait_a_moment(int milliseconds) {
    pollfd question{wake_.get(), POLLIN, 0};
    if (!ending_) static_cast<void>(::poll(&question, 1, milliseconds));
    if (!ending_) take_wakes();
}

void StoreWatch::run_on_postgresql() {
    int pause = kRetryMs;
    while (!ending_) {
        Line line(address_);
        if (line.listen()) {
            pause = kRetryMs;
            ++connections_;
            listening_ = true;
            log(LogLevel::Info, "store", "listening");
            heard_(StoreNews::Anything);
            while (stay_on(line)) {
            }
            listening_ = false;
            if (!ending_) log(LogLevel::Warning, "store", "connection lost");
        }
        wait_a_moment(pause);
        pause = std::min(pause * 2, kLongestRetryMs);
    }
}

bool StoreWatch::stay_on(Line& line) {
    std::array<pollfd, 2> questions{{{line.socket(), POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
    int ready = ::poll(questions.data(), questions.size(), kAliveMs);
    if (ending_) return false;
    if (ready == 0 && !line.tell("SELECT 1")) return false;
    if (questions[1].revents != 0) take_wakes();
    std::string rings;
    {
        const std::lock_guard guard(mutex_);
        rings.swap(rings_);
    }
    if (!rings.empty() && !line.tell("NOTIFY baken, '" + rings + "'")) {
        const std::lock_guard guard(mutex_);
        rings_ += rings;
        return false;
    }
    if (!line.take_in()) return false;
    std::string letters;
    while (line.next(letters)) {
        for (char letter : letters) heard_(news_of(letter));
    }
    return true;
}

// Every commit lengthens the write-ahead log beside the file, whoever makes it. Not every one is news for the desk: who
// was heard of is written every few seconds.
void StoreWatch::tell_changes(int notices) {
    auto log_name = Path(address_).filename().string() + "-wal";
    auto bell_name = Path(bell_of(address_)).filename();
    bool changed = false;
    bool rang = false;
    alignas(inotify_event) std::array<char, 4096> bytes;
    ssize_t got = 0;
    while ((got = ::read(notices, bytes.data(), bytes.size())) > 0) {
        for (ssize_t at = 0; at < got;) {
            const auto* event = reinterpret_cast<const inotify_event*>(bytes.data() + at);
            changed = changed || (event->len > 0 && log_name == event->name);
            rang = rang || (event->len > 0 && bell_name == event->name);
            at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
        }
    }
    if (changed && !ending_) heard_(StoreNews::Receipts);
    if (rang && !ending_) heard_(StoreNews::Desk);
}

void StoreWatch::run_on_sqlite() {
    Path file(address_);
    auto folder = file.has_parent_path() ? file.parent_path() : Path(".");
    Descriptor notices(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    bool watching = notices.valid() && ::inotify_add_watch(notices.get(), folder.c_str(), IN_MODIFY | IN_CREATE) >= 0;
    listening_ = watching;
    while (!ending_) {
        std::array<pollfd, 2> questions{{{watching ? notices.get() : -1, POLLIN, 0}, {wake_.get(), POLLIN, 0}}};
        static_cast<void>(::poll(questions.data(), questions.size(), watching ? -1 : kRetryMs));
        if (watching) tell_changes(notices.get());
        if (!watching && !ending_) heard_(StoreNews::Receipts);
    }
}

}  // namespace baken::cp
