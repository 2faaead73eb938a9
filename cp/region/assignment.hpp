// Which role signs which file of the content.
#pragma once

#include <map>
#include <string>

#include "cp/region/content_check.hpp"
#include "exchange/base/error.hpp"
#include "exchange/trust/metadata.hpp"

namespace baken::cp {

// The files that each role signs, by their path in the repository.
using FilesByRole = std::map<std::string, std::map<std::string, ContentFile>>;

// Each file goes to the role with the narrowest pattern for it: a local page is the municipality's, though the nation
// may sign it, too. Errors: publish.nobody naming a file that no role may sign.
[[nodiscard]] Result<FilesByRole> assign(const trust::Targets& targets, const CheckedContent& content);

}  // namespace baken::cp
