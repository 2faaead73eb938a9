// `baken-content due`: what a kiosk would show of these CAP files.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::linter {

struct DueQuestion {
    std::vector<Path> paths;   // files, and folders whose .xml and .cap files count, also further down
    std::optional<Path> site;  // sites/<site>.toml; without it no area can be told
    Instant now{};
    std::string language = "nl";
    enum class Form { Text, Json } form = Form::Text;
};

struct DueAnswer {
    std::string text;
    bool all_read = true;  // false: a file was refused, and the answer names it
};

// A message counts as received when it was sent, at the latest now. Errors: files.*, toml.* of the site, due.path when
// a path is not there.
[[nodiscard]] Result<DueAnswer> answer_due(Files& files, const DueQuestion& question);

}  // namespace baken::linter
