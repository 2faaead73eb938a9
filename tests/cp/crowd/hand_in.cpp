// hand-in: many kiosks that hand in records at once.
//
//   hand-in register SITE KIOSKS            prints their part of a register of kiosks
//   hand-in send KEYS KIOSKS COUNT CONNECTIONS PORT...
//       seals COUNT records to the region's public keys (the file KEYS) and hands them in over so many connections, to
//       the hubs in turn. What is not answered is handed in again, to the next hub, as a kiosk does. Prints one line of
//       figures. Status 0 when each was taken.
//   hand-in alarm KEYS KIOSKS COUNT CONNECTIONS PORT...    the same with emergencies, which have the smallest measure
//   hand-in fill STORE KEYS KIOSKS COUNT    puts so many sealed records into a store, without a hub
//   hand-in get PORT PATH CONNECTIONS COUNT asks for a file so often; prints one line of figures
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "cp/inbox/inbox_store.hpp"
#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/cp_keys.hpp"
#include "exchange/records/enrolment.hpp"
#include "exchange/records/envelope.hpp"
#include "exchange/records/ticket.hpp"
#include "exchange/trust/encoding.hpp"

namespace {

using namespace baken;
using Clock = std::chrono::steady_clock;

constexpr int kMostTries = 400;

trust::SigningKey key_of(int kiosk) {
    auto seed = fmt::format("crowd{:08}", kiosk);
    seed.resize(32, '.');
    return trust::SigningKey::from_seed(seed);
}

int print_register(const std::string& site, int kiosks) {
    auto sealing = trust::to_hex(trust::SealingKey::generate().public_bytes());
    for (int kiosk = 0; kiosk < kiosks; ++kiosk) {
        fmt::print("[[kiosk]]\nsite = \"{}\"\nkey = \"{}\"\nsealing = \"{}\"\nadded = 2026-11-23T12:00:00Z\n\n", site,
                   trust::to_hex(key_of(kiosk).public_bytes()), sealing);
    }
    return 0;
}

struct Piece {
    std::string request;  // head and body
    std::string kiosk, id, envelope;
    Clock::duration took{};
    int status = 0;
    int tries = 0;
};

enum class Told : std::uint8_t { Help, Emergency };

const records::Place kPlace = {
    .where = records::Where::Address, .address = "Naarderstraat 12", .detail = "2e verdieping"};

records::HelpRequest help_request() {
    records::HelpRequest request;
    request.need = records::Need::Medicines;
    request.place = kPlace;
    request.contact = {.name = "Iemand", .phone = "06 12345678"};
    request.note = "Mijn medicijnen zijn vanavond op, en de apotheek is dicht.";
    return request;
}

records::EmergencyReport emergency_report() {
    records::EmergencyReport report;
    report.place = kPlace;
    report.incident = records::Incident::Medical;
    report.what = "Iemand is gevallen en staat niet meer op.";
    report.reporter = "De beheerder";
    return report;
}

Result<Piece> make_piece(int kiosk, const std::string& reader, Told told = Told::Help) {
    auto key = key_of(kiosk);
    records::Record record;
    if (told == Told::Emergency) {
        record.body = emergency_report();
    } else {
        record.body = help_request();
        record.head.ticket = records::format(records::Ticket{"KRT", 427});
    }
    record.head.id = new_uuid7(SystemClock().now());
    record.head.kiosk = records::kiosk_id_of(key.public_bytes());
    record.head.site = "draaikom";
    record.head.created = std::chrono::floor<std::chrono::seconds>(SystemClock().now());
    record.head.priority = records::Priority::Today;
    TRY(auto envelope, records::seal_envelope(record, {reader, {}}, key));
    auto head = fmt::format("PUT /baken/outbox/{}/{}.envelope HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n",
                            record.head.kiosk, record.head.id, envelope.size());
    return Piece{head + envelope, record.head.kiosk, record.head.id, std::move(envelope)};
}

class Wire {
public:
    ~Wire() { close(); }
    bool is_open() const { return socket_ >= 0; }
    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    bool open(int port) {
        close();
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(static_cast<std::uint16_t>(port));
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval patience{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0) return true;
        close();
        return false;
    }
    // The status of the answer, read to its end; 0 when there was none.
    int ask(const std::string& request) {
        if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
            return 0;
        }
        std::string answer;
        std::array<char, 8192> piece{};
        for (;;) {
            auto end = answer.find("\r\n\r\n");
            auto length = answer.find("Content-Length: ");
            if (end != std::string::npos) {
                auto body = length < end ? std::strtoul(answer.c_str() + length + 16, nullptr, 10) : 0UL;
                if (answer.size() >= end + 4 + body) return std::atoi(answer.c_str() + 9);
            }
            auto got = ::recv(socket_, piece.data(), piece.size(), 0);
            if (got <= 0) return 0;
            answer.append(piece.data(), static_cast<std::size_t>(got));
        }
    }

private:
    int socket_ = -1;
};

