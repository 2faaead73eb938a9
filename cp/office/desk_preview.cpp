#include "cp/office/desk_preview.hpp"

#include "cp/office/desk_doors.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/bulletins/language.hpp"

namespace baken::cp {
namespace {

Answer picture_answer(std::string bytes) {
    auto answer = json_answer({});
    answer.headers.front().second = "image/png";
    answer.text = std::move(bytes);
    return answer;
}

}  // namespace

Result<PreviewWish> read_wish(const trust::Json& json) {
    PreviewWish wish;
    TRY(wish.language, read_needed(json, "language", {40}));
    if (!bulletins::is_language_tag(wish.language)) return refuse("desk.request", "language is none");
    TRY(auto panel, read_line(json, "panel", {20}));
    TRY(wish.scene, read_line(json, "scene", {20}));
    if (panel == "portrait") wish.panel = PreviewPanel::Portrait;
    return wish;
}

Response draw_later(DeskRenderer renderer, PreviewOrder order, std::shared_ptr<const Shelf> shelf) {
    return Work{Lane::Renderer,
                [renderer = std::move(renderer), order = std::move(order), shelf = std::move(shelf)]() -> Response {
                    auto picture = renderer.draw(order);
                    return picture ? picture_answer(std::move(*picture)) : error_answer(picture.error());
                }};
}

}  // namespace baken::cp
