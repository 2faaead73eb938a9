#include "kiosk/draw/picture.hpp"

#include <turbojpeg.h>
#include <unistd.h>

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "exchange/base/disk_files.hpp"
#include "kiosk/draw/canvas.hpp"
#include "kiosk/draw/qr.hpp"
#include "kiosk/draw/scale.hpp"
#include "tests/draw/draw_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken;
using namespace baken::draw;
using namespace baken::testing;

namespace {

// What a camera would make of a frame: near its colours, not exactly.
std::string jpeg_of(const Frame& frame, int colours = TJSAMP_444) {
    auto* compressor = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long length = 0;
    auto size = frame.size();
    tjCompress2(compressor, reinterpret_cast<const unsigned char*>(frame.row(0)), size.w, size.w * 4, size.h, TJPF_BGRX,
                &bytes, &length, colours, 95, 0);
    std::string result(reinterpret_cast<char*>(bytes), length);
    tjFree(bytes);
    tjDestroy(compressor);
    return result;
}

Frame two_halves(Size size) {
    Frame frame(size);
    Canvas canvas(frame);
    canvas.fill(frame.bounds(), {200, 40, 10});
    canvas.fill({0, 0, size.w / 2, size.h}, {10, 60, 150});
    return frame;
}

void png_round_trip(TempFolder& here) {
    auto frame = patterned({93, 41});
    CHECK_OK(frame.save_png(here.path / "a.png"));
    DiskFiles files;
    auto bytes = **files.read(here.path / "a.png", ByteLimit{1'000'000});
    auto picture = Picture::decode(bytes);
    CHECK_OK(picture);
    CHECK(picture->size() == frame.size());
    for (int y = 0; y < 41; ++y)
        for (int x = 0; x < 93; ++x) CHECK_EQ(picture->row(y)[x], frame.row(y)[x]);
    CHECK_REFUSED(frame.save_png(here.path / "nowhere" / "a.png"), "files.write");
    CHECK_REFUSED(Frame().save_png(here.path / "b.png"), "png.encode");
}

bool near(std::uint32_t a, std::uint32_t b) {
    for (unsigned shift : {0U, 8U, 16U}) {
        if (std::abs(static_cast<int>(a >> shift & 255U) - static_cast<int>(b >> shift & 255U)) > 6) return false;
    }
    return true;
}

void jpeg_is_read() {
    auto frame = two_halves({64, 48});
    auto picture = Picture::decode(jpeg_of(frame));
    CHECK_OK(picture);
    CHECK(picture->size() == frame.size());
    for (Point p : {Point{5, 5}, {60, 40}, {20, 47}, {63, 0}}) CHECK(near(picture->row(p.y)[p.x], frame.row(p.y)[p.x]));
}

void large_pictures_are_kept_smaller() {
    auto frame = two_halves({640, 480});
    auto png = *encode_png(frame);
    auto jpeg = jpeg_of(frame);
    for (const auto* bytes : {&png, &jpeg}) {
        auto picture = Picture::decode(*bytes, {.kept_pixels = 30'000});
        CHECK_OK(picture);
        CHECK(picture->size().w * picture->size().h <= 30'000);
        CHECK(std::abs(picture->size().w * 3 - picture->size().h * 4) <= 4);
        CHECK(near(picture->row(3)[3], frame.row(3)[3]));
        CHECK(near(picture->row(100)[picture->size().w - 3], frame.row(3)[630]));
    }
}

void bad_pictures_are_refused_by_name() {
    auto png = *encode_png(patterned({100, 100}));
    auto jpeg = jpeg_of(two_halves({100, 100}));
    CHECK_REFUSED(Picture::decode(""), "picture.kind");
    CHECK_REFUSED(Picture::decode("GIF89a......"), "picture.kind");
    CHECK_REFUSED(Picture::decode(png, {.bytes = 100}), "picture.bytes");
    CHECK_REFUSED(Picture::decode(png, {.pixels = 9'999}), "picture.pixels");
    CHECK_REFUSED(Picture::decode(jpeg, {.pixels = 9'999}), "picture.pixels");
    for (const auto* whole : {&png, &jpeg}) {
        for (std::size_t part : {std::size_t{9}, whole->size() / 2, whole->size() - 20}) {
            CHECK_REFUSED(Picture::decode(whole->substr(0, part)), "picture.broken");
        }
    }
    auto flipped = png;
    flipped[png.size() / 2] = static_cast<char>(flipped[png.size() / 2] ^ 0x55);
    CHECK_REFUSED(Picture::decode(flipped), "picture.broken");
    auto huge = png;  // a header that promises 2^31 - 1 columns (its checksum is wrong as well)
    huge[16] = 0x7F;
    CHECK(!Picture::decode(huge));
}

void garbled_pictures_do_no_harm() {
    std::mt19937 random{41};
    auto png = *encode_png(patterned({30, 30}));
    auto jpeg = jpeg_of(two_halves({30, 30}), TJSAMP_420);
    for (int i = 0; i < 3000; ++i) {
        auto bytes = i % 2 == 0 ? png : jpeg;
        for (int flips = 1 + static_cast<int>(random() % 6); flips > 0; --flips) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        auto picture = Picture::decode(bytes, {.pixels = 100'000});
        if (picture) CHECK(!picture->size().empty());
    }
}

Picture checkerboard(Size size) {
    std::vector<std::uint32_t> pixels;
    for (int y = 0; y < size.h; ++y)
        for (int x = 0; x < size.w; ++x) pixels.push_back((x + y) % 2 == 0 ? 0xFFFFFFFF : 0xFF000000);
    return {size, std::move(pixels)};
}

void smaller_is_the_mean() {
    auto board = checkerboard({64, 64});
    const auto& half = board.scaled({32, 32}, {0, 0, 32, 32});
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x) CHECK(half.row(y)[x] == 0xFF7F7F7F || half.row(y)[x] == 0xFF808080);
    const auto& odd = board.scaled({20, 20}, {0, 0, 20, 20});
    for (int x = 0; x < 20; ++x) CHECK(std::abs(static_cast<int>(odd.row(7)[x] & 255U) - 128) < 16);
}

void larger_runs_smoothly() {
    Picture two({2, 1}, {0xFF000000, 0xFFFFFFFF});
    const auto& wide = two.scaled({64, 4}, {0, 0, 64, 4});
    CHECK_EQ(wide.row(2)[0], 0xFF000000U);
    CHECK_EQ(wide.row(2)[63], 0xFFFFFFFFU);
    for (int x = 1; x < 64; ++x) CHECK((wide.row(1)[x] & 255U) >= (wide.row(1)[x - 1] & 255U));
}

void a_part_is_the_same_pixels() {
    std::mt19937 random{42};
    std::vector<std::uint32_t> pixels(37 * 23);
    for (auto& pixel : pixels) pixel = 0xFF000000U | static_cast<std::uint32_t>(random());
    Picture picture({37, 23}, pixels);
    for (Size target : {Size{90, 80}, {10, 9}, {37, 60}}) {
        Picture whole(target, scale_pixels(picture, target, {0, 0, target.w, target.h}));
        const auto& part = picture.scaled(target, {3, 2, 6, 5});
        for (int y = 0; y < 5; ++y)
            for (int x = 0; x < 6; ++x) CHECK_EQ(part.row(y)[x], whole.row(y + 2)[x + 3]);
    }
}

void alpha_is_kept() {
    Picture glass({2, 2}, std::vector<std::uint32_t>(4, 0x80000000));
    Frame frame({20, 20});
    Canvas canvas(frame);
    canvas.fill(frame.bounds(), {200, 100, 50});
    canvas.picture(glass, {5, 5, 10, 10});
    CHECK_EQ(frame.row(10)[10], 0xFF643219U);
    CHECK_EQ(frame.row(4)[4], 0xFFC86432U);
}

void pictures_and_codes_are_clipped() {
    std::mt19937 random{43};
    auto board = checkerboard({16, 12});
    auto code = *QrCode::make("NSP");
    for (int round = 0; round < 600; ++round) {
        auto frame = patterned({64, 48});
        Canvas canvas(frame);
        canvas.set_clip(odd_rect(random));
        canvas.picture(board, odd_rect(random));
        canvas.qr(code, odd_rect(random), odd_color(random), odd_color(random));
        CHECK(untouched_outside(frame, canvas.clip()));
    }
    Frame frame({64, 48});
    Canvas canvas(frame);
    canvas.picture(board, {0, 0, INT_MAX, INT_MAX});
    canvas.qr(code, {-5, -5, INT_MAX, INT_MAX}, {0, 0, 0}, {255, 255, 255});
}

void fits_in_its_shape() {
    CHECK(fit({200, 100}, {10, 10, 100, 100}) == (Rect{10, 35, 100, 50}));
    CHECK(fit({1, 1000}, {0, 0, 10, 10}) == (Rect{4, 0, 1, 10}));
    CHECK(fit({0, 5}, {0, 0, 10, 10}).empty());
}

std::string read_by_a_phone(const Path& png) {
    std::unique_ptr<FILE, int (*)(FILE*)> out(popen(("zbarimg --nodbus --quiet --raw " + png.string()).c_str(), "r"),
                                              pclose);
    std::string text;
    char part[512];
    while (out && std::fgets(part, sizeof part, out.get()) != nullptr) text += part;
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

void a_phone_reads_the_code(TempFolder& here) {
    std::string long_text = "Kook het water drie minuten. ";
    while (long_text.size() < 1500) long_text += "Спасибі, ሰላም, 12:40 €. ";
    for (const auto& text :
         {std::string("https://example.org/a?b=c"), std::string("Café, água, ąę: 112 of 0900-8844"), long_text}) {
        auto code = QrCode::make(text);
        CHECK_OK(code);
        Frame frame({900, 800});
        Canvas canvas(frame);
        canvas.fill(frame.bounds(), {0x0B, 0x1B, 0x33});
        canvas.qr(*code, {30, 20, 840, 760}, {0, 0, 0}, {255, 255, 255});
        CHECK_OK(frame.save_png(here.path / "code.png"));
        CHECK_EQ(read_by_a_phone(here.path / "code.png"), text);
    }
}

void codes_have_their_limits() {
    CHECK_REFUSED(QrCode::make(""), "qr.empty");
    CHECK_REFUSED(QrCode::make(std::string(3000, 'x')), "qr.too_long");
    CHECK_REFUSED(QrCode::make(std::string_view("a\0b", 3)), "qr.text");
    CHECK_EQ(QrCode::make(std::string(2953, 'x'))->side(), 177);
    CHECK_EQ(QrCode::make("NSP")->side(), 21);
    CHECK(QrCode::make(std::string(660, 'x'))->side() == 97);
}

}  // namespace

int run_picture_tests() {
    const CMUnitTest tests[] = {
        test<png_round_trip, TempFolder>("a frame saved as PNG is read back to the pixel"),
        test<jpeg_is_read>("a JPEG is read"),
        test<large_pictures_are_kept_smaller>("a large picture is kept smaller in its shape"),
        test<bad_pictures_are_refused_by_name>("bad pictures are refused by name"),
        test<garbled_pictures_do_no_harm>("garbled pictures do no harm"),
        test<smaller_is_the_mean>("a smaller picture is the mean of what it was"),
        test<larger_runs_smoothly>("a larger picture runs smoothly between its pixels"),
        test<a_part_is_the_same_pixels>("a part of a scaled picture has the pixels of the whole"),
        test<alpha_is_kept>("what is see-through stays so"),
        test<pictures_and_codes_are_clipped>("pictures and codes are clipped"),
        test<fits_in_its_shape>("a picture fits its place in its own shape"),
        test<a_phone_reads_the_code, TempFolder>("a reader gets the text back from the QR code"),
        test<codes_have_their_limits>("a QR code has its limits"),
    };
    return run("draw pictures", tests);
}
