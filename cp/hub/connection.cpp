#include "cp/hub/connection.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "exchange/base/log.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kPiece = 16 * 1024;

std::string head_of(const Answer& answer, Instant now, bool keep_alive) {
    auto head = fmt::format("HTTP/1.1 {} {}\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", answer.status,
                            reason_of(answer.status), fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
    for (const auto& [name, value] : answer.headers) head += fmt::format("{}: {}\r\n", name, value);
    if (!answer.is_bodiless()) head += fmt::format("Content-Length: {}\r\n", answer.length());
    head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

// Polls end all the time and are no news; the rest is told, without who asked and without the words asked with.
void log_answer(const Answer& answer, Duration took) {
    bool quiet = answer.status == 204 || answer.route == Route::Changes || answer.route == Route::Health ||
                 answer.route == Route::Metrics;
    log(quiet ? LogLevel::Debug : LogLevel::Info, "hub",
        fmt::format("request route={} status={} bytes={} ms={}", name_of(answer.route), answer.status, answer.length(),
                    took.count()));
}

// Up to a piece of the file's slice, appended; false when the file became shorter.
bool append_piece(std::string& bytes, const Descriptor& file, Slice& slice) {
    auto begin = bytes.size();
    bytes.resize(begin + std::min<std::uint64_t>(slice.length, kPiece));
    auto got = ::pread(file.get(), bytes.data() + begin, bytes.size() - begin, static_cast<off_t>(slice.begin));
    if (got <= 0) return false;
    bytes.resize(begin + static_cast<std::size_t>(got));
    slice.begin += static_cast<std::uint64_t>(got);
    slice.length -= static_cast<std::uint64_t>(got);
    return true;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, const TlsContext& tls, House& house)
    : house_(house),
      wire_(std::move(socket), tls),
      timer_(wire_.executor()),
      reader_([this](const RequestHead& head) { return house_.responder.body_limit(head); }) {
    house_.traffic.count_opened();
    expect(Mood::Shaking);
}

Connection::~Connection() {
    wire_.close();
    house_.held -= held_;
    house_.traffic.count_closed();
}

void Connection::expect(Mood mood) {
    mood_ = mood;
    deadline_ = house_.clock.tick() + house_.patience;
}

asio::awaitable<void> Connection::talk() {
    bool goes_on = co_await wire_.shake_hands();
    while (goes_on) {
        HeardRequest heard;
        goes_on = co_await hear(heard);
        auto refused = heard.refused;
        if (goes_on) goes_on = co_await answer(std::move(heard));
        if (refused != 0) co_await part();
    }
    wire_.close();
}

// Who was refused may still be sending; closing on unread bytes would take the answer away before it is read.
asio::awaitable<void> Connection::part() {
    constexpr std::size_t kMostRead = 256 * 1024;
    deadline_ = house_.clock.tick() + std::chrono::seconds{2};
    wire_.end_sending();
    std::size_t read = 0;
    bool more = true;
    while (more && read < kMostRead) {
        pending_.clear();
        more = co_await wire_.read_more(pending_);
        read += pending_.size();
    }
}

// What clients sent and did not finish lies in memory; together they get no more of it than this.
bool Connection::has_room() {
    constexpr std::size_t kMostHeld = 64 * 1024 * 1024;
    constexpr std::size_t kAlwaysHeld = 16 * 1024;
    house_.held += pending_.size() - held_;
    held_ = pending_.size();
    return held_ <= kAlwaysHeld || house_.held <= kMostHeld;
}

asio::awaitable<bool> Connection::hear(HeardRequest& heard) {
    expect(Mood::Listening);
    // Letting go of what a past request needed keeps an idle connection small.
    if (pending_.empty()) std::string().swap(pending_);
    while (pending_.empty() || reader_.take(pending_, heard) == RequestReader::State::NeedMore) {
        if (house_.stopping) co_return false;
        bool came = co_await wire_.read_more(pending_);
        if (!came || !has_room()) co_return false;
    }
    has_room();
    co_return true;
}

// Each hub counts the desk's news by its own calendar. Who has a higher number than this hub has it from another, and
// may have missed what this one heard since: the hub goes on from that number, so that the next wait here ends with the
// next news, and what there is is news to the page. A number that no calendar explains is not taken over.
trust::Version Connection::known_to(const Poll& poll) {
    constexpr auto kCalendarsApart = Duration{std::chrono::days{1}};
    if (poll.topic != Topic::Desk || poll.after <= house_.desk_news.latest()) return poll.after;
    auto most = (house_.clock.now() + kCalendarsApart).time_since_epoch().count();
    house_.desk_news.announce(std::min<trust::Version>(poll.after, most));
    return 0;
}

asio::awaitable<void> Connection::wait_for_news(Poll poll) {
    expect(Mood::Waiting);
    timer_.expires_after(house_.hold);
    Announcements::Wait wait(announcements_of(poll.topic), poll.after, [this] { timer_.cancel(); });
    if (!house_.stopping) co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<Response> Connection::keep_vigil(Vigil vigil) {
    expect(Mood::Waiting);
    timer_.expires_after(house_.hold);
    {
        ReceiptWaits::Wait wait(house_.receipt_waits, vigil.kiosk, vigil.after, [this] { timer_.cancel(); });
        if (!house_.stopping) co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    auto then = do_work(std::move(vigil.then));
    co_return co_await std::move(then);
}

asio::awaitable<Response> Connection::do_work(Work work) {
    expect(Mood::Working);
    auto response = co_await house_.crew.run(std::move(work), wire_.origin());
    co_return response;
}

asio::awaitable<Answer> Connection::answer_to(Request request) {
    auto response = house_.responder.respond(std::move(request));
    if (auto* work = std::get_if<Work>(&response)) response = co_await do_work(std::move(*work));
    if (auto* vigil = std::get_if<Vigil>(&response)) response = co_await keep_vigil(std::move(*vigil));
    if (const auto* poll = std::get_if<Poll>(&response)) {
        auto& announcements = announcements_of(poll->topic);
        auto after = known_to(*poll);
        if (announcements.latest() <= after) co_await wait_for_news(*poll);
        auto hold = std::chrono::ceil<std::chrono::seconds>(house_.hold);
        bool tells_hold = poll->topic == Topic::Desk;
        co_return poll_answer(announcements.latest(), after, tells_hold ? std::optional(hold) : std::nullopt);
    }
    co_return std::get<Answer>(std::move(response));
}

asio::awaitable<bool> Connection::answer(HeardRequest heard) {
    auto begun = house_.clock.tick();
    bool keep_alive = heard.keep_alive && heard.refused == 0;
    auto method = heard.request.method;
    Answer answer;
    if (heard.refusal) {
        answer = std::move(*heard.refusal);
    } else if (heard.refused != 0) {
        answer = plain_answer(Route::Other, heard.refused, std::string(reason_of(heard.refused)) + "\n");
    } else {
        answer = co_await answer_to(std::move(heard.request));
        if (abandoned_) co_return false;
    }
    house_.traffic.count_request(answer.route, answer.status);
    log_answer(answer, house_.clock.tick() - begun);
    keep_alive = keep_alive && !house_.stopping;
    bool sent = co_await send(std::move(answer), method, keep_alive);
    co_return sent&& keep_alive;
}

asio::awaitable<bool> Connection::send(Answer answer, Method method, bool keep_alive) {
    expect(Mood::Sending);
    auto bytes = head_of(answer, house_.clock.now(), keep_alive);
    bool with_body = method != Method::Head && !answer.is_bodiless();
    if (with_body && answer.file) co_return co_await send_file(std::move(bytes), *answer.file, answer.slice);
    if (with_body) bytes += answer.text;
    house_.traffic.count_bytes(bytes.size());
    bool sent = co_await wire_.write(bytes);
    co_return sent;
}

asio::awaitable<bool> Connection::send_file(std::string bytes, const Descriptor& file, Slice slice) {
    do {
        if (slice.length > 0 && !append_piece(bytes, file, slice)) co_return false;
        house_.traffic.count_bytes(bytes.size());
        expect(Mood::Sending);
        bool sent = co_await wire_.write(bytes);
        if (!sent) co_return false;
        bytes.clear();
    } while (slice.length > 0);
    co_return true;
}

void Connection::look_after(Tick now) {
    if (mood_ == Mood::Working) return;
    if (mood_ == Mood::Waiting) {
        if (!wire_.is_abandoned()) return;
        abandoned_ = true;
        timer_.cancel();
    } else if (now > deadline_) {
        house_.traffic.count_timed_out();
        wire_.close();
    }
}

void Connection::let_go() {
    if (mood_ == Mood::Waiting) timer_.cancel();
    if (mood_ == Mood::Shaking || (mood_ == Mood::Listening && pending_.empty())) wire_.close();
}

void Connection::close() {
    timer_.cancel();
    wire_.close();
}

}  // namespace baken::cp
