#include "cp/office/desk_courier.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>

#include "cp/region/generation.hpp"
#include "cp/region/json_fields.hpp"
#include "exchange/base/ids.hpp"
#include "exchange/records/courier_pass.hpp"
#include "exchange/trust/encoding.hpp"

namespace baken::cp {
namespace {

using trust::JsonArray;
using trust::JsonObject;

constexpr auto kPassLasts = std::chrono::days{30};  // as long as a courier may be under way
constexpr std::size_t kReceiptsAtOnce = 1'000;
constexpr std::size_t kEnvelopesAtOnce = 500;
constexpr std::int64_t kMostUpload = 512'000'000;
constexpr std::size_t kMostSites = 500;

std::string receipt_path(const KeptReceipt& receipt) {
    return fmt::format("baken/receipts/{}/{}.{}.receipt", receipt.kiosk, receipt.record, receipt.n);
}

// Those that can travel: a step with a radio message goes nowhere.
Result<std::vector<KeptReceipt>> receipts_to_carry(InboxStore& store) {
    TRY(auto receipts, store.newest_receipts());
    std::erase_if(receipts, [](const KeptReceipt& one) { return one.kiosk.empty() || one.bytes.empty(); });
    return receipts;
}

Result<std::string> read_bytes(const trust::Json& json, std::size_t most) {
    const auto* text = json.text();
    auto bytes = text == nullptr ? std::nullopt : trust::from_base64(*text);
    if (!bytes || bytes->size() > most) return refuse("desk.request", "is no base64, or too long");
    return *bytes;
}

// A file that is gone by name already and lives as long as its answer.
Result<Answer> answer_with(const Path& file) {
    auto opened = std::make_shared<Descriptor>(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    ::unlink(file.c_str());
    struct stat facts{};
    if (!opened->valid() || ::fstat(opened->get(), &facts) != 0) return refuse("zip.write", "the zip is gone");
    auto answer = json_answer({});
    answer.headers.front().second = "application/zip";
    answer.text.clear();
    answer.file = std::move(opened);
    answer.slice = {0, static_cast<std::uint64_t>(facts.st_size)};
    return answer;
}

Done append(const Path& file, std::int64_t offset, const std::string& bytes) {
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (offset == 0 ? O_TRUNC : 0);
    Descriptor opened(::open(file.c_str(), flags, 0600));
    struct stat facts{};
    if (!opened.valid() || ::fstat(opened.get(), &facts) != 0) return refuse("desk.upload", "cannot be kept here");
    if (facts.st_size != offset) return refuse("desk.conflict", "this part does not follow the one before");
    auto written = ::pwrite(opened.get(), bytes.data(), bytes.size(), offset);
    if (written != static_cast<ssize_t>(bytes.size())) return refuse("desk.upload", "the disk is full");
    return {};
}

}  // namespace

// What one request handed in.
struct DeskCourier::HandedIn {
    std::int64_t fresh = 0;
    std::int64_t known = 0;
    JsonArray refused;
    JsonArray arrived;  // for each envelope, whether it is here now
    std::set<std::string> sites;
};

Result<InboxOffice*> DeskCourier::office() {
    if (office_ == nullptr) return refuse("desk.sealed", "the keys for records are not open here");
    TRY_DONE(office_->reread_register());
    return office_;
}

Result<records::CourierPass> DeskCourier::new_pass() {
    TRY(auto name, read_region_name(tools_.files, tools_.region));
    TRY(auto sticks, sticks_.all());
    auto now = std::chrono::floor<std::chrono::seconds>(tools_.clock.now());
    // A stick is known by this moment, so no two get the same.
    auto is_taken = [&] {
        return given_.contains(now) || std::ranges::find(sticks, now, &DeskStick::made) != sticks.end();
    };
    while (is_taken()) now += std::chrono::seconds{1};
    given_.insert(now);
    return records::CourierPass{name, now, now + kPassLasts};
}

Result<DeskStick> DeskCourier::stick_of(DeskCall& call, const records::CourierPass& pass, trust::Version version) {
    TRY(auto shelf, tools_.shelf.current());
    DeskStick stick{pass.made, version, call.user->name};
    TRY(stick.sites, read_list(call.body, "sites", kMostSites));
    for (const auto& id : stick.sites) {
        if (std::ranges::find(shelf->sites, id, &bulletins::Site::id) == shelf->sites.end()) {
            return refuse("desk.request", "sites: there is none called so");
        }
    }
    return stick;
}

Done DeskCourier::note_stick(DeskCall& call, DeskStick stick) {
    std::string places;
    for (const auto& site : stick.sites) places += " " + site;
    tools_.access.note(call, "courier.write", to_rfc3339(stick.made), fmt::format("v{}{}", stick.version, places));
    TRY_DONE(sticks_.add(std::move(stick)));
    tools_.tell();
    return {};
}

Result<Response> DeskCourier::list(DeskCall& /*call*/) {
    TRY(auto sticks, sticks_.all());
    JsonArray list;
    for (const auto& stick : sticks) list.push_back(json_of_stick(stick));
    return json_answer({{"sticks", json_of(std::move(list))}});
}

Result<Response> DeskCourier::begin(DeskCall& call) {
    TRY(auto* office, office());
    TRY([[maybe_unused]] auto answered, office->inbox.answer_waiting());
    TRY(auto pass, new_pass());
    TRY(auto generation, read_generation(tools_.files, tools_.region.repository(), tools_.clock.now()));
    TRY([[maybe_unused]] auto stick, stick_of(call, pass, generation.version));
    if (office->keys.receipts.empty()) return refuse("inbox.locked", "the key that signs receipts is not open");
    return json_answer(
        {{"version", json_of(generation.version)},
         {"made", json_of(to_rfc3339(pass.made))},
         {"pass", json_of(trust::to_base64(records::sign_courier_pass(pass, office->keys.receipts.back())))},
         {"repository", json_of(names_of(generation))}});
}

Result<Response> DeskCourier::list_receipts(DeskCall& call) {
    TRY(auto* office, office());
    TRY(auto receipts, receipts_to_carry(*office->store));
    auto from = std::min(receipts.size(), static_cast<std::size_t>(parse_number(call.question("from")).value_or(0)));
    auto end = std::min(receipts.size(), from + kReceiptsAtOnce);
    JsonArray files;
    for (auto at = from; at < end; ++at) {
        files.push_back(json_of(JsonObject{{"path", json_of(receipt_path(receipts[at]))},
                                           {"bytes", json_of(trust::to_base64(receipts[at].bytes))}}));
    }
    JsonObject answer{{"files", json_of(std::move(files))}};
    if (end < receipts.size()) answer["next"] = json_of(end);
    return json_answer(std::move(answer));
}

Result<Response> DeskCourier::note_written(DeskCall& call) {
    TRY(auto text, read_needed(call.body, "made", {40}));
    TRY(auto version, read_number(call.body, "version", 0, 1, INT64_MAX));
    auto made = parse_rfc3339(text);
    if (!made) return refuse("desk.request", "made is no moment");
    TRY(auto stick, stick_of(call, {{}, *made, {}}, version));
    TRY_DONE(note_stick(call, std::move(stick)));
    return json_answer({});
}

Result<Response> DeskCourier::give_zip(DeskCall& call) {
    TRY(auto* office, office());
    TRY([[maybe_unused]] auto answered, office->inbox.answer_waiting());
    if (office->keys.receipts.empty()) return refuse("inbox.locked", "the key that signs receipts is not open");
    TRY(auto pass, new_pass());
    TRY(auto generation, read_generation(tools_.files, tools_.region.repository(), tools_.clock.now()));
    TRY([[maybe_unused]] auto stick, stick_of(call, pass, generation.version));
    auto entries = entries_of(generation, tools_.region.repository());
    TRY(auto receipts, receipts_to_carry(*office->store));
    for (auto& receipt : receipts) entries.push_back({receipt_path(receipt), {}, std::move(receipt.bytes)});
    entries.push_back({"baken/" + std::string(records::kCourierPassPath),
                       {},
                       records::sign_courier_pass(pass, office->keys.receipts.back())});
    TRY_DONE(tools_.files.make_folder(tools_.region.desk_uploads()));
    auto file = tools_.region.desk_uploads() / (new_uuid7(tools_.clock.now()) + ".zip");
    TRY_DONE(write_zip(tools_.files, entries, file, tools_.clock.now()));
    TRY(auto answer, answer_with(file));
    answer.headers.emplace_back("X-Baken-Made", to_rfc3339(pass.made));
    answer.headers.emplace_back("X-Baken-Version", std::to_string(generation.version));
    return answer;
}

Done DeskCourier::take(HandedIn& into, std::string_view envelope) {
    auto taken = office_->inbox.take_in(envelope, RecordRoad::Stick);
    if (!taken && taken.error().check == "inbox.store") return std::unexpected(std::move(taken).error());
    bool changed = taken && taken->kind == TakenIn::Kind::Changed;
    into.arrived.push_back(json_of(taken.has_value() && !changed));
    if (!taken || changed) {
        auto header = records::look_at_envelope(envelope);
        auto check = changed ? std::string("inbox.changed") : taken.error().check;
        into.refused.push_back(json_of(JsonObject{{"record", json_of(header ? header->id : std::string())},
                                                  {"check", json_of(std::move(check))}}));
        return {};
    }
    ++(taken->kind == TakenIn::Kind::New ? into.fresh : into.known);
    if (const auto* kiosk = office_->kiosks.find(taken->header.kiosk)) into.sites.insert(kiosk->site);
    return {};
}

Result<Response> DeskCourier::told(DeskCall& call, const std::string& pass, HandedIn handed_in, JsonObject more) {
    std::vector<std::string> keys;
    for (const auto& key : office_->keys.receipts) keys.push_back(key.public_bytes());
    auto signed_pass = records::read_courier_pass(pass, keys);
    std::vector<std::string> sites(handed_in.sites.begin(), handed_in.sites.end());
    if (signed_pass) {
        TRY(auto stick, sticks_.came_back(signed_pass->made, tools_.clock.now(), sites));
        if (stick) more["stick"] = json_of_stick(*stick);
    }
    tools_.access.note(
        call, "courier.read", signed_pass ? to_rfc3339(signed_pass->made) : "",
        fmt::format("{} new, {} known, {} refused", handed_in.fresh, handed_in.known, handed_in.refused.size()));
    tools_.tell();
    more["fresh"] = json_of(handed_in.fresh);
    more["known"] = json_of(handed_in.known);
    more["refused"] = json_of(std::move(handed_in.refused));
    more["arrived"] = json_of(std::move(handed_in.arrived));
    more["sites"] = json_of(sites);
    return json_answer(std::move(more));
}

Result<Response> DeskCourier::take_envelopes(DeskCall& call) {
    TRY([[maybe_unused]] auto* office, office());
    const auto* list = call.body.find("envelopes");
    if (list == nullptr || list->array() == nullptr) return refuse("desk.request", "envelopes is no list");
    const auto* pass = call.body.find("pass");
    TRY(auto pass_bytes, pass == nullptr ? Result<std::string>{} : read_bytes(*pass, records::kMostPassBytes));
    HandedIn handed_in;
    for (const auto& one : *list->array()) {
        TRY(auto envelope, read_bytes(one, records::kMostEnvelopeBytes));
        TRY_DONE(take(handed_in, envelope));
    }
    return told(call, pass_bytes, std::move(handed_in), {});
}

// One upload at a time for each person.
Path DeskCourier::upload_of(const DeskCall& call) const {
    return tools_.region.desk_uploads() / (call.user->name + ".part");
}

Result<Response> DeskCourier::take_part(DeskCall& call) {
    TRY([[maybe_unused]] auto* office, office());
    TRY(auto offset, read_number(call.body, "offset", 0, 0, kMostUpload));
    const auto* data = call.body.find("data");
    if (data == nullptr) return refuse("desk.request", "data is missing");
    TRY(auto bytes, read_bytes(*data, kMostUpload));
    TRY_DONE(tools_.files.make_folder(tools_.region.desk_uploads()));
    TRY_DONE(append(upload_of(call), offset, bytes));
    return json_answer({});
}

Result<Response> DeskCourier::read_parts(DeskCall& call) {
    TRY([[maybe_unused]] auto* office, office());
    TRY(auto from, read_number(call.body, "from", 0, 0, 1'000'000));
    HandedIn handed_in;
    auto found = read_zip(upload_of(call), static_cast<std::size_t>(from), kEnvelopesAtOnce,
                          [&](std::string_view, std::string_view bytes) { return take(handed_in, bytes); });
    if (!found || !found->more) static_cast<void>(tools_.files.remove(upload_of(call)));
    if (!found) return std::unexpected(std::move(found).error());
    JsonObject more{{"entries", json_of(found->entries)}};
    if (found->more) more["next"] = json_of(static_cast<std::size_t>(from) + kEnvelopesAtOnce);
    return told(call, found->pass, std::move(handed_in), std::move(more));
}

std::vector<DeskDoor> DeskCourier::doors() {
    auto at = ways_into(*this);
    return {{Method::Get, "courier", DeskRole::Viewer, at(&DeskCourier::list)},
            {Method::Post, "courier/begin", DeskRole::Operator, at(&DeskCourier::begin)},
            {Method::Get, "courier/receipts", DeskRole::Operator, at(&DeskCourier::list_receipts)},
            {Method::Post, "courier/written", DeskRole::Operator, at(&DeskCourier::note_written)},
            {Method::Post, "courier/zip", DeskRole::Operator, at(&DeskCourier::give_zip)},
            {Method::Post, "courier/envelopes", DeskRole::Operator, at(&DeskCourier::take_envelopes)},
            {Method::Post, "courier/part", DeskRole::Operator, at(&DeskCourier::take_part)},
            {Method::Post, "courier/read", DeskRole::Operator, at(&DeskCourier::read_parts)}};
}

}  // namespace baken::cp
