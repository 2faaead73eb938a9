// The doors of previews: what the page wishes to see, and the picture as an answer.
#pragma once

#include <memory>
#include <string>

#include "cp/hub/responder.hpp"
#include "cp/office/desk_renderer.hpp"
#include "cp/office/desk_shelf.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

struct PreviewWish {
    std::string language;
    PreviewPanel panel = PreviewPanel::Landscape;
    std::string scene;  // which of the screens of what is shown
};
// `language`, `panel` and `scene` of a request. Errors: desk.request.
[[nodiscard]] Result<PreviewWish> read_wish(const trust::Json& json);

// A picture in the renderer's lane; the shelf stays laid out until it is drawn.
[[nodiscard]] Response draw_later(DeskRenderer renderer, PreviewOrder order, std::shared_ptr<const Shelf> shelf);

}  // namespace baken::cp
