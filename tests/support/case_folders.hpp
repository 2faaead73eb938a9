// Cases as folders: tests/cases/<group>/<case>/ holds what goes in and what must come out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace baken::testing {

// The case folders of a group, sorted by name; fails the test when there is none, so that a lost folder is noticed.
std::vector<std::filesystem::path> case_folders(const std::string& group);

// The whole file; fails the test when it cannot be read.
std::string read_text(const std::filesystem::path& file);

// Compares with the file `expected`. With BAKEN_UPDATE_CASES=1 in the environment the file is written instead, so that
// a reviewer sees the change as a diff. On a difference the actual text is left in tests/out and the test fails.
void check_against(const std::string& actual, const std::filesystem::path& expected);

// Others' data beside the project (a sub folder of it), or Skipped is thrown.
std::filesystem::path shared_data(const std::string& folder);

}  // namespace baken::testing
