// Notices a new timestamp.json, whoever wrote it: a person publishing beside the running server, or a copy from
// elsewhere.
#pragma once

#include <cstdint>
#include <optional>

#include "cp/region/descriptor.hpp"
#include "exchange/base/files.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::cp {

class TimestampWatch {
public:
    // Watches the file in the folder; a folder that does not exist yet is only looked at when asked.
    explicit TimestampWatch(const Path& metadata);

    // Becomes readable when something happened in the folder; not valid where the system cannot tell.
    [[nodiscard]] const Descriptor& notices() const { return notices_; }
    // Takes what became readable.
    void drain();

    // The version of the file that is there now; cheap when it did not change. Nothing when there is none that can be
    // read.
    [[nodiscard]] std::optional<trust::Version> look();

private:
    struct Facts {
        std::uint64_t inode = 0;
        std::int64_t changed = 0;
        bool operator==(const Facts&) const = default;
    };
    Path file_;
    Descriptor notices_;
    Facts seen_;
    std::optional<trust::Version> version_;
};

}  // namespace baken::cp
