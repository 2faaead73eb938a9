// A courier's stick as one zip file: what goes onto it, and what comes back from it. libarchive reads and writes the
// format; what is in the zip is bounded here before anything of it is unpacked.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cp/region/generation.hpp"
#include "exchange/base/error.hpp"
#include "exchange/base/files.hpp"
#include "exchange/base/time.hpp"

namespace baken::cp {

struct ZipEntry {
    std::string name;   // "baken/repository/metadata/timestamp.json"
    Path source;        // a file, or
    std::string bytes;  // where that is empty
};

// Files of more bytes than this are no part of a stick.
constexpr ByteLimit kMostZipFile{256'000'000};

// The entries in their order, stored as they are. `to` is complete, or is not there when this fails. Errors: zip.write;
// those of Files.
[[nodiscard]] Done write_zip(Files& files, const std::vector<ZipEntry>& entries, const Path& to, Instant now);

// Every name of the tree, in the order in which a stick is written: what is named before what names it.
[[nodiscard]] std::vector<std::string> names_of(const Generation& generation);
// The same as entries of a zip. They stay those of one generation, whatever is published until they are written.
[[nodiscard]] std::vector<ZipEntry> entries_of(const Generation& generation, const Path& repository);

// What a zip of a stick brought back.
struct ZipFound {
    std::string pass;         // baken/courier.json; empty when it is not there
    std::size_t entries = 0;  // envelopes in the zip
    bool more = false;        // `most` were taken, and others follow
};

// Gives each envelope (baken/outbox/<kiosk>/<id>.envelope, below whatever folder somebody zipped) to `take`, beginning
// with the envelope numbered `from`, at most `most` of them; everything else is passed over unread. `take` may end it
// with an error. Errors: zip.format; zip.size when an envelope says or turns out to be larger than one may be;
// zip.count when there are more entries than a stick has; those of `take`.
using TakeEnvelope = std::function<Done(std::string_view name, std::string_view bytes)>;
[[nodiscard]] Result<ZipFound> read_zip(const Path& zip, std::size_t from, std::size_t most, const TakeEnvelope& take);
[[nodiscard]] Result<ZipFound> read_zip(std::string_view zip, std::size_t from, std::size_t most,
                                        const TakeEnvelope& take);

// The part of a name from "baken/" on when it is that of an envelope on a courier's stick; else empty.
[[nodiscard]] std::string_view envelope_path(std::string_view name);

}  // namespace baken::cp
