#include "kiosk/draw/icon.hpp"

#include <numbers>

#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/svg.hpp"
#include "kiosk/draw/svg_path.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::draw;
using namespace baken::testing;

namespace {

std::string svg(const std::string& inside, const std::string& root = "") {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\" " + root + ">" + inside + "</svg>";
}

Mask drawn(const std::string& inside, Mirror mirror = Mirror::No) {
    auto icon = Icon::read(svg(inside), *VectorRaster::open());
    if (!icon) fail_check(icon.error().text() + " in " + inside, __FILE__, __LINE__);
    return icon->mask({100, 100}, mirror);
}

double area(const Mask& mask) {
    double sum = 0;
    for (auto coverage : mask.coverage) sum += coverage;
    return sum / 255;
}

// Some of it is lost where curves are flattened into lines.
void check_area(const std::string& inside, double expected) {
    double got = area(drawn(inside));
    if (std::abs(got - expected) > expected * 0.003 + 0.5) {
        fail_check(inside + " covers " + std::to_string(got) + ", not " + std::to_string(expected), __FILE__, __LINE__);
    }
}

void elements_cover_their_area() {
    constexpr double kPi = std::numbers::pi;
    check_area("<rect x='10' y='20' width='30' height='40'/>", 1200);
    check_area("<rect x='10' y='20' width='60' height='40' rx='10'/>", 2400 - (4 - kPi) * 100);
    check_area("<circle cx='50' cy='50' r='30'/>", kPi * 900);
    check_area("<ellipse cx='50' cy='50' rx='40' ry='10'/>", kPi * 400);
    check_area("<polygon points='10,10 90,10 10,90'/>", 3200);
    check_area("<line x1='10' y1='50' x2='90' y2='50' stroke='currentColor' stroke-width='4'/>", 320);
    check_area("<polyline points='10 10 90 10' stroke='currentColor' stroke-width='4' stroke-linecap='square'/>", 336);
    check_area("<line x1='20' y1='50' x2='80' y2='50' stroke='currentColor' stroke-width='10' stroke-linecap='round'/>",
               600 + kPi * 25);
    check_area("<circle cx='50' cy='50' r='30' fill='none' stroke='currentColor' stroke-width='6'/>", 2 * kPi * 30 * 6);
    check_area("<rect x='20' y='20' width='60' height='60' fill='none' stroke='currentColor' stroke-width='10'/>",
               70 * 70 - 50 * 50);
}

void path_commands_mean_what_svg_says() {
    check_area("<path d='M10 10H90V90H10Z'/>", 6400);
    check_area("<path d='m10 10h80v80h-80z'/>", 6400);
    check_area("<path d='M10,10 90,10 90,90 10,90'/>", 6400);
    check_area("<path d='M10 10l80 0 0 80-80 0z'/>", 6400);
    check_area("<path d='M.5.5 50.5.5 50.5 50.5.5 50.5z'/>", 2500);
    check_area("<path d='M20 50A30 30 0 0 1 80 50Z'/>", std::numbers::pi * 450);
    check_area("<path d='M20 50a30 30 0 1060 0z'/>", std::numbers::pi * 450);
    check_area("<path d='M50 20a30 30 0 1 1-30 30L50 50z'/>", std::numbers::pi * 900 * 0.75);
    check_area("<path d='M0 100Q50 0 100 100Z'/>", 100 * 50 * 2.0 / 3);
    check_area("<path d='M0 50C0 0 50 0 50 50S100 100 100 50Z'/>", 3000);
    check_area("<path d='M10 10h20v20h-20zm40 0h20v20h-20z'/>", 800);
    check_area("<path d='M10 10h20v20h-20zh-5v5h5z'/>", 425);
    check_area("<path d='M20 50A1 1 0 0 1 80 50Z'/>", std::numbers::pi * 450);  // radii too small are enlarged
}

void paint_is_inherited() {
    check_area(
        "<g fill='none' stroke='currentColor' stroke-width='4'><g><line x1='10' y1='50' x2='90' y2='50'/>"
        "<rect x='0' y='0' width='50' height='50' fill='currentColor' stroke='none'/></g></g>",
        320 + 2500 - 40 * 2);
}

// FreeType's stroker crashes on such contours when they reach it.
void a_stroke_without_length_is_nothing() {
    for (std::string path : {"M50 50Z", "M50 50L50 50Z", "M50 50z", "M50 50C50 50 50 50 50 50Z", "M50 50h.01h-.01z",
                             "M50 50", "M50 50Q50 50.01 50 50Z"}) {
        CHECK_EQ(area(drawn("<path fill='none' stroke='currentColor' stroke-width='9' d='" + path + "'/>")), 0.0);
    }
}

void mirrors() {
    auto plain = drawn("<rect x='10' y='20' width='30' height='40'/>");
    auto turned = drawn("<rect x='10' y='20' width='30' height='40'/>", Mirror::Yes);
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 100; ++x) CHECK_EQ(plain.row(y)[x], turned.row(y)[99 - x]);
    CHECK_EQ(int{plain.row(30)[12]}, 255);
}

