#include "cp/office/desk_audit.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cp/region/descriptor.hpp"
#include "exchange/base/text.hpp"
#include "exchange/trust/hashes.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostBytes{256'000'000};
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

std::string text_of(const trust::Json& json, std::string_view key) {
    const auto* found = json.find(key);
    const auto* text = found == nullptr ? nullptr : found->text();
    return text == nullptr ? std::string() : *text;
}

AuditEntry entry_of(const trust::Json& json) {
    return {parse_rfc3339(text_of(json, "at")).value_or(Instant{}), text_of(json, "user"), text_of(json, "action"),
            text_of(json, "object"), text_of(json, "detail")};
}

Done append_line(const Path& file, const std::string& line) {
    auto wrong = [&file] { return refuse("audit.write", file.string() + ": the audit log cannot be written"); };
    Descriptor opened(::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (!opened.valid()) return wrong();
    auto bytes = line + "\n";
    auto written = ::write(opened.get(), bytes.data(), bytes.size());
    if (written != static_cast<ssize_t>(bytes.size()) || ::fdatasync(opened.get()) != 0) return wrong();
    return {};
}

}  // namespace

Result<std::vector<AuditLog::Month>> AuditLog::months(std::size_t newest) {
    TRY(auto listed, files_->list(folder_, 10'000));
    std::vector<Month> found;
    if (!listed) return found;
    for (const auto& entry : *listed) {
        if (entry.name.ends_with(kEnding)) found.push_back({entry.name, {}});
    }
    if (found.size() > newest) found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(newest));
    for (auto& month : found) {
        TRY(auto bytes, files_->read(folder_ / month.name, kMostBytes));
        auto text = bytes.value_or("");
        for (auto line : split(text, '\n')) {
            if (!line.empty()) month.lines.emplace_back(line);
        }
    }
    return found;
}

Done AuditLog::append(const AuditEntry& entry) {
    TRY_DONE(files_->make_folder(folder_));
    // Another program may have written since, so the line before is read each time.
    TRY(auto newest, months(1));
    bool is_first = newest.empty() || newest.back().lines.empty();
    auto line = line_of(entry, is_first ? "" : trust::sha256_hex(newest.back().lines.back()));
    return append_line(folder_ / (to_rfc3339(entry.at).substr(0, 7) + std::string(kEnding)), line);
}

Result<AuditReading> AuditLog::read(std::size_t most) {
    TRY(auto newest, months(2));
    AuditReading reading;
    std::optional<std::string> before;
    for (const auto& month : newest) {
        for (const auto& line : month.lines) {
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
