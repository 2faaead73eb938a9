// What is published, as the page reads it.
#pragma once

#include "cp/office/desk_shelf.hpp"
#include "exchange/base/time.hpp"
#include "exchange/trust/json.hpp"

namespace baken::cp {

// Every bulletin, newest first, with its state: "live", "later", "expired", "superseded", "cancelled", "hidden".
[[nodiscard]] trust::Json list_bulletins(const Shelf& shelf, Instant now);
// Has the bulletin expired, was it taken back, or does another one have its place? Then nothing can follow it.
[[nodiscard]] bool is_over(const bulletins::Alert& alert, const Shelf& shelf, Instant now);
// The same of each of the shelf's alerts, in their order.
[[nodiscard]] std::vector<bool> which_are_over(const Shelf& shelf, Instant now);
// Where it is meant to be seen: the ids of all sites that are not certainly elsewhere.
[[nodiscard]] std::vector<std::string> sites_of(const bulletins::Alert& alert, const Shelf& shelf);
[[nodiscard]] trust::Json describe_alert(const bulletins::Alert& alert);
// Code and name, of all sites.
[[nodiscard]] trust::Json list_municipalities(const Shelf& shelf);
// With the questions and choices in Dutch and English.
[[nodiscard]] trust::Json list_templates_of(const Shelf& shelf);

}  // namespace baken::cp
