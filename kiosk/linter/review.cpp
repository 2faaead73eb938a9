#include "kiosk/linter/review.hpp"

#include <fmt/format.h>

#include <map>

#include "exchange/bulletins/page.hpp"
#include "exchange/bulletins/strings.hpp"
#include "exchange/bulletins/templates.hpp"

namespace baken::linter {
namespace {

constexpr ByteLimit kMostReviewBytes{1024 * 1024};

struct Language {
    int files = 0;
    std::vector<std::string> waiting;
};

// Walks the trees and asks each translated file who reviewed it.
class Reviewer {
public:
    Reviewer(Files& files, std::vector<Finding>& findings) : files_(files), findings_(findings) {}

    void walk(const Path& root) {
        for (const auto& path : files_in(files_, root / "strings", ".toml", findings_)) {
            ask(path, [](const std::string& bytes) { return bulletins::parse_strings_head(bytes); });
        }
        for (const auto& folder : folders_in(files_, root / "pages", findings_)) {
            for (const auto& path : files_in(files_, folder, ".md", findings_)) {
                ask(path, [](const std::string& bytes) { return bulletins::parse_page_head(bytes); });
            }
        }
        for (const auto& folder : folders_in(files_, root / "templates", findings_)) {
            for (const auto& path : files_in(files_, folder, ".toml", findings_)) {
                if (path.stem() == "template") continue;
                ask(path, [](const std::string& bytes) { return bulletins::parse_template_words(bytes); });
            }
        }
    }

    [[nodiscard]] std::string report() const {
        std::string text;
        for (const auto& [tag, language] : languages_) {
            text += fmt::format("{}: {} of {} files wait for a reader\n", tag, language.waiting.size(), language.files);
            for (const auto& file : language.waiting) text += "  " + file + "\n";
        }
        return text;
    }

private:
    template <typename Read>
    void ask(const Path& path, const Read& read) {
        auto bytes = read_file(files_, path, kMostReviewBytes, findings_);
        if (!bytes) return;
        auto file = read(*bytes);
        if (!file) {
            findings_.push_back(bulletins::finding_of(path.string(), file.error()));
            return;
        }
        auto& language = languages_[path.stem().string()];
        ++language.files;
        bool waits = file->reviewed.empty() || file->reviewed == "no";
        if (waits) language.waiting.push_back(path.string());
    }

    Files& files_;
    std::vector<Finding>& findings_;
    std::map<std::string, Language> languages_;
};

}  // namespace

std::string review_report(Files& files, std::span<const Path> folders, std::vector<Finding>& findings) {
    auto tree = open_tree(files, folders, findings);
    Reviewer reviewer(files, findings);
    for (const auto& root : tree.roots) reviewer.walk(root.folder);
    return reviewer.report();
}

}  // namespace baken::linter
