#include "kiosk/app/script.hpp"

#include <SDL2/SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <iostream>

#include "exchange/base/text.hpp"
#include "kiosk/app/script_expect.hpp"
#include "kiosk/app/script_kiosk.hpp"
#include "kiosk/app/script_words.hpp"
#include "kiosk/panel/sdl_input.hpp"
#include "kiosk/ui/inspect.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

// The steps of a script; its methods mirror them.
class Player {
public:
    Player(const Options& options, World& world) : options_(options), kiosk_(options, world) {}

    Done play(std::string_view line) {
        using Step = Done (Player::*)(std::string_view);
        struct Verb {
            std::string_view word;
            Step step;
        };
        static constexpr Verb kVerbs[] = {
            {"tap", &Player::tap},
            {"key", &Player::press},
            {"reach", &Player::reach},
            {"type", &Player::type},
            {"type-codes", &Player::type_codes},
            {"write", &Player::write},
            {"wait", &Player::wait},
            {"expect", &Player::expects},
            {"refuse", &Player::refuses},
            {"screenshot", &Player::screenshot},
            {"outline", &Player::outline},
            {"content", &Player::content},
            {"stick", &Player::stick},
            {"updater", &Player::updater},
            {"machine", &Player::machine},
            {"round", &Player::round},
            {"post", &Player::post},
            {"down-to", &Player::down_to},
            {"hold", &Player::hold},
            {"end-by", &Player::end_by},
        };
        auto [word, rest] = first_word(line);
        auto verb = std::ranges::find(kVerbs, word, &Verb::word);
        if (verb == std::end(kVerbs)) return refuse("script.verb", "no such step: " + std::string(word));
        return (this->*verb->step)(rest);
    }

    [[nodiscard]] std::string seen() const { return ui::outline(kiosk_.scene()); }

private:
    Done tap(std::string_view target) {
        auto [x_word, y_word] = first_word(target);
        draw::Point at;
        bool point = std::from_chars(x_word.data(), x_word.data() + x_word.size(), at.x).ec == std::errc{} &&
                     std::from_chars(y_word.data(), y_word.data() + y_word.size(), at.y).ec == std::errc{};
        if (!point) {
            const auto* item = find_button(kiosk_.scene(), target);
            if (item == nullptr) return refuse("script.missing", "no button " + std::string(target));
            if (!item->pressable()) return refuse("script.disabled", std::string(target) + " cannot be pressed");
            auto seen = item->rect.intersected(item->clip);
            at = {seen.x + seen.w / 2, seen.y + seen.h / 2};
        }
        // A hand needs longer than the double-strike guard between two presses.
        kiosk_.advance(600ms);
        panel::push_finger(at, kiosk_.size(), true);
        TRY_DONE(kiosk_.drain());
        kiosk_.advance(80ms);
        panel::push_finger(at, kiosk_.size(), false);
        return kiosk_.drain();
    }

    // As somebody who looks for it does: "Omlaag", until it is seen.
    Done down_to(std::string_view target) {
        constexpr int kMostPages = 20;
        for (int i = 0; i < kMostPages; ++i) {
            const auto* item = find_button(kiosk_.scene(), target);
            bool seen = item != nullptr && item->rect.intersected(item->clip) == item->rect;
            if (seen || find_button(kiosk_.scene(), "[scroll-down ]") == nullptr) break;
            TRY_DONE(tap("[scroll-down ]"));
            TRY_DONE(kiosk_.pass(1s));
        }
        return tap(target);
    }

    Done press(std::string_view word) {
        auto key = key_of(word);
        if (!key) return refuse("script.key", "no such key: " + std::string(word));
        kiosk_.advance(300ms);
        panel::push_key(*key);
        return kiosk_.drain();
    }

    Done type(std::string_view written) { return type_letters(ui::letters_of(unquoted(written))); }
    Done type_codes(std::string_view codes) { return type_letters(letters_of_codes(codes)); }

    // A keyboard of flesh and blood: a letter at a time.
    Done type_letters(const std::vector<std::string>& letters) {
        for (const auto& letter : letters) {
            kiosk_.advance(150ms);
            if (letter == " ") {
                panel::push_key(ui::Key::Space);
            } else {
                panel::push_text(letter);
            }
            TRY_DONE(kiosk_.drain());
        }
        return {};
    }

