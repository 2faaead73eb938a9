// How much of the disk content may take. It must never fill it: then the disk takes no record any more. For this room's
// own files; Store::room_for() is the door.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "exchange/base/error.hpp"
#include "kiosk/store/generation.hpp"

namespace baken::store {

// Bytes of objects, by hash.
using ObjectSizes = std::map<std::string, std::uint64_t>;

// Do these objects together stay within the `most` bytes that are set aside for content? Errors: store.full, naming the
// number.
[[nodiscard]] Done fits_within(std::uint64_t most, const ObjectSizes& objects);

// Do the files whose objects are not `present` yet go into the `free` bytes of the disk, beside what must stay free: 64
// MB, or half of it where that is less? Errors: store.full, naming the sizes.
[[nodiscard]] Done fits_on_disk(std::uint64_t free, ObjectSizes present, const FileMap& files);

}  // namespace baken::store
