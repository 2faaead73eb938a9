#include "cp/inbox/stick.hpp"

#include <set>

#include "exchange/trust/publisher.hpp"

namespace baken::cp {
namespace {

constexpr ByteLimit kMostStickBytes{256'000'000};

Done put(Files& files, const std::string& bytes, const Path& to, StickReport& report) {
    auto there = files.read(to, kMostStickBytes);
    if (there && *there == bytes) {
        ++report.kept;
        return {};
    }
    TRY_DONE(files.make_folder(to.parent_path()));
    TRY_DONE(files.replace(to, bytes));
    ++report.written;
    report.bytes += bytes.size();
    return {};
}

Done copy(Files& files, const Path& from, const Path& to, StickReport& report) {
    TRY(auto bytes, files.read(from, kMostStickBytes));
    if (!bytes) return refuse("stick.source", from.string() + ": is gone");
    return put(files, *bytes, to, report);
}

Done remove_others(Files& files, const Path& folder, const std::set<std::string>& wanted, StickReport& report) {
    TRY(auto present, trust::list_tree(files, folder));
    for (const auto& [name, path] : present) {
        if (wanted.contains(name)) continue;
        TRY_DONE(files.remove(path));
        ++report.removed;
    }
    return {};
}

}  // namespace

Result<StickReport> write_stick(Files& files, const Path& repository, const Generation& generation, const Path& stick) {
    TRY(auto there, files.list(stick, 10'000));
    if (!there) return refuse("stick.missing", stick.string() + ": there is no such folder", "is the stick mounted?");
    auto folder = stick / "baken" / "repository";
    StickReport report;
    std::set<std::string> wanted;
    for (const auto& [path, name] : generation.targets) {
        TRY_DONE(copy(files, repository / name, folder / name, report));
        wanted.insert(name);
    }
    for (const auto& name : generation.metadata) {
        wanted.insert(name);
        if (name == kTimestampName) {
            TRY_DONE(put(files, generation.timestamp, folder / name, report));
        } else {
            TRY_DONE(copy(files, repository / name, folder / name, report));
        }
    }
    TRY_DONE(remove_others(files, folder, wanted, report));
    return report;
}

}  // namespace baken::cp
