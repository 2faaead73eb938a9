// What the region publishes now, laid out as a kiosk would have it: the desk lists it, fills its templates, and gives
// it to the renderer. The files are those of the repository under a second name (hard links), so they cost no room.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cp/office/own_room.hpp"
#include "cp/region/changes.hpp"
#include "cp/region/content_check.hpp"
#include "cp/region/region_folder.hpp"
#include "exchange/bulletins/content.hpp"
#include "exchange/bulletins/templates.hpp"

namespace baken::cp {

struct Shelf {
    trust::Version timestamp = 0;
    Path steady;                         // content root: everything but bulletins and situation
    std::map<std::string, Path> moving;  // bulletins and situation: target path to file
    std::vector<bulletins::LoadedAlert> alerts;
    std::vector<bulletins::Site> sites;
    std::vector<bulletins::Template> templates;

    [[nodiscard]] const bulletins::Alert* alert(std::string_view identifier) const;
    [[nodiscard]] const bulletins::Template* form(std::string_view id) const;
    [[nodiscard]] std::vector<std::string> area_codes() const;                 // of all sites
    [[nodiscard]] std::vector<std::string> languages() const;                  // that sites offer, Dutch first
    [[nodiscard]] std::string municipality_name(std::string_view code) const;  // the code where no site tells
    // The situation, and the bulletins of which `wanted` says yes: target path to bytes. Errors: those of Files.
    [[nodiscard]] Result<std::map<std::string, std::string>> read_moving(
        Files& files, const std::function<bool(const bulletins::Alert&)>& wanted) const;
};

class DeskShelf {
public:
    // `files` must outlive this.
    DeskShelf(Files& files, RegionFolder region) : files_(&files), region_(std::move(region)) {}

    // Laid out anew when the repository has another version than the last time. The shelf stays as long as somebody
    // holds it, whatever other hubs on the same folder do. Errors: repository.missing when nothing was published;
    // desk.shelf when not all of it could be laid out, and then nothing is kept; those of OwnRoom, Edition::read and
    // Files.
    [[nodiscard]] Result<std::shared_ptr<const Shelf>> current();

private:
    Result<std::shared_ptr<const Shelf>> lay_out(const Edition& edition, trust::Version version);
    Done link_files(const Edition& edition, Shelf& shelf);
    [[nodiscard]] bool is_there() const;
    void tidy(const Shelf* before);

    Files* files_;
    RegionFolder region_;
    std::optional<OwnRoom> room_;
    std::shared_ptr<const Shelf> last_;
};

}  // namespace baken::cp