// Until it is answered for good: 200 or 201.
void hand_in(Piece& piece, Wire& wire, const std::vector<int>& ports, std::size_t& turn) {
    auto begun = Clock::now();
    while (piece.tries++ < kMostTries) {
        if (!wire.is_open() && !wire.open(ports[turn++ % ports.size()])) {
            ::usleep(20'000);
            continue;
        }
        piece.status = wire.ask(piece.request);
        if (piece.status == 200 || piece.status == 201) break;
        if (piece.status == 0) wire.close();
        if (piece.status != 0) ::usleep(50'000);
    }
    piece.took = Clock::now() - begun;
}

double milliseconds(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

int report(std::vector<Piece>& pieces, double passed) {
    std::ranges::sort(pieces, {}, &Piece::took);
    auto count_of = [&](int status) { return std::ranges::count(pieces, status, &Piece::status); };
    auto again = std::ranges::count_if(pieces, [](const Piece& piece) { return piece.tries > 1; });
    auto taken = count_of(201) + count_of(200);
    auto at = [&](std::size_t part) { return milliseconds(pieces[(pieces.size() - 1) * part / 100].took); };
    fmt::print(
        "{} of {} envelopes taken in {:.0f} ms, {:.0f} a second; {} new, {} known before, {} handed in again; answered "
        "in"
        " {:.1f} ms (half), {:.1f} ms (99 of 100), {:.1f} ms (the last)\n",
        taken, pieces.size(), passed, static_cast<double>(taken) * 1000 / passed, count_of(201), count_of(200), again,
        at(50), at(99), at(100));
    return taken == static_cast<std::ptrdiff_t>(pieces.size()) ? 0 : 1;
}

Result<std::string> reader_in(const std::string& file) {
    DiskFiles files;
    TRY(auto bytes, files.read(file, ByteLimit{64 * 1024}));
    TRY(auto keys, records::read_cp_keys(bytes.value_or("")));
    return keys.sealing.front();
}

int fill(const std::vector<std::string>& words) {
    auto store = cp::InboxStore::open(words.at(0));
    auto reader = reader_in(words.at(1));
    if (!store || !reader) return 2;
    int kiosks = std::stoi(words.at(2)), count = std::stoi(words.at(3));
    constexpr int kAtOnce = 1'000;
    auto now = SystemClock().now();
    for (int begun = 0; begun < count; begun += kAtOnce) {
        auto done = (*store)->together([&] {
            for (int number = begun; number < std::min(count, begun + kAtOnce); ++number) {
                auto piece = make_piece(number % kiosks, *reader);
                if (!piece) continue;
                cp::KeptRecord kept{piece->kiosk, piece->id, "draaikom", records::PriorityClass::Help,
                                    now + std::chrono::milliseconds{number}};
                static_cast<void>((*store)->add(kept, piece->envelope));
            }
        });
        if (!done) return 1;
    }
    return 0;
}

// A quarter of the connections a thread would be fairer to a hub of many cores; here both sides share two.
int get(int port, const std::string& path, int connections, int count) {
    auto request = fmt::format("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", path);
    std::atomic<int> next = 0, fine = 0;
    auto begun = Clock::now();
    std::vector<std::thread> threads;
    for (int number = 0; number < connections; ++number) {
        threads.emplace_back([&] {
            Wire wire;
            while (next++ < count) {
                if (!wire.is_open() && !wire.open(port)) continue;
                fine += wire.ask(request) == 200 ? 1 : 0;
            }
        });
    }
    for (auto& thread : threads) thread.join();
    auto passed = milliseconds(Clock::now() - begun);
    fmt::print("{} of {} answers in {:.0f} ms, {:.0f} a second\n", fine.load(), count, passed, fine * 1000 / passed);
    return fine == count ? 0 : 1;
}

int send(Told told, const std::vector<std::string>& words) {
    auto reader = reader_in(words.at(0));
    if (!reader) return 2;
    int kiosks = std::stoi(words.at(1)), count = std::stoi(words.at(2)), connections = std::stoi(words.at(3));
    std::vector<int> ports;
    for (std::size_t at = 4; at < words.size(); ++at) ports.push_back(std::stoi(words[at]));
    std::vector<Piece> pieces;
    for (int number = 0; number < count; ++number) {
        auto piece = make_piece(number % kiosks, *reader, told);
        if (!piece) return 2;
        pieces.push_back(std::move(*piece));
    }
    fmt::print("made\n");
    std::fflush(stdout);
    std::atomic<int> next = 0;
    auto begun = Clock::now();
    std::vector<std::thread> threads;
    for (int number = 0; number < connections; ++number) {
        threads.emplace_back([&, turn = static_cast<std::size_t>(number)]() mutable {
            Wire wire;
            for (int at = next++; at < count; at = next++)
                hand_in(pieces[static_cast<std::size_t>(at)], wire, ports, turn);
        });
    }
    for (auto& thread : threads) thread.join();
    return report(pieces, milliseconds(Clock::now() - begun));
}

}  // namespace

int main(int count, char** given) {
    std::vector<std::string> words(given + 1, given + count);
    if (words.size() == 3 && words[0] == "register") return print_register(words[1], std::stoi(words[2]));
    if (words.size() == 5 && words[0] == "fill") return fill({words.begin() + 1, words.end()});
    if (words.size() == 5 && words[0] == "get") {
        return get(std::stoi(words[1]), words[2], std::stoi(words[3]), std::stoi(words[4]));
    }
    if (words.size() >= 6 && words[0] == "send") return send(Told::Help, {words.begin() + 1, words.end()});
    if (words.size() >= 6 && words[0] == "alarm") return send(Told::Emergency, {words.begin() + 1, words.end()});
    return 2;
}
