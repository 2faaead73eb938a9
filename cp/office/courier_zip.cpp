#include "cp/office/courier_zip.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>

#include <algorithm>
#include <memory>

#include "exchange/base/text.hpp"
#include "exchange/records/courier_pass.hpp"
#include "exchange/records/envelope.hpp"

namespace baken::cp {
namespace {

constexpr std::size_t kMostEntries = 200'000;
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::string_view kTree = "baken/";

struct FreeArchive {
    void operator()(archive* open) const { archive_free(open); }
};
struct FreeEntry {
    void operator()(archive_entry* made) const { archive_entry_free(made); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;
using Entry = std::unique_ptr<archive_entry, FreeEntry>;

// libarchive tells names in the locale of the thread, and one without letters beyond ASCII loses them.
class SpeakUtf8 {
public:
    SpeakUtf8() : own_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(::uselocale(own_)) {}
    ~SpeakUtf8() {
        ::uselocale(before_);
        if (own_ != nullptr) ::freelocale(own_);
    }
    SpeakUtf8(const SpeakUtf8&) = delete;
    SpeakUtf8& operator=(const SpeakUtf8&) = delete;

private:
    locale_t own_;
    locale_t before_;
};

std::unexpected<Error> wrong(std::string check, archive* open) {
    const char* words = archive_error_string(open);
    return refuse(std::move(check), words == nullptr ? "cannot be used" : words);
}

Done begin_entry(archive* open, const ZipEntry& entry, std::size_t size, Instant now) {
    Entry made(archive_entry_new());
    archive_entry_set_pathname(made.get(), entry.name.c_str());
    archive_entry_set_size(made.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(made.get(), AE_IFREG);
    archive_entry_set_perm(made.get(), 0644);
    archive_entry_set_mtime(made.get(), std::chrono::system_clock::to_time_t(now), 0);
    return archive_write_header(open, made.get()) == ARCHIVE_OK ? Done{} : wrong("zip.write", open);
}

Done add_entry(Files& files, archive* open, const ZipEntry& entry, Instant now) {
    std::optional<std::string> read;
    if (!entry.source.empty()) {
        TRY(read, files.read(entry.source, kMostZipFile));
        if (!read) return refuse("zip.write", entry.source.string() + ": is gone", "try again");
    }
    const auto& bytes = read ? *read : entry.bytes;
    TRY_DONE(begin_entry(open, entry, bytes.size(), now));
    auto written = archive_write_data(open, bytes.data(), bytes.size());
    return written == static_cast<la_ssize_t>(bytes.size()) ? Done{} : wrong("zip.write", open);
}

Done write_entries(Files& files, const std::vector<ZipEntry>& entries, const Path& to, Instant now) {
    const SpeakUtf8 locale;
    Archive open(archive_write_new());
    bool begun = archive_write_set_format_zip(open.get()) == ARCHIVE_OK &&
                 archive_write_zip_set_compression_store(open.get()) == ARCHIVE_OK &&
                 archive_write_open_filename(open.get(), to.c_str()) == ARCHIVE_OK;
    if (!begun) return wrong("zip.write", open.get());
    for (const auto& entry : entries) TRY_DONE(add_entry(files, open.get(), entry, now));
    return archive_write_close(open.get()) == ARCHIVE_OK ? Done{} : wrong("zip.write", open.get());
}

// A zip of the plain kind and nothing else that libarchive knows.
Archive zip_reader() {
    Archive open(archive_read_new());
    archive_read_support_format_zip(open.get());
    return open;
}

Result<std::string> read_entry(archive* open, archive_entry* entry, std::size_t most) {
    auto told = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : 0;
    if (told < 0 || static_cast<std::size_t>(told) > most) return refuse("zip.size", "a file in it is too large");
    std::string bytes;
    std::string piece(kPiece, '\0');
    while (true) {
        auto got = archive_read_data(open, piece.data(), piece.size());
        if (got < 0) return wrong("zip.format", open);
        if (got == 0) return bytes;
        bytes.append(piece, 0, static_cast<std::size_t>(got));
        if (bytes.size() > most) return refuse("zip.size", "a file in it is too large");
    }
}

// Somebody may have zipped a folder of any name around ours. One that cannot be told is empty.
std::string name_of(archive_entry* entry) {
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    return name == nullptr ? "" : name;
}

bool is_pass(std::string_view name) {
    auto wanted = fmt::format("{}{}", kTree, records::kCourierPassPath);
    return name == wanted || name.ends_with("/" + wanted);
}

struct Reading {
    std::size_t from = 0;
    std::size_t most = 0;
    const TakeEnvelope& take;
    ZipFound found;

    Done look_at(archive* open, archive_entry* entry) {
        auto name = name_of(entry);
        std::ranges::replace(name, '\\', '/');
        if (archive_entry_filetype(entry) != AE_IFREG) return {};
        if (is_pass(name)) {
            TRY(found.pass, read_entry(open, entry, records::kMostPassBytes));
            return {};
        }
        auto path = envelope_path(name);
        if (path.empty()) return {};
        auto number = found.entries++;
        if (number < from) return {};
        found.more = number >= from + most;
        if (found.more) return {};
        TRY(auto bytes, read_entry(open, entry, records::kMostEnvelopeBytes));
        return take(path, bytes);
    }
};

Result<ZipFound> walk(archive* open, Reading reading) {
    const SpeakUtf8 locale;
    archive_entry* entry = nullptr;
    for (std::size_t count = 0;; ++count) {
        auto state = archive_read_next_header(open, &entry);
        if (state == ARCHIVE_EOF) return std::move(reading.found);
        if (state < ARCHIVE_WARN) return wrong("zip.format", open);
        if (count >= kMostEntries) return refuse("zip.count", "there are more files in it than a stick has");
        TRY_DONE(reading.look_at(open, entry));
    }
}

}  // namespace

std::string_view envelope_path(std::string_view name) {
    auto begin = name.rfind(kTree);
    bool is_tree = begin == 0 || (begin != std::string_view::npos && name[begin - 1] == '/');
    if (!is_tree) return {};
    auto parts = split(name.substr(begin), '/');
    bool fits = parts.size() == 4 && parts[1] == "outbox" && !parts[2].empty() && parts[3].ends_with(".envelope");
    return fits ? name.substr(begin) : std::string_view{};
}

std::vector<std::string> names_of(const Generation& generation) {
    std::vector<std::string> names;
    for (const auto& [target, name] : generation.targets) names.push_back(name);
    names.insert(names.end(), generation.metadata.begin(), generation.metadata.end());
    return names;
}

std::vector<ZipEntry> entries_of(const Generation& generation, const Path& repository) {
    std::vector<ZipEntry> entries;
    for (const auto& name : names_of(generation)) {
        bool changes = name == kTimestampName;
        entries.push_back({"baken/repository/" + name, changes ? Path{} : repository / name,
                           changes ? generation.timestamp : std::string{}});
    }
    return entries;
}

Done write_zip(Files& files, const std::vector<ZipEntry>& entries, const Path& to, Instant now) {
    auto done = write_entries(files, entries, to, now);
    if (!done) static_cast<void>(files.remove(to));
    return done;
}

Result<ZipFound> read_zip(const Path& zip, std::size_t from, std::size_t most, const TakeEnvelope& take) {
    auto open = zip_reader();
    if (archive_read_open_filename(open.get(), zip.c_str(), kPiece) != ARCHIVE_OK) {
        return wrong("zip.format", open.get());
    }
    return walk(open.get(), {from, most, take, {}});
}

Result<ZipFound> read_zip(std::string_view zip, std::size_t from, std::size_t most, const TakeEnvelope& take) {
    auto open = zip_reader();
    if (archive_read_open_memory(open.get(), zip.data(), zip.size()) != ARCHIVE_OK) {
        return wrong("zip.format", open.get());
    }
    return walk(open.get(), {from, most, take, {}});
}

}  // namespace baken::cp
