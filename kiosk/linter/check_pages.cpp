#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/language.hpp"
#include "exchange/bulletins/page_shelf.hpp"
#include "kiosk/linter/check.hpp"
#include "kiosk/linter/pictures.hpp"
#include "kiosk/linter/readability.hpp"
#include "kiosk/linter/rules.hpp"

namespace baken::linter {
namespace {

using bulletins::Block;
using bulletins::Page;

constexpr ByteLimit kMostPageBytes{64 * 1024};

// One step of a page's skeleton: what kind of block, with which icon, on which line.
struct Bone {
    std::string name;
    int line = 0;
};

void add_bones(const std::vector<Block>& blocks, std::vector<Bone>& bones);

void add_bone(const Block& block, std::vector<Bone>& bones) {
    auto named = [](const std::string& kind, const std::string& icon) {
        return icon.empty() ? kind : kind + " :" + icon + ":";
    };
    if (const auto* paragraph = std::get_if<bulletins::Paragraph>(&block.content)) {
        bones.push_back({named("paragraph", paragraph->icon), block.line});
    } else if (const auto* heading = std::get_if<bulletins::Heading>(&block.content)) {
        bones.push_back({fmt::format("heading {}", heading->level), block.line});
    } else if (const auto* list = std::get_if<bulletins::List>(&block.content)) {
        for (const auto& item : list->items) {
            bones.push_back({named("item", item.icon), item.blocks.empty() ? block.line : item.blocks.front().line});
            add_bones(item.blocks, bones);
        }
    } else if (const auto* callout = std::get_if<bulletins::Callout>(&block.content)) {
        bones.push_back({fmt::format("callout {}", static_cast<int>(callout->kind)), block.line});
        add_bones(callout->blocks, bones);
    } else if (const auto* table = std::get_if<bulletins::Table>(&block.content)) {
        bones.push_back({fmt::format("table of {} rows", table->rows.size()), block.line});
    }
}

void add_bones(const std::vector<Block>& blocks, std::vector<Bone>& bones) {
    for (const auto& block : blocks) add_bone(block, bones);
}

std::vector<Bone> bones_of(const Page& page) {
    std::vector<Bone> bones;
    add_bones(page.blocks, bones);
    return bones;
}

void check_icons(Check& check, const Path& path, const std::vector<Bone>& bones) {
    for (const auto& bone : bones) {
        auto colon = bone.name.find(':');
        if (colon == std::string::npos) continue;
        check.icon(path, bone.line, bone.name.substr(colon + 1, bone.name.size() - colon - 2));
    }
}

void check_picture(Check& check, const Path& path, int line, const bulletins::Picture& picture) {
    auto file = path.parent_path() / picture.file;
    auto bytes = check.files.read(file, ByteLimit{64'000'000});
    if (!bytes) return check.add(path, line, "picture.refused", bytes.error().message);
    if (!*bytes) return check.add(path, line, "picture.missing", picture.file + " is not there");
    if ((*bytes)->size() > kMostPictureBytes) {
        check.add(path, line, "picture.size",
                  fmt::format("{} has {} bytes, at most {}", picture.file, (*bytes)->size(), kMostPictureBytes));
    }
    if (picture.file.ends_with(".svg")) return;
    auto size = picture_size(**bytes);
    if (!size) return check.add(path, line, "picture.form", picture.file + " is neither PNG nor JPEG");
    if (std::max(size->width, size->height) > kMostPicturePixels) {
        check.add(path, line, "picture.size",
                  fmt::format("{} is {} by {}, at most {} in either direction", picture.file, size->width, size->height,
                              kMostPicturePixels));
    }
}

void check_pictures(Check& check, const Path& path, const std::vector<Block>& blocks) {
    for (const auto& block : blocks) {
        if (const auto* picture = std::get_if<bulletins::Picture>(&block.content)) {
            check_picture(check, path, block.line, *picture);
        } else if (const auto* callout = std::get_if<bulletins::Callout>(&block.content)) {
            check_pictures(check, path, callout->blocks);
        } else if (const auto* list = std::get_if<bulletins::List>(&block.content)) {
            for (const auto& item : list->items) check_pictures(check, path, item.blocks);
        }
    }
}

void check_sentences(Check& check, const Path& path, const Page& page) {
    for (const auto& sentence : sentences_of(page)) {
        if (sentence.words > kLongestSentence) {
            check.add(path, sentence.line, "page.long_sentence",
                      fmt::format("{} words in one sentence, at most {}", sentence.words, kLongestSentence));
        }
    }
}

// A translation has the same steps with the same icons in the same order; easy Dutch may leave some out.
void compare_bones(Check& check, const Path& path, const std::vector<Bone>& dutch, const std::vector<Bone>& own) {
    auto [theirs, ours] = std::ranges::mismatch(dutch, own, {}, &Bone::name, &Bone::name);
    if (theirs == dutch.end() && ours == own.end()) return;
    auto name = [](auto bone, auto end) { return bone == end ? std::string("the end") : bone->name; };
    check.add(path, ours == own.end() ? 0 : ours->line, "page.structure",
              fmt::format("has {} where nl.md has {}", name(ours, own.end()), name(theirs, dutch.end())));
}

// What the roots together have of one topic, and where.
struct TopicFiles {
    Path folder;
    bool urgent = false;
    std::map<std::string, std::vector<Bone>> languages;
    std::map<std::string, Path> paths;
};

void read_topic(Check& check, const Path& folder, TopicFiles& topic) {
    auto path = folder / "page.toml";
    auto bytes = read_file(check.files, path, kMostPageBytes, check.findings);
    if (!bytes) return;
    auto facts = bulletins::parse_topic(*bytes);
    if (!facts) {
        check.findings.push_back(bulletins::finding_of(path.string(), facts.error()));
        return;
    }
    check.icon(path, 0, facts->icon);
    topic.urgent = facts->urgent;
}

void read_page(Check& check, const Path& path, Level level, TopicFiles& topic) {
    auto language = path.stem().string();
    if (!bulletins::is_language_tag(language)) {
        check.add(path, 0, "page.language", "the file name is not a language tag");
        return;
    }
    // A broken page is told as broken, not as missing too.
    topic.paths[language] = path;
    auto bytes = read_file(check.files, path, kMostPageBytes, check.findings);
    if (!bytes) return;
    check.raw_text(path, *bytes, language, level);
    auto page = bulletins::parse_page(*bytes);
    if (!page) {
        check.findings.push_back(bulletins::finding_of(path.string(), page.error()));
        return;
    }
    for (auto finding : page->findings) {
        finding.file = path.string();
        check.findings.push_back(std::move(finding));
    }
    check.reviewed(path, page->head.reviewed);
    auto bones = bones_of(*page);
    check_icons(check, path, bones);
    check_pictures(check, path, page->blocks);
    if (language == "nl" || language == "en" || language == kMayFallBack) check_sentences(check, path, *page);
    topic.languages[language] = std::move(bones);
}

void check_topic(Check& check, const TopicFiles& topic) {
    auto needed = topic.urgent ? std::span<const std::string_view>(kLanguages)
                               : std::span<const std::string_view>(kPageLanguages);
    for (auto language : needed) {
        if (topic.paths.contains(std::string(language))) continue;
        check.add(topic.folder / (std::string(language) + ".md"), 0, "page.missing",
                  topic.urgent ? "an urgent page exists in every language" : "every page exists in this language");
    }
    auto dutch = topic.languages.find("nl");
    if (dutch == topic.languages.end()) return;
    for (const auto& [language, bones] : topic.languages) {
        if (language != kMayFallBack) compare_bones(check, topic.paths.at(language), dutch->second, bones);
    }
}

}  // namespace

void check_pages(Check& check) {
    std::map<std::string, TopicFiles> topics;
    for (const auto& root : check.tree.roots) {
        for (const auto& folder : folders_in(check.files, root.folder / "pages", check.findings)) {
            auto& topic = topics[folder.filename().string()];
            if (topic.folder.empty()) topic.folder = folder;
            read_topic(check, folder, topic);
            for (const auto& path : files_in(check.files, folder, ".md", check.findings)) {
                read_page(check, path, root.level, topic);
            }
        }
    }
    for (const auto& [id, topic] : topics) check_topic(check, topic);
}

}  // namespace baken::linter
