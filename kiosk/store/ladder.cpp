#include "kiosk/store/ladder.hpp"

namespace baken::store {
namespace {

bool is_lost(const Error& error) {
    return error.check == "store.object_damaged" || error.check == "store.object_missing";
}

// Reads the whole generation; drops every object that is not what it was, and tells the first. A disk that does not
// read is asked once: each question may take it half a minute, and all that time nothing is shown.
Done check_objects(Store& store, const Generation& generation) {
    Done verdict;
    for (const auto& [path, object] : generation.files) {
        auto bytes = store.objects().read(object);
        if (bytes) continue;
        bool lost = is_lost(bytes.error());
        bool damaged = bytes.error().check == "store.object_damaged";
        if (verdict) verdict = std::unexpected(std::move(bytes.error()).within(path));
        if (!lost) break;
        // One that cannot be removed is found again by the next start.
        if (damaged) (void)store.objects().drop(object);
    }
    return verdict;
}

bool holds(Store& store, Result<std::optional<Generation>> generation, Rung rung, Best& best) {
    if (!generation) best.why.push_back(std::move(generation.error()));
    if (!generation || !*generation) return false;
    if (auto sound = check_objects(store, **generation); !sound) {
        best.why.push_back(std::move(sound.error()));
        return false;
    }
    best.rung = rung;
    best.generation = std::move(*generation);
    return true;
}

}  // namespace

Best open_best(Store& store) {
    Best best;
    if (holds(store, store.current(), Rung::Current, best)) return best;
    if (!best.why.empty()) {
        if (auto marked = store.mark_damaged(); !marked) best.why.push_back(std::move(marked.error()));
    }
    (void)holds(store, store.previous(), Rung::Previous, best);
    return best;
}

}  // namespace baken::store
