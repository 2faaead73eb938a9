#include "kiosk/device/speaker.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <vector>

#include "kiosk/device/alarm_signal.hpp"
#include "tests/device/device_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/temp_folder.hpp"

using namespace baken::device;
using namespace baken::testing;

namespace {

// ALSA itself, whose default device writes what it is given into a file.
struct TapedSound {
    TempFolder temp;

    TapedSound() {
        std::ofstream(temp.path / "alsa.conf") << fmt::format(
            "pcm.default {{ type plug slave.pcm {{ type file format raw file {}/tape slave.pcm {{ type null }} }} }}\n",
            temp.path.string());
        setenv("ALSA_CONFIG_PATH", (temp.path / "alsa.conf").c_str(), 1);
    }
    ~TapedSound() { unsetenv("ALSA_CONFIG_PATH"); }

    [[nodiscard]] std::vector<std::int16_t> tape() const {
        std::ifstream file(temp.path / "tape", std::ios::binary);
        std::vector<std::int16_t> samples;
        for (std::int16_t one = 0; file.read(reinterpret_cast<char*>(&one), sizeof one);) samples.push_back(one);
        return samples;
    }
};

bool begins_with(const std::vector<std::int16_t>& whole, const std::vector<std::int16_t>& part) {
    return whole.size() >= part.size() && std::equal(part.begin(), part.end(), whole.begin());
}

void plays_the_chime(TapedSound& sound) {
    {
        Speaker speaker(sound.temp.path);
        speaker.set_volume(40);
        CHECK_OK(speaker.chime());
        while (sound.tape().size() < kSamplesASecond) std::this_thread::yield();
    }
    CHECK(begins_with(sound.tape(), alarm_signal(1, 40)));
}

void is_quiet_at_once(TapedSound& sound) {
    Speaker speaker(sound.temp.path);
    CHECK_OK(speaker.alarm());
    speaker.quiet();
    auto then = sound.tape().size();
    speaker.quiet();
    CHECK_EQ(sound.tape().size(), then);
}

void is_never_too_faint(TapedSound& sound) {
    Speaker speaker(sound.temp.path);
    speaker.set_volume(1);
    CHECK_OK(speaker.chime());
    while (sound.tape().size() < kSamplesASecond) std::this_thread::yield();
    CHECK(begins_with(sound.tape(), alarm_signal(1, kFaintest)));
}

void touch(const std::filesystem::path& file) {
    std::ofstream made(file);
    CHECK(made.is_open());
}

void knows_loudspeakers(TempFolder& cards) {
    Speaker speaker(cards.path);
    CHECK(speaker.absence());
    CHECK_EQ(speaker.absence()->check, std::string("sound.none"));
    touch(cards.path / "pcmC0D0c");
    touch(cards.path / "controlC0");
    CHECK(speaker.absence());
    touch(cards.path / "pcmC0D3p");
    CHECK(!speaker.absence());
}

void says_when_nothing_plays(TempFolder& cards) {
    touch(cards.path / "alsa.conf");
    setenv("ALSA_CONFIG_PATH", (cards.path / "alsa.conf").c_str(), 1);
    CHECK_REFUSED(Speaker(cards.path).alarm(), "sound.none");
    unsetenv("ALSA_CONFIG_PATH");
}

void swells_and_stops() {
    auto signal = alarm_signal(2, 100);
    CHECK_EQ(signal.size(), std::size_t{2 * kSamplesASecond});
    CHECK_EQ(signal.front(), std::int16_t{0});
    auto loudest = *std::ranges::max_element(signal);
    CHECK(loudest > 15'000 && loudest < 32'000);
    CHECK_EQ(signal[kSamplesASecond * 12 / 10], std::int16_t{0});
}

}  // namespace

int run_speaker_tests() {
    const CMUnitTest tests[] = {
        test<plays_the_chime, TapedSound>("what is heard is the signal, as loud as staff chose"),
        test<is_quiet_at_once, TapedSound>("an alarm that is ended gives the device nothing more"),
        test<is_never_too_faint, TapedSound>("the faintest sound is still heard"),
        test<knows_loudspeakers, TempFolder>("only what can play is a loudspeaker, and one plugged in later is seen"),
        test<says_when_nothing_plays, TempFolder>("a machine that cannot make a sound says so"),
        test<swells_and_stops>("the signal swells, keeps below full strength and pauses"),
    };
    return cmocka_run_group_tests_name("speaker", tests, nullptr, nullptr);
}