void keeps_its_shape_in_a_wide_place() {
    auto icon = Icon::read(svg("<rect x='0' y='0' width='100' height='100'/>"), *VectorRaster::open());
    const auto& mask = icon->mask({90, 30}, Mirror::No);
    CHECK(std::abs(area(mask) - 900) < 1);
    CHECK_EQ(int{mask.row(15)[29]}, 0);
    CHECK_EQ(int{mask.row(15)[30]}, 255);
    CHECK(icon->mask({-5, 10}, Mirror::No).size.empty());
    CHECK(icon->mask({1'000'000, 4}, Mirror::No).size == (Size{kLargestRasterSide, 4}));
}

void refuse_case(const std::string& bytes, const char* check) {
    auto icon = Icon::read(bytes, *VectorRaster::open());
    if (icon) fail_check("accepted " + bytes.substr(0, 100), __FILE__, __LINE__);
    if (icon.error().check != check) fail_check(bytes.substr(0, 100) + ": " + icon.error().text(), __FILE__, __LINE__);
}

void refuses_by_name() {
    refuse_case("", "svg.syntax");
    refuse_case("<svg viewBox='0 0 9 9'", "svg.syntax");
    refuse_case(std::string(kLargestSvgBytes + 1, ' '), "svg.size");
    refuse_case("<html/>", "svg.element");
    refuse_case("<svg/>", "svg.attribute");
    refuse_case("<svg viewBox='0 0 0 9'/>", "svg.range");
    refuse_case("<svg viewBox='0 0 9'/>", "svg.attribute");
    refuse_case("<svg viewBox='0 0 nan 9'/>", "svg.number");
    refuse_case("<svg viewBox='0 0 inf 9'/>", "svg.number");
    refuse_case(svg("<script/>"), "svg.element");
    refuse_case(svg("<svg viewBox='0 0 9 9'/>"), "svg.element");
    refuse_case(svg("<image href='http://example.org/x.png'/>"), "svg.element");
    refuse_case(svg("<rect width='5' height='5' transform='scale(2)'/>"), "svg.attribute");
    refuse_case(svg("<rect width='5' height='5' style='fill:red'/>"), "svg.attribute");
    refuse_case(svg("<rect width='5' height='5' fill='red'/>"), "svg.attribute");
    refuse_case(svg("<rect width='5' height='5' stroke-linecap='flat'/>"), "svg.attribute");
    refuse_case(svg("<rect width='5px' height='5'/>"), "svg.number");
    refuse_case(svg("<rect width='' height='5'/>"), "svg.number");
    refuse_case(svg("<rect width='1e9' height='5'/>"), "svg.number");
    refuse_case(svg("<rect width='900' height='5'/>"), "svg.range");
    refuse_case(svg("<circle r='5' stroke-width='-1'/>"), "svg.number");
    refuse_case(svg("<circle r='5' stroke-width='500'/>"), "svg.range");
    refuse_case(svg("<polygon points='1 2 3'/>"), "svg.number");
    refuse_case(svg("<path d='L5 5'/>"), "svg.path");
    refuse_case(svg("<path d='5 5'/>"), "svg.path");
    refuse_case(svg("<path d='M5'/>"), "svg.path");
    refuse_case(svg("<path d='M5 5T9 9'/>"), "svg.path");
    refuse_case(svg("<path d='M5 5Z9 9'/>"), "svg.path");
    refuse_case(svg("<path d='M5 5A1 1 0 2 0 9 9'/>"), "svg.path");
    refuse_case(svg("<path d='M5 -'/>"), "svg.path");
    std::string long_path = "M5 5";
    for (int i = 0; i < 6000; ++i) long_path += "h1h-1";
    refuse_case(svg("<path d='" + long_path + "'/>"), "svg.points");
    std::string curls = "M0 50";
    for (int i = 0; i < 1600; ++i) curls += i % 2 == 0 ? "C0 -99 100 199 99 50" : "C100 -99 0 199 0 50";
    auto complex =
        Icon::read(svg("<path stroke='currentColor' stroke-width='9' stroke-linejoin='round' d='" + curls + "'/>"),
                   *VectorRaster::open());
    CHECK_OK(complex);
    CHECK_REFUSED(complex->check(), "raster.complex");
    CHECK(complex->mask({66, 66}, Mirror::No).size.empty());
    std::string deep;
    for (int i = 0; i < 50; ++i) deep += "<g>";
    for (int i = 0; i < 50; ++i) deep += "</g>";
    refuse_case(svg(deep), "svg.element");
}

