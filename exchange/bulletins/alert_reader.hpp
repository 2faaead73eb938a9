// One <alert> element into the model. For this room's own files; alert_parse.hpp is the door.
#pragma once

#include "exchange/bulletins/alert_parse.hpp"
#include "exchange/bulletins/xml_node.hpp"

namespace baken::bulletins {

// Never fails: what cannot be read is left out and told of in a remark.
[[nodiscard]] ParsedAlert read_alert_element(const pugi::xml_node& node, CapVersion version, const Lines& lines,
                                             const ParseLimits& limits);

}  // namespace baken::bulletins
