#include "cp/hub/responder.hpp"

#include <filesystem>
#include <regex>

#include "cp/hub/metrics.hpp"
#include "exchange/base/text.hpp"
#include "exchange/trust/hashes.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/cp/office.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

struct Shelf {
    TempFolder folder;
    DiskFiles files;
    Announcements announcements;
    std::optional<ServedFolder> served;
    std::optional<Responder> responder;

    Shelf() {
        put("repository/metadata/timestamp.json", "{}");
        put("repository/metadata/1.root.json", "root");
        put("repository/targets/pages/" + std::string(64, 'a') + ".water.md", "0123456789");
        put("secret", "of the region");
        served = *ServedFolder::open(folder.path / "tree");
        responder.emplace(*served, announcements);
    }
    void put(const std::string& path, const std::string& bytes) {
        auto whole = folder.path / (path == "secret" ? path : "tree/" + path);
        CHECK_OK(files.make_folder(whole.parent_path()));
        CHECK_OK(files.replace(whole, bytes));
    }
    Answer ask(Request request) {
        auto response = responder->respond(request);
        CHECK(std::holds_alternative<Answer>(response));
        return std::get<Answer>(response);
    }
    Answer get(const std::string& target) { return ask({Method::Get, target}); }
};

std::string header(const Answer& answer, std::string_view name) {
    for (const auto& [key, value] : answer.headers) {
        if (key == name) return value;
    }
    return "";
}

const std::string kWater = "/baken/repository/targets/pages/" + std::string(64, 'a') + ".water.md";

void gives_files(Shelf& shelf) {
    auto answer = shelf.get(kWater);
    CHECK_EQ(answer.status, 200);
    CHECK(answer.file != nullptr);
    CHECK(answer.slice == (Slice{0, 10}));
    CHECK_EQ(header(answer, "Content-Type"), std::string("text/markdown; charset=utf-8"));
    CHECK_EQ(header(answer, "ETag"), "\"" + std::string(64, 'a') + "\"");
}

void tells_caches(Shelf& shelf) {
    const std::string immutable = "public, max-age=31536000, immutable";
    CHECK_EQ(header(shelf.get(kWater), "Cache-Control"), immutable);
    CHECK_EQ(header(shelf.get("/baken/repository/metadata/1.root.json"), "Cache-Control"), immutable);
    CHECK_EQ(header(shelf.get("/baken/repository/metadata/timestamp.json"), "Cache-Control"), std::string("no-cache"));
    CHECK_EQ(header(shelf.get("/baken/repository/metadata/2.root.json"), "Cache-Control"), std::string("no-store"));
}

void answers_304(Shelf& shelf) {
    const std::string timestamp = "/baken/repository/metadata/timestamp.json";
    auto tag = header(shelf.get(timestamp), "ETag");
    CHECK_EQ(tag, "\"" + trust::sha256_hex("{}") + "\"");
    Request again{Method::Get, timestamp};
    again.if_none_match = tag;
    CHECK_EQ(shelf.ask(again).status, 304);
    CHECK_EQ(header(shelf.ask(again), "ETag"), tag);
    shelf.put("repository/metadata/timestamp.json", "[]");
    CHECK_EQ(shelf.ask(again).status, 200);
}

void gives_parts(Shelf& shelf) {
    Request request{Method::Get, kWater};
    request.range = "bytes=4-";
    auto answer = shelf.ask(request);
    CHECK_EQ(answer.status, 206);
    CHECK(answer.slice == (Slice{4, 6}));
    CHECK_EQ(header(answer, "Content-Range"), std::string("bytes 4-9/10"));
    request.if_range = "\"another\"";
    CHECK_EQ(shelf.ask(request).status, 200);
    request.if_range = header(answer, "ETag");
    CHECK_EQ(shelf.ask(request).status, 206);
    request.range = "bytes=10-";
    CHECK_EQ(shelf.ask(request).status, 416);
    CHECK_EQ(header(shelf.ask(request), "Content-Range"), std::string("bytes */10"));
}

void keeps_the_rest_closed(Shelf& shelf) {
    std::filesystem::create_symlink(shelf.folder.path / "secret", shelf.folder.path / "tree/link");
    std::filesystem::create_directory_symlink(shelf.folder.path, shelf.folder.path / "tree/folder");
    CHECK_EQ(shelf.get("/baken/link").status, 404);
    CHECK_EQ(shelf.get("/baken/folder/secret").status, 404);
    CHECK_EQ(shelf.get("/baken/repository").status, 404);
    CHECK_EQ(shelf.get("/baken/nothing").status, 404);
    CHECK_EQ(shelf.get("/secret").status, 404);
    CHECK_EQ(shelf.get("/baken/../secret").status, 400);
    CHECK_EQ(shelf.get("/baken/%2e%2e/secret").status, 400);
    CHECK_EQ(shelf.get("/").status, 404);
}

