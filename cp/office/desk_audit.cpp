#include "cp/office/desk_audit.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "cp/region/descriptor.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/log.hpp"
#include "exchange/base/owner.hpp"
#include "exchange/base/text.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostLogBytes{256'000'000};
constexpr std::string_view kEnding = ".jsonl";

std::string line_of(const AuditEntry& entry, const std::string& before) {
    trust::JsonObject fields;
    fields["at"].value = to_rfc3339(entry.at);
    fields["user"].value = entry.user;
    fields["action"].value = entry.action;
    fields["object"].value = entry.object;
    fields["detail"].value = entry.detail;
    fields["before"].value = before;
    return trust::write_json(trust::Json{fields});
}

AuditEntry entry_of(const trust::Json& json) {
    return {parse_rfc3339(text_of(json, "at")).value_or(Instant{}), text_of(json, "user"), text_of(json, "action"),
            text_of(json, "object"), text_of(json, "detail")};
}

std::unexpected<Error> refuse_write(const Path& file) {
    return refuse("audit.write", file.string() + ": the audit log cannot be written");
}

// Between the reading of the last line and the writing of the next nobody else writes: two lines after the same one
// would look as if somebody had changed the log. A file of its own, because a network's file system locks no folder.
// Whoever has not had their turn after two seconds writes all the same: a line is worth more than its place.
Descriptor take_turn(const Path& folder) {
    constexpr Duration kPatience{2'000};
    constexpr Duration kBetweenTries{5};
    auto path = folder / ".lock";
    auto owner = owner_at(path);
    Descriptor turn(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (turn.valid()) static_cast<void>(hand_over(turn.get(), owner, path));
    for (auto left = kPatience; turn.valid() && left > Duration{0}; left -= kBetweenTries) {
        if (::flock(turn.get(), LOCK_EX | LOCK_NB) == 0) break;
        std::this_thread::sleep_for(kBetweenTries);
    }
    return turn;
}

// The end of the file, and from its last line on when that is within `most`.
Result<std::string> read_end(const Path& file, std::size_t most) {
    Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat facts{};
    if (!opened.valid() || ::fstat(opened.get(), &facts) != 0) return refuse_write(file);
    auto size = static_cast<std::size_t>(facts.st_size);
    std::string bytes(std::min(size, most), '\0');
    auto got = ::pread(opened.get(), bytes.data(), bytes.size(), static_cast<off_t>(size - bytes.size()));
    if (got != static_cast<ssize_t>(bytes.size())) return refuse_write(file);
    return bytes;
}

// Of a log that grew for a month no more is read than this.
struct Ending {
    std::string line;      // the last one
    bool is_whole = true;  // it was written to its end; a disk that was full may have cut it off
};
Result<Ending> ending_of(const Path& file) {
    constexpr std::size_t kMostLine = 64 * 1024;
    TRY(auto bytes, read_end(file, kMostLine));
    Ending ending{.is_whole = bytes.empty() || bytes.back() == '\n'};
    auto text = std::string_view(bytes).substr(0, bytes.find_last_not_of('\n') + 1);
    ending.line = text.substr(text.rfind('\n') + 1);
    return ending;
}

Done append_bytes(const Path& file, const std::string& bytes) {
    auto wrong = [&file] { return refuse_write(file); };
    auto owner = owner_at(file);
    Descriptor opened(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (!opened.valid() || !hand_over(opened.get(), owner, file)) return wrong();
    auto written = ::write(opened.get(), bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size()) || ::fdatasync(opened.get()) != 0) return wrong();
    return {};
}

}  // namespace

Result<std::vector<std::string>> AuditLog::months(std::size_t newest) {
    TRY(auto listed, files_->list(folder_, 10'000));
    std::vector<std::string> found;
    if (!listed) return found;
    for (const auto& entry : *listed) {
        if (entry.name.ends_with(kEnding)) found.push_back(entry.name);
    }
    if (found.size() > newest) found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(newest));
    return found;
}

Done AuditLog::append(const AuditEntry& entry) {
    TRY_DONE(files_->make_folder(folder_));
    auto turn = take_turn(folder_);
    // Another program may have written since, so the line before is read each time.
    TRY(auto newest, months(1));
    Ending before;
    if (!newest.empty()) {
        TRY(before, ending_of(folder_ / newest.back()));
    }
    auto month = to_rfc3339(entry.at).substr(0, 7) + std::string(kEnding);
    // After a clock that ran ahead: in an older file nothing would follow from this line, nor it from the line above
    // it.
    if (!newest.empty()) month = std::max(month, newest.back());
    bool goes_on = !newest.empty() && newest.back() == month;
    auto line = line_of(entry, before.line.empty() ? "" : trust::sha256_hex(before.line));
    return append_bytes(folder_ / month, (goes_on && !before.is_whole ? "\n" : "") + line + "\n");
}

void AuditLog::note(const AuditEntry& entry) {
    if (auto written = append(entry); !written) {
        log(LogLevel::Error, "desk", "audit log check=" + written.error().check);
    }
}

Result<AuditReading> AuditLog::read(std::size_t most) {
    TRY(auto newest, months(2));
    AuditReading reading;
    std::optional<std::string> before;
    for (const auto& month : newest) {
        TRY(auto bytes, files_->read(folder_ / month, kMostLogBytes));
        auto text = bytes.value_or("");
        for (auto line : split(text, '\n')) {
            if (line.empty()) continue;
            auto json = trust::parse_json(line);
            bool fits = json && (!before || text_of(*json, "before") == *before);
            if (!fits) reading.whole = false;
            if (json) reading.entries.push_back(entry_of(*json));
            before = trust::sha256_hex(line);
        }
    }
    std::ranges::reverse(reading.entries);
    if (reading.entries.size() > most) reading.entries.resize(most);
    return reading;
}

}  // namespace baken::cp
