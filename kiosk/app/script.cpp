#include "kiosk/app/script.hpp"

#include <SDL2/SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <iostream>

#include "exchange/base/text.hpp"
#include "kiosk/app/post_office.hpp"
#include "kiosk/app/script_expect.hpp"
#include "kiosk/app/script_words.hpp"
#include "kiosk/app/sdl_input.hpp"
#include "kiosk/app/stage.hpp"
#include "kiosk/draw/memory_screen.hpp"
#include "kiosk/sync/https_courier.hpp"
#include "kiosk/sync/https_road.hpp"
#include "kiosk/sync/stick_road.hpp"
#include "kiosk/ui/inspect.hpp"
#include "kiosk/ui/letters.hpp"

namespace baken::app {
namespace {

using namespace std::chrono_literals;

class Player {
public:
    Player(const Options& options, World& world)
        : options_(options),
          world_(world),
          screen_(options.size),
          kiosk_(world.machine(ui::Panel::of(options.size, options.inches)), world.holdings),
          stage_(screen_, world.glyphs, world.icons),
          office_(*world.clock, {options.data, options.site, options.staff_pin}) {
        kiosk_.hear(std::move(world.news));
        kiosk_.hear(office_.first());
        world.begin_with(options, kiosk_);
    }

    Done play(std::string_view line) {
        auto [verb, rest] = first_word(line);
        if (verb == "tap") return tap(rest);
        if (verb == "key") return press(rest);
        if (verb == "reach") return reach(unquoted(rest));
        if (verb == "type") return type(ui::letters_of(unquoted(rest)));
        if (verb == "type-codes") return type(letters_of_codes(rest));
        if (verb == "write") return write(unquoted(rest));
        if (verb == "wait") return wait(rest);
        if (verb == "expect") return expect(kiosk_, rest);
        if (verb == "refuse")
            return expect(kiosk_, rest) ? refuse("script.there", std::string(rest) + " is there") : Done{};
        if (verb == "screenshot") return screenshot(rest);
        if (verb == "outline") return outline();
        if (verb == "content") return content(rest);
        if (verb == "stick") return stick(rest);
        if (verb == "updater") return updater(rest);
        if (verb == "machine") return machine(rest);
        if (verb == "round") return round();
        if (verb == "post") return post();
        if (verb == "down-to") return down_to(rest);
        if (verb == "hold") return hold();
        if (verb == "end-by") return end_by(rest);
        return refuse("script.verb", "no such step: " + std::string(verb));
    }

    [[nodiscard]] std::string seen() const { return ui::outline(kiosk_.scene()); }

private:
    // Everything SDL has queued, in order, as the loop does it.
    Done drain() {
        SDL_Event event;
        while (SDL_PollEvent(&event) == 1) {
            if (auto input = input_of(event, screen_.size())) kiosk_.take(*input);
        }
        kiosk_.update();
        serve_post();
        for (auto& order : kiosk_.take_stick_orders()) {
            if (!world_.supplier || options_.sticks.empty()) return refuse("script.stick", "needs --data and --stick");
            kiosk_.hear(world_.supplier->write(order, options_.sticks.front()));
        }
        keep_house();
        kiosk_.update();
        return stage_.show(kiosk_.scene(), kiosk_.attention(), kiosk_.contrast());
    }

    void keep_house() {
        auto house = kiosk_.take_house();
        if (!house || options_.data.empty()) return;
        auto kept = world_.files.replace(options_.data / kHouseFile, *house);
        kiosk_.hear_of_house(kept ? std::nullopt : std::optional(kept.error()));
    }

    // As the worker does it, but at once.
    void serve_post() {
        for (auto orders = kiosk_.take_orders(); !orders.empty(); orders = kiosk_.take_orders()) {
            for (auto& order : orders) kiosk_.hear(office_.take(std::move(order)));
        }
        while (office_.has_more()) kiosk_.hear(office_.more());
        if (world_.clock->tick() >= office_.deadline()) kiosk_.hear(office_.pass());
    }

    // Carries records over the network once: what waits, and what was answered.
    Done post() {
        if (options_.data.empty() || options_.hubs.empty())
            return refuse("script.post", "there is no road for records");
        TRY_DONE(drain());
        if (!courier_) {
            sync::HttpOptions http;
            http.ca = options_.ca;
            courier_ = std::make_unique<sync::HttpsCourier>(options_.hubs, http, http);
        }
        TRY(auto outbox, store::Outbox::open(world_.files, options_.data));
        sync::ReceiptSide side{office_.identity().id(), office_.identity().sealing, office_.cp_keys()};
        constexpr std::size_t kMost = 100'000;
        auto now = world_.clock->now();
        auto round = courier_->send(outbox, side, now, world_.clock->tick(), kMost);
        OutboxState told;
        if (round.trouble) told.trouble = round.trouble->check;
        told.hub_reached = round.reached;
        if (round.reached || !round.trouble) round = courier_->await_receipts(outbox, side, now, 1s);
        told.hub_reached = told.hub_reached || round.reached;
        if (told.trouble.empty() && round.trouble) told.trouble = round.trouble->check;
        kiosk_.hear(office_.carried(told));
        return drain();
    }

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
        world_.hand_clock->advance(600ms);
        push_finger(at, screen_.size(), true);
        TRY_DONE(drain());
        world_.hand_clock->advance(80ms);
        push_finger(at, screen_.size(), false);
        return drain();
    }

