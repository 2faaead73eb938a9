// What is about to be published, read once and checked: a kiosk must be able to read every file.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/bulletins/finding.hpp"
#include "exchange/trust/hashes.hpp"

namespace baken::cp {

struct ContentFile {
    Path source;
    trust::FileFacts facts;
};

struct CheckedContent {
    std::map<std::string, ContentFile> files;  // by target path
    std::vector<bulletins::Finding> findings;  // what a kiosk could not read; not to be published
};

// All files of the roots, a later root before an earlier one. Notes for authors (README.md) are left out. Errors: those
// of list_tree and of Files.
[[nodiscard]] Result<CheckedContent> check_content(Files& files, std::span<const Path> roots);

// Adds a file of the region itself to what is about to be published; one that is not there is no error. Errors: those
// of Files.
[[nodiscard]] Done add_file(Files& files, CheckedContent& content, const std::string& path, const Path& source);

// Would a kiosk read these bytes at this path? Says yes to kinds of files it does not know. Errors: those of the
// readers in bulletins; cap.sent when a message does not say when it was sent; content.site_id when a site's file is
// not named after its id, or when that is none that records take.
[[nodiscard]] Done check_target(std::string_view path, std::string_view bytes);

}  // namespace baken::cp