void takes_two_methods(Shelf& shelf) {
    auto answer = shelf.ask({Method::Other, kWater});
    CHECK_EQ(answer.status, 405);
    CHECK_EQ(header(answer, "Allow"), std::string("GET, HEAD"));
    CHECK_EQ(shelf.ask({Method::Head, kWater}).status, 200);
}

void answers_polls(Shelf& shelf) {
    Request poll{Method::Get, "/baken/changes?after=3"};
    CHECK_EQ(std::get<Poll>(shelf.responder->respond(poll)).after, 3);
    shelf.announcements.announce(4);
    auto answer = shelf.ask(poll);
    CHECK_EQ(answer.status, 200);
    CHECK_EQ(answer.text, std::string("{\"timestamp\": 4}\n"));
    CHECK_EQ(header(answer, "Cache-Control"), std::string("no-store"));
    CHECK_EQ(shelf.ask({Method::Head, "/baken/changes?after=4"}).status, 204);
    for (const char* target : {"/baken/changes", "/baken/changes?after=", "/baken/changes?after=-1",
                               "/baken/changes?after=1&after=2", "/baken/changes?after=x"}) {
        CHECK_EQ(shelf.get(target).status, 400);
    }
}

void wakes_those_who_wait() {
    Announcements announcements;
    int first = 0;
    int second = 0;
    Announcements::Wait early(announcements, 0, [&first] { ++first; });
    {
        Announcements::Wait late(announcements, 5, [&second] { ++second; });
        announcements.announce(5);
        announcements.announce(4);
        CHECK_EQ(announcements.waiting(), 2U);
    }
    announcements.announce(6);
    CHECK_EQ(first, 2);
    CHECK_EQ(second, 0);
    CHECK_EQ(announcements.latest(), 6);
}

// A line of comment, or a figure: its name, its labels, a whole number (Prometheus text format 0.0.4).
const std::regex kFigure{R"(# (HELP \w+ .+|TYPE \w+ (counter|gauge))|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? \d+)"};

void tells_figures(Shelf& shelf) {
    Traffic traffic;
    Announcements desk_news;
    ReceiptWaits receipt_waits;
    MetricsRoutes metrics({traffic, shelf.announcements, desk_news, receipt_waits});
    metrics.add([] { return metric("baken_others_total", MetricKind::Counter, "What others count.", 3); });
    shelf.responder->add(metrics);
    traffic.count_request(Route::Files, 200);
    traffic.count_request(Route::Files, 200);
    shelf.announcements.announce(7);
    auto text = "\n" + shelf.get("/metrics").text;
    for (const char* line : {"baken_requests_total{route=\"files\",status=\"200\"} 2", "baken_timestamp_version 7",
                             "baken_polls_open 0", "baken_others_total 3"})
        CHECK(text.contains("\n" + std::string(line) + "\n"));
    CHECK(text.ends_with("\n"));
    for (auto line : split(std::string_view(text).substr(1, text.size() - 2), '\n')) {
        if (!std::regex_match(line.begin(), line.end(), kFigure)) fail_check(std::string(line), __FILE__, __LINE__);
    }
    CHECK_EQ(shelf.get("/healthz").text, std::string("well\n"));
}

}  // namespace

int run_responder_tests() {
    const CMUnitTest tests[] = {
        test<gives_files, Shelf>("a file is given with its type and a tag made of its content"),
        test<tells_caches, Shelf>("names that never change may be kept for ever, the others are asked about"),
        test<answers_304, Shelf>("what the client has is not sent again until it changes"),
        test<gives_parts, Shelf>("a part is given of the very file that was begun"),
        test<keeps_the_rest_closed, Shelf>("links, folders and paths that climb out give nothing"),
        test<takes_two_methods, Shelf>("only GET and HEAD are taken"),
        test<answers_polls, Shelf>("a poll waits, or hears at once what is newer"),
        test<wakes_those_who_wait>("an announcement wakes who waits for something older"),
        test<tells_figures, Shelf>("health is told, and every figure as Prometheus reads it"),
    };
    return run("responder", tests);
}
