// What a resident answered as the record it becomes.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "exchange/records/record.hpp"
#include "kiosk/screens/form.hpp"

namespace baken::screens {

struct Written {
    records::Body body;
    records::Priority priority = records::Priority::Today;
};

// `say` gives the words of a key in the language of whoever reads it, which is Dutch. `about` is the id of the
// initiative that is joined. The form must have been filled in to its end.
[[nodiscard]] Written written(const Form& form, const std::string& about,
                              const std::function<std::string(std::string_view key)>& say);

}  // namespace baken::screens
