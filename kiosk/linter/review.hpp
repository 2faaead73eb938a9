// What still waits for a native reader.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kiosk/linter/tree.hpp"

namespace baken::linter {

// Each file whose review line says "no" or is missing, one a line, grouped by language, with the count of each; broken
// files are findings. Dutch and English are masters and are read by their authors' colleagues, so they are listed too.
[[nodiscard]] std::string review_report(Files& files, std::span<const Path> folders, std::vector<Finding>& findings);

}  // namespace baken::linter
