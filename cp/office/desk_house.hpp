// The whole desk, put together for one hub.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cp/office/desk_routes.hpp"
#include "cp/office/hub_rounds.hpp"
#include "cp/region/publishing.hpp"

namespace baken::cp {

struct DeskOptions {
    Path page;             // cp/desk; empty: no desk
    Path renderer;         // the kiosk's program, which draws previews; empty: no previews
    std::string store;     // of records; empty: the region's own file
    Path passphrase_file;  // opens the keys by which records are read
    Path resources;        // the folder with fonts/ and icons/ for it; empty: its own
    Transport transport = Transport::Tls;
    trust::PasswordCost cost = {3, 64U << 20U};  // of checking a password
};

class DeskHouse {
public:
    // Begins with the files of the page. `rounds` and `clock` must outlive this. Errors: serve.folder when the page is
    // not there.
    [[nodiscard]] static Result<std::unique_ptr<DeskHouse>> open(const DeskOptions& options, const RegionFolder& region,
                                                                 trust::Secret passphrase, HubRounds& rounds,
                                                                 const Clock& clock);
    ~DeskHouse();
    DeskHouse(const DeskHouse&) = delete;
    DeskHouse& operator=(const DeskHouse&) = delete;

    [[nodiscard]] Routes& routes();
    [[nodiscard]] Routes& feed();
    // Asks the feeds of others whose time has come; about once a minute.
    [[nodiscard]] Work ask_feeds();
    // Learns who is signed in, with other hubs, too; every few seconds.
    [[nodiscard]] Work know_sessions();
    // What to do when something on the desk changed that other pages should hear of; called in the desk's lane.
    void on_news(std::function<void()> tell);

private:
    struct Inside;
    explicit DeskHouse(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace baken::cp
