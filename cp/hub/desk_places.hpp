// What is going on, and what each noodsteunpunt offers, changed at the desk: situation.toml and sites/<site>.toml,
// published as bulletins are.
#pragma once

#include <vector>

#include "cp/hub/desk_bulletins.hpp"
#include "cp/hub/desk_doors.hpp"
#include "cp/hub/desk_press.hpp"

namespace baken::hub {

class DeskPlaces {
public:
    // `press` must outlive this.
    DeskPlaces(DeskTools tools, DeskPress& press) : tools_(std::move(tools)), press_(press) {}

    // situation (to read, and to change), site (the same)
    [[nodiscard]] std::vector<DeskDoor> doors();

private:
    Result<Response> tell_situation(DeskCall& call);
    Result<Response> set_situation(DeskCall& call);
    Result<Response> tell_site(DeskCall& call);
    Result<Response> set_site(DeskCall& call);
    // The file as it is published now, with the print by which the page says what it looked at.
    struct Present {
        std::string bytes;
        std::string print;
    };
    Result<Present> present(const std::string& target);
    Result<Response> publish(DeskCall& call, const std::string& target, const std::string& bytes,
                             const std::string& action, const std::string& object);

    DeskTools tools_;
    DeskPress& press_;
};

// From the page and to it. Reading refuses by "desk.request".
[[nodiscard]] trust::Json json_of(const bulletins::LocalText& text);
[[nodiscard]] Result<bulletins::LocalText> read_local_text(const trust::Json& json, std::string_view key);
[[nodiscard]] trust::Json json_of(const bulletins::Situation& situation);
[[nodiscard]] Result<bulletins::Situation> read_situation(const trust::Json& json);
// The menu card and the places to refer to of `site` become what the page sends.
[[nodiscard]] trust::Json json_of(const bulletins::Site& site);
[[nodiscard]] Done read_card(const trust::Json& json, bulletins::Site& site);

}  // namespace baken::hub
