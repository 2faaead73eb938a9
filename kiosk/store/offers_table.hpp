// The table of what is offered to the coordination point once more. It came later than the others: a program that does
// not know it leaves it alone, and one that cannot make it on its disk does with one of its own.
#pragma once

namespace baken::store {

inline constexpr const char* kOffers =
    "CREATE TABLE IF NOT EXISTS main.offer(id TEXT PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE)";
// Is found instead of the one on the disk, by this connection alone, and forgotten with it.
inline constexpr const char* kOwnOffers = "CREATE TEMP TABLE IF NOT EXISTS offer(id TEXT PRIMARY KEY)";
inline constexpr const char* kNoOwnOffers = "DROP TABLE IF EXISTS temp.offer";

}  // namespace baken::store