void a_folder_of_icons() {
    auto disk = std::make_shared<MemoryFiles>();
    disk->put("icons/good.svg", svg("<circle cx='50' cy='50' r='30'/>"));
    disk->put("icons/bad.svg", "<svg");
    disk->put("icons/README.md", "words");
    CHECK_REFUSED(Icons::open(disk, "nowhere"), "icons.folder");
    auto icons = Icons::open(disk, "icons");
    CHECK_OK(icons);
    CHECK(icons->names() == (std::vector<std::string>{"bad", "good"}));
    const auto* good = icons->find("good");
    CHECK(good != nullptr && good == icons->find("good"));
    CHECK(icons->problems().empty());
    CHECK(icons->find("bad") == nullptr && icons->find("bad") == nullptr);
    CHECK_EQ(icons->problems().size(), 1U);
    CHECK_EQ(icons->problems()[0].check, std::string("svg.syntax"));
    CHECK(icons->find("absent") == nullptr && icons->find("absent") == nullptr);
    CHECK_EQ(icons->problems().size(), 2U);
    CHECK_EQ(icons->problems()[1].check, std::string("icons.missing"));
    CHECK(icons->problems()[1].message.contains("absent.svg"));
}

void every_icon_of_ours_can_be_drawn() {
    auto icons = Icons::open("content/icons");
    CHECK_OK(icons);
    CHECK(!icons->names().empty());
    for (const auto& name : icons->names()) {
        const auto* icon = icons->find(name);
        if (icon == nullptr) fail_check(icons->problems().back().text(), __FILE__, __LINE__);
        CHECK_OK(icon->check());
        for (int side = 1; side < 24; ++side) CHECK(icon->mask({side, 24 - side}, Mirror::Yes).size.w == side);
        double share = area(icon->mask({66, 66}, Mirror::No)) / (66 * 66);
        if (share < 0.01 || share > 0.7) fail_check(name + " is nearly empty or nearly full", __FILE__, __LINE__);
    }
}

void an_icon_is_clipped() {
    auto icon = Icon::read(svg("<rect x='0' y='0' width='100' height='100'/>"), *VectorRaster::open());
    std::mt19937 random{31};
    for (int round = 0; round < 300; ++round) {
        auto frame = patterned({64, 48});
        Canvas canvas(frame);
        canvas.set_clip(odd_rect(random));
        canvas.icon(*icon, odd_rect(random), odd_color(random), Mirror::No);
        CHECK(untouched_outside(frame, canvas.clip()));
    }
}

}  // namespace

int run_icon_tests() {
    const CMUnitTest tests[] = {
        test<elements_cover_their_area>("each element covers the area geometry says"),
        test<path_commands_mean_what_svg_says>("path commands mean what SVG says"),
        test<paint_is_inherited>("paint is inherited through groups"),
        test<a_stroke_without_length_is_nothing>("a stroke without length draws nothing"),
        test<mirrors>("a mirrored icon is the same one turned"),
        test<keeps_its_shape_in_a_wide_place>("an icon keeps its shape in a wide place"),
        test<refuses_by_name>("what is not our SVG is refused by name"),
        test<a_folder_of_icons>("a folder is read lazily and a broken icon is remembered"),
        test<every_icon_of_ours_can_be_drawn>("every icon in content/icons can be drawn"),
        test<an_icon_is_clipped>("an icon is clipped"),
    };
    return run("draw icons", tests);
}
