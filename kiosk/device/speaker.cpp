#include "kiosk/device/speaker.hpp"

#include <alsa/asoundlib.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/device/alarm_signal.hpp"

namespace baken::device {
namespace {

constexpr int kAlarmSeconds = 30;
constexpr unsigned kLatencyUs = 200'000;
constexpr int kStopWithinMs = 20;
constexpr snd_pcm_uframes_t kPiece = 1024;  // samples given to the device at once
constexpr const char* kAdvice = "connect a loudspeaker; until then a call for staff is only seen";

struct CloseDevice {
    void operator()(snd_pcm_t* device) const { snd_pcm_close(device); }
};
using Device = std::unique_ptr<snd_pcm_t, CloseDevice>;

struct CloseMixer {
    void operator()(snd_mixer_t* mixer) const { snd_mixer_close(mixer); }
};

struct Place {
    unsigned card;
    unsigned number;
};

// The kernel names what can play pcmC<card>D<number>p.
std::vector<Place> places_in(const std::filesystem::path& cards) {
    std::vector<Place> found;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(cards, none)) {
        Place place{};
        char way = 0;
        auto name = entry.path().filename().string();
        bool all = std::sscanf(name.c_str(), "pcmC%uD%u%c", &place.card, &place.number, &way) == 3;
        if (all && way == 'p') found.push_back(place);
    }
    return found;
}

// Cards begin muted. Only what leads to a loudspeaker is opened: a microphone played back would howl.
bool leads_outside(std::string_view control) {
    constexpr std::array<std::string_view, 8> kOutputs{"Master", "PCM",      "Speaker", "Headphone",
                                                       "Front",  "Line Out", "Digital", "IEC958"};
    return std::ranges::any_of(kOutputs, [&](auto output) { return control.starts_with(output); });
}

void open_control(snd_mixer_elem_t* control) {
    if (!leads_outside(snd_mixer_selem_get_name(control))) return;
    if (snd_mixer_selem_has_playback_switch(control) != 0) snd_mixer_selem_set_playback_switch_all(control, 1);
    long least = 0;
    long most = 0;
    if (snd_mixer_selem_has_playback_volume(control) == 0) return;
    if (snd_mixer_selem_get_playback_volume_range(control, &least, &most) != 0) return;
    snd_mixer_selem_set_playback_volume_all(control, most);
}

// How loud it is says the signal itself. A card without a mixer is as loud as it is.
void open_mixer(unsigned card) {
    snd_mixer_t* opened = nullptr;
    if (snd_mixer_open(&opened, 0) != 0) return;
    std::unique_ptr<snd_mixer_t, CloseMixer> mixer(opened);
    if (snd_mixer_attach(opened, fmt::format("hw:{}", card).c_str()) != 0) return;
    if (snd_mixer_selem_register(opened, nullptr, nullptr) != 0 || snd_mixer_load(opened) != 0) return;
    for (auto* one = snd_mixer_first_elem(opened); one != nullptr; one = snd_mixer_elem_next(one)) open_control(one);
}

Result<Device> open_device(const std::string& name) {
    snd_pcm_t* opened = nullptr;
    int failed = snd_pcm_open(&opened, name.c_str(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
    if (failed < 0) return refuse("sound.none", snd_strerror(failed), kAdvice);
    Device device(opened);
    failed = snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1, kSamplesASecond, 1,
                                kLatencyUs);
    if (failed < 0) return refuse("sound.play", snd_strerror(failed));
    return device;
}

// Gives the device what it has room for, and otherwise waits a moment; ends early when the device is gone.
void play_on(const std::stop_token& stop, snd_pcm_t* device, std::span<const std::int16_t> left) {
    while (!stop.stop_requested() && !left.empty()) {
        auto taken = snd_pcm_writei(device, left.data(), std::min<snd_pcm_uframes_t>(left.size(), kPiece));
        if (taken == -EAGAIN) {
            snd_pcm_wait(device, kStopWithinMs);
        } else if (taken < 0) {
            if (snd_pcm_recover(device, static_cast<int>(taken), 1) < 0) return;
        } else {
            left = left.subspan(static_cast<std::size_t>(taken));
        }
    }
    snd_pcm_drain(device);
    while (!stop.stop_requested() && snd_pcm_state(device) == SND_PCM_STATE_DRAINING) {
        std::this_thread::sleep_for(std::chrono::milliseconds{kStopWithinMs});
    }
    snd_pcm_drop(device);
}

// The library would write its complaints between the log lines; what it returns says the same.
void say_nothing(const char*, int, const char*, int, const char*, ...) {}

}  // namespace

Speaker::Speaker(std::filesystem::path cards) : cards_(std::move(cards)) {
    snd_lib_error_set_handler(say_nothing);
}

Done Speaker::alarm() {
    return play(kAlarmSeconds);
}

Done Speaker::chime() {
    return play(1);
}

void Speaker::set_volume(int percent) {
    volume_ = std::clamp(percent, kFaintest, 100);
}

std::optional<Error> Speaker::absence() const {
    if (!places_in(cards_).empty()) return std::nullopt;
    return Error{"sound.none", "there is no loudspeaker", kAdvice};
}

// A desktop's own sound service may hold the cards; it stands behind the name "default".
Done Speaker::play(int seconds) {
    quiet();
    std::vector<Device> devices;
    for (const auto& place : places_in(cards_)) {
        open_mixer(place.card);
        auto device = open_device(fmt::format("plughw:{},{}", place.card, place.number));
        if (device) devices.push_back(std::move(*device));
    }
    if (devices.empty()) {
        TRY(auto device, open_device("default"));
        devices.push_back(std::move(device));
    }
    auto signal = std::make_shared<const std::vector<std::int16_t>>(alarm_signal(seconds, volume_));
    for (auto& device : devices) {
        playing_.emplace_back([signal, device = std::move(device)](const std::stop_token& stop) {
            play_on(stop, device.get(), *signal);
        });
    }
    return {};
}

void Speaker::quiet() {
    for (auto& one : playing_) one.request_stop();
    playing_.clear();
}

}  // namespace baken::device
