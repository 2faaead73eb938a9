// The blocks of a guidance page as views.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "exchange/bulletins/page.hpp"
#include "kiosk/screens/parts.hpp"

namespace baken::screens {

using NamedPictures = std::vector<std::pair<std::string, std::shared_ptr<const draw::Picture>>>;

// Below each other. A picture that is not among `pictures` is left out.
[[nodiscard]] ui::View blocks_view(const Setting& setting, const std::vector<bulletins::Block>& blocks,
                                   const NamedPictures& pictures);

}  // namespace baken::screens
