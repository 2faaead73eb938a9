// Bulletins at the desk: what is published and in which state, drafts, previews, and publishing with one or two people.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "cp/office/desk_access.hpp"
#include "cp/office/desk_drafts.hpp"
#include "cp/office/desk_press.hpp"
#include "cp/office/desk_renderer.hpp"
#include "cp/office/desk_shelf.hpp"

namespace baken::cp {

// What the rooms of the desk share; all of it outlives them.
struct DeskTools {
    Files& files;
    const RegionFolder& region;
    const Clock& clock;
    DeskAccess& access;
    DeskShelf& shelf;
    std::function<void()> tell;  // other pages should look again
};

class DeskBulletins {
public:
    // `press` must outlive this.
    DeskBulletins(DeskTools tools, DeskPress& press, DeskRenderer renderer);

    // bulletins, templates, drafts/check, drafts/preview, drafts/keep, drafts/remove, drafts/publish, drafts/approve,
    // drafts/return, settings
    [[nodiscard]] std::vector<DeskDoor> doors();

private:
    Result<Response> list(DeskCall& call);
    [[nodiscard]] trust::Json list_published(const Shelf& shelf) const;
    Result<Response> list_templates(DeskCall& call);
    Result<Response> check(DeskCall& call);
    Result<Response> preview(DeskCall& call);
    Result<Response> keep(DeskCall& call);
    Result<Response> remove(DeskCall& call);
    Result<Response> publish(DeskCall& call);
    Result<Response> approve(DeskCall& call);
    Result<Response> give_back(DeskCall& call);
    Result<Response> tell_settings(DeskCall& call);
    Result<Response> set_settings(DeskCall& call);

    struct Composed {
        std::shared_ptr<const Shelf> shelf;
        DeskSettings settings;
        bulletins::Alert alert;
    };
    // The draft that the page sends. Errors: desk.request; those of DeskDrafts::check_opened when it is kept already.
    Result<Draft> read_opened(DeskCall& call);
    Result<Composed> compose(const Draft& draft);
    // Errors: desk.sent when the message is published already and said something else; desk.left_out as check_all_clear
    // says; desk.draft when not every kiosk could read it.
    [[nodiscard]] static Done check_to_send(const Draft& draft, const Composed& composed);
    [[nodiscard]] static bool needs_second(const Draft& draft, const Composed& composed);
    // In a turn of the press, in which the draft was read and composed. Errors: publish.*, key.*; those of
    // check_to_send: nothing is published then, and the draft stays.
    Result<Response> send(DeskCall& call, const RegionLock& turn, const Draft& draft, const Composed& composed);
    Result<Response> send_alone(DeskCall& call);
    // What was answered when this draft was published, if it was. It is no draft any more.
    Result<std::optional<Response>> answer_again(const Draft& draft);
    Result<Response> ask_second(DeskCall& call, Draft draft);

    DeskTools tools_;
    DeskPress& press_;
    DeskRenderer renderer_;
    DeskDrafts drafts_;
};

}  // namespace baken::cp