    // As somebody who looks for it does: "Omlaag", until it is seen.
    Done down_to(std::string_view target) {
        constexpr int kMostPages = 20;
        for (int i = 0; i < kMostPages; ++i) {
            const auto* item = find_button(kiosk_.scene(), target);
            bool seen = item != nullptr && item->rect.intersected(item->clip) == item->rect;
            if (seen || find_button(kiosk_.scene(), "[scroll-down ]") == nullptr) break;
            TRY_DONE(tap("[scroll-down ]"));
            TRY_DONE(wait("1s"));
        }
        return tap(target);
    }

    Done press(std::string_view word) {
        auto key = key_of(word);
        if (!key) return refuse("script.key", "no such key: " + std::string(word));
        world_.hand_clock->advance(300ms);
        push_key(*key);
        return drain();
    }

    // A keyboard of flesh and blood: a letter at a time.
    Done type(const std::vector<std::string>& letters) {
        for (const auto& letter : letters) {
            world_.hand_clock->advance(150ms);
            if (letter == " ") {
                push_key(ui::Key::Space);
            } else {
                push_text(letter);
            }
            TRY_DONE(drain());
        }
        return {};
    }

    // The same on the glass: each letter is a key that is touched, after shift or on the page of signs where it stands.
    Done write(std::string_view text) {
        for (const auto& letter : ui::letters_of(text)) {
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

    Done reach(std::string_view name) {
        constexpr int kMost = 200;
        for (int i = 0; i < kMost; ++i) {
            int focused = kiosk_.attention().focused;
            if (focused >= 0 && answers_to(kiosk_.scene().items[static_cast<std::size_t>(focused)], name)) return {};
            TRY_DONE(press("next"));
        }
        return refuse("script.focus", "the keys never come to \"" + std::string(name) + "\"");
    }

    // Stands still until whoever looks on from outside has seen enough and writes a line.
    static Done hold() {
        std::cout << "holding" << std::endl;
        std::string line;
        std::getline(std::cin, line);
        return {};
    }

    // As a power cut or a fault of the program ends it: at once, with nothing put in order.
    static Done end_by(std::string_view word) {
        if (word == "power-cut") std::raise(SIGKILL);
        if (word == "fault") std::raise(SIGSEGV);
        return refuse("script.end", "no such end: " + std::string(word));
    }

    // Time passes as it does for the loop: from one deadline to the next, never over one.
    Done wait(std::string_view word) {
        auto length = duration_of(word);
        if (!length) return refuse("script.wait", "write it like 61s, not " + std::string(word));
        auto end = world_.clock->tick() + *length;
        while (world_.clock->tick() < end) {
            auto next = std::min(end, kiosk_.deadline().value_or(end));
            world_.hand_clock->advance(std::max(Duration{1}, next - world_.clock->tick()));
            TRY_DONE(drain());
        }
        return {};
    }

    Done screenshot(std::string_view name) {
        std::filesystem::create_directories(options_.pictures);
        TRY_DONE(drain());
        return screen_.frame().save_png(options_.pictures / name);
    }

    Done outline() {
        std::cout << seen();
        return {};
    }

    Done content(std::string_view folder) {
        roots_ = roots_.empty() ? options_.content : roots_;
        roots_.emplace_back(folder);
        kiosk_.receive(load_holdings(world_.files, roots_, options_.site));
        return drain();
    }

    Done stick(std::string_view folder) {
        sync::StickRoad road(world_.files, folder);
        return supply(road, &road, folder);
    }

    Done updater(std::string_view words) {
        auto [word, stick] = first_word(words);
        device::SystemFacts system{.version = "1", .by_stick = device::newer_system(word), .stick = std::string(stick)};
        world_.bare->tell({.system = std::move(system)});
        return wait("2s");
    }

    Done machine(std::string_view words) {
        if (words != "data-remade" && words != "tpm-off")
            return refuse("script.words", "a machine says data-remade or tpm-off");
        bool off = words == "tpm-off";
        world_.bare->tell({.disk = device::Disk{.free = 1'000'000'000, .remade = !off, .tpm_off = off}});
        return drain();
    }

    Done round() {
        if (!network_) {
            sync::HttpOptions options;
            options.ca = options_.ca;
            network_ = std::make_unique<sync::HttpsRoad>(options_.hubs, std::move(options));
        }
        return supply(*network_);
    }

    Done supply(sync::Road& road, const sync::StickRoad* stick = nullptr, const Path& folder = {}) {
        if (!world_.supplier) return refuse("script.supply", "there is no data partition");
        auto news = world_.supplier->take(road);
        if (stick != nullptr) {
            news.stick_at = folder;
            news.brings_system = stick->brings_system();
        }
        kiosk_.hear(std::move(news));
        return drain();
    }

    const Options& options_;
    World& world_;
    std::unique_ptr<sync::HttpsRoad> network_;
    draw::MemoryScreen screen_;
    Kiosk kiosk_;
    Stage stage_;
    PostOffice office_;
    std::unique_ptr<sync::HttpsCourier> courier_;
    std::vector<Path> roots_;
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
