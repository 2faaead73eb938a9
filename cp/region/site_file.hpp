// The files of a site and of the situation written again after somebody changed them: what is read back from them
// (exchange/bulletins/site.hpp, situation.hpp) is what was given here. Remarks of an author are lost.
#pragma once

#include <string>

#include "exchange/bulletins/site.hpp"
#include "exchange/bulletins/situation.hpp"

namespace baken::cp {

[[nodiscard]] std::string write_site(const bulletins::Site& site);
[[nodiscard]] std::string write_situation(const bulletins::Situation& situation);

}  // namespace baken::cp
