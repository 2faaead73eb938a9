#include "kiosk/store/ladder.hpp"

#include <fmt/format.h>

#include "kiosk/store/patient_reader.hpp"

namespace baken::store {
namespace {

// What is left of a generation.
struct Remains {
    Generation generation;
    std::size_t lost = 0;
    std::optional<Error> why;  // the first was lost

    [[nodiscard]] bool is_whole() const { return lost == 0; }
    [[nodiscard]] bool is_mostly_whole() const { return lost <= generation.files.size(); }
};

// Reads objects, each once though generations share them.
class Reader {
public:
    Reader(Store& store, const Clock& clock) : store_(store), reader_(store.objects(), clock) {}

    Remains read(Generation generation) {
        Remains remains;
        auto all = std::exchange(generation.files, {});
        remains.generation = std::move(generation);
        for (const auto& [path, object] : all) {
            auto sound = verdict_on(object);
            if (sound) remains.generation.files.emplace_hint(remains.generation.files.end(), path, object);
            if (sound) continue;
            ++remains.lost;
            if (!remains.why) remains.why = std::move(sound.error()).within(path);
        }
        if (remains.why) remains.why->message += fmt::format("; {} of {} files are lost", remains.lost, all.size());
        return remains;
    }

private:
    Done verdict_on(const Object& object) {
        auto [known, is_new] = verdicts_.try_emplace(object);
        if (is_new) known->second = ask(object);
        return known->second;
    }

    Done ask(const Object& object) {
        auto bytes = reader_.read(object);
        if (bytes) return {};
        // One that cannot be removed is found again by the next start.
        if (bytes.error().check == "store.object_damaged") (void)store_.objects().drop(object);
        return std::unexpected(std::move(bytes.error()));
    }

    Store& store_;
    PatientReader reader_;
    std::map<Object, Done> verdicts_;
};

std::optional<Remains> remains_of(Reader& reader, Result<std::optional<Generation>> generation, Best& best) {
    if (!generation) best.why.push_back(std::move(generation.error()));
    if (!generation || !*generation) return std::nullopt;
    auto remains = reader.read(std::move(**generation));
    if (remains.why) best.why.push_back(*remains.why);
    return remains;
}

// The older one only where the newest lost most of itself.
bool is_older_better(const std::optional<Remains>& current, const std::optional<Remains>& previous) {
    if (!current || !previous) return !current;
    if (previous->is_whole()) return true;
    bool has_more = previous->generation.files.size() > current->generation.files.size();
    return !current->is_mostly_whole() && has_more;
}

void stand_on(Rung rung, Remains remains, std::optional<Arrival> heard, Best& best) {
    if (remains.generation.files.empty()) return;
    best.rung = remains.is_whole() ? rung : Rung::Torn;
    if (remains.is_mostly_whole()) best.heard = heard.value_or(remains.generation.arrival);
    best.generation = std::move(remains.generation);
}

}  // namespace

Best open_best(Store& store, const Clock& clock) {
    Best best;
    Reader reader(store, clock);
    auto heard = store.last_heard().value_or(std::nullopt);
    auto current = remains_of(reader, store.current(), best);
    if (!best.why.empty()) {
        if (auto marked = store.mark_damaged(); !marked) best.why.push_back(std::move(marked.error()));
    }
    bool is_whole = current && current->is_whole();
    auto previous = is_whole ? std::nullopt : remains_of(reader, store.previous(), best);
    if (is_older_better(current, previous)) {
        if (previous) stand_on(Rung::Previous, std::move(*previous), std::nullopt, best);
    } else {
        stand_on(Rung::Current, std::move(*current), heard, best);
    }
    return best;
}

}  // namespace baken::store
