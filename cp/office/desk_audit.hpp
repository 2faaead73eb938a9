// Who did what at the desk: desk/audit/<year>-<month>.jsonl, one JSON object a line, only ever added to. Each line
// holds the hash of the line before it, so that a line that was changed or taken out is noticed. What is written after
// a clock that ran ahead goes on in that clock's month, each line with its own moment. Nothing a resident wrote stands
// in it, only the numbers of records.
#pragma once

#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

struct AuditEntry {
    Instant at{};
    std::string user;    // as signed in; empty for nobody
    std::string action;  // "bulletin.publish"
    std::string object;  // identifier of a bulletin, number of a record, name of a user
    std::string detail;  // a few words
    bool operator==(const AuditEntry&) const = default;
};

struct AuditReading {
    std::vector<AuditEntry> entries;  // newest first
    bool whole = true;                // every hash fits
};

class AuditLog {
public:
    // `files` must outlive this.
    AuditLog(Files& files, Path folder) : files_(&files), folder_(std::move(folder)) {}

    // On the disk for good when this returns. However long the log is, no more is read of it than its last line. Other
    // hubs and commands that write at the same moment take turns with this; one that hangs is waited for no longer than
    // two seconds.
    // Errors: audit.write.
    [[nodiscard]] Done append(const AuditEntry& entry);

    // The same for what is done by then: an entry that cannot be written is told as an error of the program, and takes
    // nothing back.
    void note(const AuditEntry& entry);

    // The newest of the newest two months. Errors: those of Files.
    [[nodiscard]] Result<AuditReading> read(std::size_t most);

private:
    // The names of so many, the newest last.
    Result<std::vector<std::string>> months(std::size_t newest);

    Files* files_;
    Path folder_;
};

}  // namespace baken::cp
