// Previews: the kiosk's own program draws the screen, as a child process with bounded time, memory and disk.
#pragma once

#include <map>
#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

enum class PreviewPanel : std::uint8_t { Landscape, Portrait };

struct PreviewOrder {
    Path content;                              // a content root, as it is published
    std::map<std::string, std::string> files;  // laid over it: the path below a root, and the bytes
    std::string steps;                         // what a visitor does before the picture is taken, as a kiosk's script
    std::string site;
    std::string language;
    PreviewPanel panel = PreviewPanel::Landscape;
    Instant now{};
};

class DeskRenderer {
public:
    // `program` is baken-kiosk; empty: there are no previews. `room` is a folder of its own.
    DeskRenderer(Path program, Path resources, Path room)
        : program_(std::move(program)), resources_(std::move(resources)), room_(std::move(room)) {}

    // A PNG. Errors: preview.none without a program; preview.failed; preview.slow after 20 s.
    [[nodiscard]] Result<std::string> draw(const PreviewOrder& order) const;

private:
    Path program_;
    Path resources_;
    Path room_;
};

}  // namespace baken::cp
