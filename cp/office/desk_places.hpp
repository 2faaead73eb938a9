// What is going on, and what each noodsteunpunt offers, changed at the desk: situation.toml and sites/<site>.toml,
// looked at as a kiosk will draw them, and published as bulletins are, by one person or by two.
#pragma once

#include <vector>

#include "cp/office/desk_bulletins.hpp"
#include "cp/office/desk_doors.hpp"
#include "cp/office/desk_papers.hpp"
#include "cp/office/desk_press.hpp"
#include "cp/office/place_change.hpp"

namespace baken::cp {

class DeskPlaces {
public:
    // `press` must outlive this.
    DeskPlaces(DeskTools tools, DeskPress& press, DeskRenderer renderer);

    // situation (to read, and to change), site (the same); places/preview; places/changes: those that wait or were
    // given back; places/approve, places/return, places/remove
    [[nodiscard]] std::vector<DeskDoor> doors();

private:
    Result<Response> tell_situation(DeskCall& call);
    Result<Response> set_situation(DeskCall& call);
    Result<Response> tell_site(DeskCall& call);
    Result<Response> set_site(DeskCall& call);
    Result<Response> preview(DeskCall& call);
    Result<Response> list_changes(DeskCall& call);
    Result<Response> approve(DeskCall& call);
    Result<Response> give_back(DeskCall& call);
    Result<Response> remove(DeskCall& call);
    // The file as it is published now, with the print by which the page says what it looked at.
    struct Present {
        std::string bytes;
        std::string print;
    };
    Result<Present> present(const std::string& target);
    Result<PlaceChange> read_change(const trust::Json& json, std::string_view kind);
    Result<PlaceChange> find(const std::string& id);
    // Is what is kept under this change's id still what the page `json` comes from opened? Errors: desk.missing;
    // desk.conflict when it says something else by now, or waits for a second person; those of Files.
    Done check_opened(const PlaceChange& change, const trust::Json& json);
    // Errors: desk.conflict when the file changed since; those of write_change.
    Result<std::string> write(const PlaceChange& change);
    Result<trust::Json> facts_of(const PlaceChange& change);
    Result<Response> put(DeskCall& call, PlaceChange change);
    Result<Response> ask_second(DeskCall& call, PlaceChange change);
    // In a turn of the press, in which the file was written. Errors: publish.*, key.*: nothing is published then, and
    // the change stays.
    Result<Response> send(DeskCall& call, const RegionLock& turn, const PlaceChange& change, const std::string& bytes);

    DeskTools tools_;
    DeskPress& press_;
    DeskRenderer renderer_;
    DeskPapers changes_;
};

// From the page and to it. Reading refuses by "desk.request".
[[nodiscard]] trust::Json json_of(const bulletins::LocalText& text);
[[nodiscard]] Result<bulletins::LocalText> read_local_text(const trust::Json& json, std::string_view key);
[[nodiscard]] trust::Json json_of(const bulletins::Situation& situation);
[[nodiscard]] Result<bulletins::Situation> read_situation(const trust::Json& json);
// The menu card and the places to refer to of `site` become what the page sends.
[[nodiscard]] trust::Json json_of(const bulletins::Site& site);
[[nodiscard]] Done read_card(const trust::Json& json, bulletins::Site& site);

}  // namespace baken::cp
