// What a kiosk would find on its data partition after a power cut, found by the kiosk's own code: for the tests of the
// image.
//   look-in-data FOLDER
// prints, a line each: the kiosk's id; the version of the content it would show, every object of which was hashed, and
// which one it is; every record that is kept with its envelope; every trouble.
#include <fmt/format.h>

#include <cstdio>
#include <vector>

#include "exchange/base/disk_files.hpp"
#include "kiosk/store/identity.hpp"
#include "kiosk/store/ladder.hpp"
#include "kiosk/store/outbox.hpp"

namespace {

using namespace baken;

void tell(const std::vector<Error>& troubles) {
    for (const auto& trouble : troubles) fmt::print("trouble {}\n", trouble.text());
}

Done look_at_content(Files& files, const Path& folder) {
    TRY(auto store, store::Store::open(files, folder));
    tell(store.troubles());
    auto best = store::open_best(store, SystemClock{});
    tell(best.why);
    const auto* which = best.rung == store::Rung::Current    ? "current"
                        : best.rung == store::Rung::Previous ? "previous"
                                                             : "torn";
    if (!best.generation) fmt::print("content none\n");
    if (best.generation) fmt::print("content {} {}\n", best.generation->version, which);
    return {};
}

Done look_at_records(Files& files, const Path& folder) {
    TRY(auto outbox, store::Outbox::open(files, folder));
    tell(outbox.troubles());
    TRY(auto entries, outbox.entries());
    for (const auto& entry : entries) {
        TRY(auto envelope, outbox.envelope(entry.id));
        fmt::print("{} {}\n", envelope && !envelope->empty() ? "record" : "hollow", entry.id);
    }
    return {};
}

Done look_at_keys(Files& files, const Path& folder) {
    TRY(auto identity, store::open_identity(files, folder / "identity"));
    if (identity.trouble) fmt::print("trouble {}\n", identity.trouble->text());
    fmt::print("kiosk {}\n", identity.id());
    return {};
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        fmt::print(stderr, "look-in-data FOLDER\n");
        return 2;
    }
    DiskFiles files;
    for (auto* look : {look_at_keys, look_at_content, look_at_records}) {
        if (auto done = look(files, words[1]); !done) {
            fmt::print("trouble {}\n", done.error().text());
            return 1;
        }
    }
    return 0;
}
