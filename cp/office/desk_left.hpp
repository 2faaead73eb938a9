// Places that a bulletin takes an earlier one from without saying anything there itself.
#pragma once

#include <string>
#include <vector>

#include "cp/office/desk_draft.hpp"

namespace baken::cp {

// The noodsteunpunten, by id, that the bulletin which `draft` follows is meant for and `alert`, made of the draft, is
// not. None for a new one; and none for one that is taken back, as that is for everybody.
[[nodiscard]] std::vector<std::string> left_without(const Draft& draft, const bulletins::Alert& alert,
                                                    const Shelf& shelf);

// An all-clear ends the whole bulletin. Errors: desk.left_out when somebody would lose the warning by it and not be
// told that the danger is over.
[[nodiscard]] Done check_all_clear(const Draft& draft, const bulletins::Alert& alert, const Shelf& shelf);

}  // namespace baken::cp