    // The same on the glass: each letter is a key that is touched, after shift or on the page of signs where it stands.
    Done write(std::string_view written) {
        for (const auto& letter : ui::letters_of(unquoted(written))) {
            ui::Action key{kiosk_.scene().find({"staff-digit", letter}) != nullptr ? "staff-digit" : "key", letter};
            for (const char* page : {"key-shift", "key-symbols", "key-symbols"}) {
                if (kiosk_.scene().find(key) != nullptr || kiosk_.scene().find({page, ""}) == nullptr) continue;
                TRY_DONE(tap(fmt::format("[{} ]", page)));
            }
            if (kiosk_.scene().find(key) == nullptr) return refuse("script.missing", "no key " + letter);
            const auto& item = *kiosk_.scene().find(key);
            TRY_DONE(tap(fmt::format("{} {}", item.rect.x + item.rect.w / 2, item.rect.y + item.rect.h / 2)));
        }
        return {};
    }

    Done reach(std::string_view written) {
        constexpr int kMost = 200;
        auto name = unquoted(written);
        for (int i = 0; i < kMost; ++i) {
            int focused = kiosk_.kiosk().attention().focused;
            if (focused >= 0 && answers_to(kiosk_.scene().items[static_cast<std::size_t>(focused)], name)) return {};
            TRY_DONE(press("next"));
        }
        return refuse("script.focus", "the keys never come to \"" + std::string(name) + "\"");
    }

    // Stands still until whoever looks on from outside has seen enough and writes a line.
    Done hold(std::string_view) {
        std::cout << "holding" << std::endl;
        std::string line;
        std::getline(std::cin, line);
        return {};
    }

    // As a power cut or a fault of the program ends it: at once, with nothing put in order.
    Done end_by(std::string_view word) {
        if (word == "power-cut") std::raise(SIGKILL);
        if (word == "fault") std::raise(SIGSEGV);
        return refuse("script.end", "no such end: " + std::string(word));
    }

    Done wait(std::string_view word) {
        auto length = duration_of(word);
        if (!length) return refuse("script.wait", "write it like 61s, not " + std::string(word));
        return kiosk_.pass(*length);
    }

    Done expects(std::string_view what) { return expect(kiosk_.kiosk(), what); }

    Done refuses(std::string_view what) {
        return expect(kiosk_.kiosk(), what) ? refuse("script.there", std::string(what) + " is there") : Done{};
    }

    Done screenshot(std::string_view name) {
        std::filesystem::create_directories(options_.pictures);
        return kiosk_.save_picture(options_.pictures / name);
    }

    Done outline(std::string_view) {
        std::cout << seen();
        return {};
    }

    Done content(std::string_view folder) { return kiosk_.add_content(folder); }

    Done stick(std::string_view folder) { return kiosk_.put_stick_in(folder); }

    Done updater(std::string_view words) {
        auto [word, stick] = first_word(words);
        device::SystemFacts system{.version = "1", .by_stick = device::newer_system(word), .stick = std::string(stick)};
        kiosk_.tell({.system = std::move(system)});
        return kiosk_.pass(2s);
    }

    Done machine(std::string_view words) {
        if (words != "data-remade" && words != "tpm-off")
            return refuse("script.words", "a machine says data-remade or tpm-off");
        bool off = words == "tpm-off";
        kiosk_.tell({.disk = device::Disk{.free = 1'000'000'000, .remade = !off, .tpm_off = off}});
        return kiosk_.drain();
    }

    Done round(std::string_view) { return kiosk_.fetch_content(); }

    Done post(std::string_view) { return kiosk_.carry_records(); }

    const Options& options_;
    ScriptKiosk kiosk_;
};

}  // namespace

int run_script(const Options& options, World& world) {
    if (world.hand_clock == nullptr) {
        std::cerr << "a script needs --now: its clock is moved by hand\n";
        return 1;
    }
    auto bytes = world.files.read(*options.script, ByteLimit{1U << 20U});
    if (!bytes || !*bytes) {
        std::cerr << options.script->string() << ": cannot be read\n";
        return 1;
    }
    SDL_Init(SDL_INIT_EVENTS);
    Player player{options, world};
    int number = 0;
    for (auto line : split(**bytes, '\n')) {
        ++number;
        auto step = trim(line);
        if (step.empty() || step.starts_with('#')) continue;
        if (auto done = player.play(step); !done) {
            std::cerr << fmt::format("{}:{}: {}\n  {}\nOn the screen:\n{}", options.script->string(), number, step,
                                     done.error().text(), player.seen());
            SDL_Quit();
            return 1;
        }
    }
    SDL_Quit();
    return 0;
}

}  // namespace baken::app
