#include "tests/support/case_folders.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/cmocka.hpp"

namespace baken::testing {

namespace fs = std::filesystem;

std::vector<fs::path> case_folders(const std::string& group) {
    std::vector<fs::path> folders;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(fs::path("tests/cases") / group, none)) {
        if (entry.is_directory()) folders.push_back(entry.path());
    }
    if (folders.empty()) fail_check("no cases in tests/cases/" + group, __FILE__, __LINE__);
    std::ranges::sort(folders);
    return folders;
}

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) fail_check("cannot read " + file.string(), __FILE__, __LINE__);
    return {std::istreambuf_iterator<char>(in), {}};
}

namespace {

void write_text(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

std::string first_difference(const std::string& actual, const std::string& expected) {
    auto [a, e] = std::ranges::mismatch(actual, expected);
    auto line = 1 + std::count(actual.begin(), a, '\n');
    auto tail = [](auto from, auto end) { return std::string(from, std::find(from, end, '\n')); };
    return "line " + std::to_string(line) + "\n  is       ..." + tail(a, actual.end()) + "\n  expected ..." +
           tail(e, expected.end());
}

}  // namespace

void check_against(const std::string& actual, const fs::path& expected) {
    if (std::getenv("BAKEN_UPDATE_CASES") != nullptr) return write_text(expected, actual);
    auto wanted = read_text(expected);
    if (actual == wanted) return;
    auto kept = fs::path("tests/out") / expected;
    write_text(kept, actual);
    fail_check(
        expected.string() + " differs at " + first_difference(actual, wanted) + "\n  all of it: " + kept.string(),
        __FILE__, __LINE__);
}

fs::path shared_data(const std::string& folder) {
    const char* root = std::getenv("BAKEN_SHARED_DATA");
    fs::path path = fs::path(root == nullptr ? "" : root) / folder;
    if (root == nullptr || !fs::is_directory(path)) {
        throw Skipped{"the optional data of others (" + folder + ") is not beside this project"};
    }
    return path;
}

}  // namespace baken::testing
