// What the pages of a form, of "my number" and of the board show.
#pragma once

#include "kiosk/post/post.hpp"
#include "kiosk/screens/board.hpp"
#include "kiosk/screens/ticket.hpp"
#include "kiosk/visit/models.hpp"

namespace baken::visit {

[[nodiscard]] screens::FormModel form_model(const Matter& matter, FormVisit& visit, screens::FormFit fit);
[[nodiscard]] screens::TicketModel ticket_model(const Matter& matter, const post::PostState& post,
                                                const GivenTicket& given);
[[nodiscard]] screens::NumberModel number_model(const Matter& matter, const post::PostState& post, NumberVisit& visit,
                                                screens::FormFit fit);
[[nodiscard]] screens::BoardModel board_model(const Matter& matter, const post::PostState& post);

// How a record stands, in honest words: nothing counts as sent before the coordination point said so.
[[nodiscard]] std::vector<screens::StateLine> state_lines(const Matter& matter, const post::Delivery& delivery);

}  // namespace baken::visit
