// What the pages of a form, of "my number" and of the board show.
#pragma once

#include "kiosk/app/models.hpp"
#include "kiosk/app/post.hpp"
#include "kiosk/screens/board.hpp"
#include "kiosk/screens/ticket.hpp"

namespace baken::app {

[[nodiscard]] screens::FormModel form_model(const Matter& matter, FormVisit& visit, screens::FormFit fit);
[[nodiscard]] screens::TicketModel ticket_model(const Matter& matter, const PostState& post, const GivenTicket& given);
[[nodiscard]] screens::NumberModel number_model(const Matter& matter, const PostState& post, NumberVisit& visit,
                                                screens::FormFit fit);
[[nodiscard]] screens::BoardModel board_model(const Matter& matter, const PostState& post);

// How a record stands, in honest words: nothing counts as sent before the coordination point said so.
[[nodiscard]] std::vector<screens::StateLine> state_lines(const Matter& matter, const Delivery& delivery);

}  // namespace baken::app
