// The sticks that left the desk with a courier: for which noodsteunpunten, with which publication, and whether they
// came back. desk/sticks.json; a stick is known by the moment its pass was made, which the coordination point signed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::cp {

struct DeskStick {
    Instant made{};
    trust::Version version = 0;  // of the publication it carries
    std::string by;              // who wrote it
    std::vector<std::string> sites;
    std::optional<Instant> back;        // when it was read here
    std::vector<std::string> heard_of;  // sites whose kiosks had written on it
    bool operator==(const DeskStick&) const = default;
};

// As it is kept, and as the desk's page reads it.
[[nodiscard]] trust::Json json_of_stick(const DeskStick& stick);

class DeskSticks {
public:
    // `files` must outlive this.
    DeskSticks(Files& files, Path file) : files_(&files), file_(std::move(file)) {}

    // Newest first. A file that is not there, or is damaged, is an empty list. Errors: those of Files.
    [[nodiscard]] Result<std::vector<DeskStick>> all();
    // Keeps the newest few hundred.
    [[nodiscard]] Done add(DeskStick stick);
    // Nothing when no stick was made at that moment.
    [[nodiscard]] Result<std::optional<DeskStick>> came_back(Instant made, Instant now,
                                                             const std::vector<std::string>& sites);

private:
    Done write(const std::vector<DeskStick>& sticks);

    Files* files_;
    Path file_;
};

}  // namespace baken::cp
