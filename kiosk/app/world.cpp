#include "kiosk/app/world.hpp"

#include "kiosk/device/linux_machine.hpp"
#include "kiosk/device/speaker.hpp"

namespace baken::app {
namespace {

text::FontList font_list(const Options& options, Files& files, std::vector<Error>& problems) {
    auto list = text::read_font_list(files, options.resources / "fonts" / "fonts.toml");
    if (list) return std::move(*list);
    problems.push_back(list.error());
    return {};
}

Result<draw::Icons> open_icons(const Options& options, std::vector<Error>& problems) {
    auto icons = draw::Icons::open(options.resources / "icons");
    if (icons) return icons;
    // Words carry every meaning too, so the kiosk goes on without a picture.
    problems.push_back(icons.error());
    return draw::Icons::open(Path{"/"});
}

}  // namespace

Result<std::unique_ptr<World>> World::open(const Options& options, Files& disk) {
    std::vector<Error> problems;
    TRY(auto fonts, text::Fonts::open(font_list(options, disk, problems)));
    TRY(auto icons, open_icons(options, problems));
    std::unique_ptr<World> world(new World(disk, std::move(fonts), std::move(icons)));
    world->problems = std::move(problems);
    world->patience = options.patience;
    if (options.now) {
        auto clock = std::make_unique<ManualClock>(*options.now);
        world->hand_clock = clock.get();
        world->clock = std::move(clock);
    } else {
        world->clock = std::make_unique<SystemClock>();
    }
    world->keeps_records = !options.data.empty() || options.tour;
    world->open_keyboards(options);
    world->open_sound(options);
    world->open_supply(options);
    world->open_house(options);
    if (!world->holdings)
        world->holdings = supply::load_holdings(disk, options.content, options.site, world->clock->now());
    return world;
}

// Without the table Chinese is typed in Latin letters, which staff can read too.
void World::open_keyboards(const Options& options) {
    constexpr ByteLimit kMostBytes{256 * 1024};
    auto bytes = files.read(options.resources / "keyboards" / "pinyin.txt", kMostBytes);
    if (!bytes || !*bytes) return;
    auto table = ui::Pinyin::parse(**bytes);
    if (!table) return problems.push_back(table.error());
    pinyin = std::make_shared<const ui::Pinyin>(std::move(*table));
}

void World::open_sound(const Options& options) {
    if (!options.tour && !options.script) sound = std::make_unique<device::Speaker>();
}

// Without any place to keep content the kiosk shows what the image brought, and says so.
void World::open_supply(const Options& options) {
    if (options.data.empty()) return;
    supply::SupplyWishes wishes{options.hubs,   options.ca,      options.root, options.data,
                                options.sticks, options.content, options.site, options.spare};
    auto opened = supply::Supplier::open(files, *clock, std::move(wishes));
    if (!opened) return problems.push_back(opened.error());
    supplier = std::move(*opened);
    news = supplier->first();
    holdings = std::exchange(news.holdings, nullptr);
}

// Light and clock are those of the real machine only where a kiosk really runs.
void World::open_house(const Options& options) {
    bool real = !options.tour && !options.script;
    if (real) {
        device = std::make_unique<device::LinuxMachine>(device::LinuxPlaces{.data = options.data});
    } else {
        auto told = std::make_unique<device::BareMachine>();
        bare = told.get();
        device = std::move(told);
    }
    if (options.data.empty()) return;
    auto bytes = files.read(options.data / staff::kHouseFile, ByteLimit{staff::kMostHouseBytes});
    if (!bytes) return problems.push_back(bytes.error());
    if (!*bytes) return;
    auto kept = staff::house_from_json(**bytes);
    if (!kept) return problems.push_back(kept.error());
    house = std::move(*kept);
}

Machine World::machine(const ui::Panel& panel) {
    return {fonts,    typesetter, *clock,       files,         panel,  patience,    kVersion,
            problems, true,       device.get(), keeps_records, pinyin, sound.get(), &icons};
}

void World::begin_with(const Options& options, Kiosk& kiosk) const {
    if (!options.language.empty()) kiosk.session().speak(options.language);
    kiosk.move_in(house);
    kiosk.session().set_text_size(options.text_size);
    kiosk.session().set_contrast(options.contrast);
    kiosk.act({"look", ""});
    kiosk.update();
}

}  // namespace baken::app
