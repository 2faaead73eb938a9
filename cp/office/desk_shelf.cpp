#include "cp/office/desk_shelf.hpp"

#include <algorithm>
#include <filesystem>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/alert_parse.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostTimestampBytes{64 * 1024};
const std::string kSituation = "situation.toml";

bool is_moving(std::string_view path) {
    return path.starts_with("bulletins/") || path == kSituation;
}

Done link_file(const Path& from, const Path& to) {
    std::error_code failed;
    std::filesystem::create_directories(to.parent_path(), failed);
    std::filesystem::create_hard_link(from, to, failed);
    if (failed) std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing, failed);
    if (failed) return refuse("desk.shelf", to.string() + ": " + failed.message());
    return {};
}

// Reading passes over what is not there: a list with holes would be taken for what is published.
Done check_whole(const Edition& edition, const Path& steady) {
    for (const auto& [role, published] : edition.roles) {
        for (const auto& [target, facts] : published.files) {
            std::error_code failed;
            if (is_moving(target) || std::filesystem::exists(steady / target, failed)) continue;
            return refuse("desk.shelf", (steady / target).string() + ": went away while it was read");
        }
    }
    return {};
}

template <typename Things, typename Name>
const typename Things::value_type* find_in(const Things& things, Name member, std::string_view wanted) {
    auto found = std::ranges::find(things, wanted, member);
    return found == things.end() ? nullptr : &*found;
}

}  // namespace

const bulletins::Alert* Shelf::alert(std::string_view identifier) const {
    auto found = std::ranges::find(alerts, identifier,
                                   [](const auto& loaded) -> std::string_view { return loaded.alert.identifier; });
    return found == alerts.end() ? nullptr : &found->alert;
}

const bulletins::Template* Shelf::form(std::string_view id) const {
    return find_in(templates, &bulletins::Template::id, id);
}

std::vector<std::string> Shelf::area_codes() const {
    std::vector<std::string> codes;
    for (const auto& site : sites) {
        for (const auto& code : bulletins::area_of(site).codes) {
            if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
        }
    }
    return codes;
}

std::vector<std::string> Shelf::languages() const {
    std::vector<std::string> found{"nl"};
    for (const auto& site : sites) {
        for (const auto& language : site.languages) {
            if (std::ranges::find(found, language) == found.end()) found.push_back(language);
        }
    }
    return found;
}

std::string Shelf::municipality_name(std::string_view code) const {
    for (const auto& site : sites) {
        if (site.municipality.code == code) return site.municipality.name;
    }
    return std::string(code);
}

Result<std::map<std::string, std::string>> Shelf::read_moving(
    Files& files, const std::function<bool(const bulletins::Alert&)>& wanted) const {
    std::vector<std::string> targets{kSituation};
    for (const auto& loaded : alerts) {
        if (wanted(loaded.alert)) targets.push_back(loaded.file);
    }
    std::map<std::string, std::string> found;
    for (const auto& target : targets) {
        auto file = moving.find(target);
        if (file == moving.end()) continue;
        TRY(auto bytes, files.read(file->second, ByteLimit{bulletins::kMostBytes}));
        if (bytes) found[target] = std::move(*bytes);
    }
    return found;
}

Done DeskShelf::link_files(const Edition& edition, Shelf& shelf) {
    for (const auto& [role, published] : edition.roles) {
        for (const auto& [target, facts] : published.files) {
            auto place = place_in_repository(region_, target, facts);
            if (is_moving(target)) {
                shelf.moving[target] = place;
                continue;
            }
            TRY_DONE(link_file(place, shelf.steady / target));
        }
    }
    return {};
}

Result<std::shared_ptr<const Shelf>> DeskShelf::lay_out(const Edition& edition, trust::Version version) {
    if (!room_) {
        TRY(auto room, OwnRoom::make(*files_, region_.desk_preview()));
        room_.emplace(std::move(room));
    }
    auto shelf = std::make_shared<Shelf>();
    shelf->timestamp = version;
    shelf->steady = room_->path() / std::to_string(version);
    std::error_code ignored;
    std::filesystem::remove_all(shelf->steady, ignored);
    TRY_DONE(link_files(edition, *shelf));
    std::vector<Path> roots{shelf->steady};
    auto content = bulletins::load_content(*files_, roots);
    shelf->sites = std::move(content.sites);
    std::vector<bulletins::Finding> findings;
    shelf->templates = bulletins::load_templates(*files_, roots, findings);
    TRY_DONE(check_whole(edition, shelf->steady));
    for (const auto& [target, file] : shelf->moving) {
        TRY(auto bytes, files_->read(file, ByteLimit{bulletins::kMostBytes}));
        auto alerts = target == kSituation || !bytes ? Result<std::vector<bulletins::ParsedAlert>>{}
                                                     : bulletins::parse_alerts(*bytes);
        if (!alerts) continue;
        for (auto& parsed : *alerts) shelf->alerts.push_back({target, std::move(parsed.alert)});
    }
    return shelf;
}

// Somebody may have cleared the folder.
bool DeskShelf::is_there() const {
    std::error_code failed;
    return last_ && std::filesystem::exists(last_->steady, failed);
}

// One version back stays for a renderer that is still at work with it.
void DeskShelf::tidy(const Shelf* before) {
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(room_->path(), failed)) {
        auto name = entry.path().filename();
        std::error_code ignored;
        bool kept = name == last_->steady.filename() || (before != nullptr && name == before->steady.filename());
        if (!kept) std::filesystem::remove_all(entry.path(), ignored);
    }
}

Result<std::shared_ptr<const Shelf>> DeskShelf::current() {
    TRY(auto bytes, files_->read(region_.repository() / "metadata/timestamp.json", kMostTimestampBytes));
    if (!bytes) return refuse("repository.missing", "nothing was published yet");
    TRY(auto timestamp, trust::read_timestamp(*bytes));
    if (is_there() && last_->timestamp == timestamp.version) return last_;
    TRY(auto edition, Edition::read(*files_, region_.repository()));
    auto before = last_;
    TRY(last_, lay_out(edition, timestamp.version));
    tidy(before.get());
    return last_;
}

}  // namespace baken::cp
