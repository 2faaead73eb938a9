#include "cp/region/kiosk_register.hpp"

#include "exchange/records/enrolment.hpp"
#include "exchange/trust/encoding.hpp"
#include "tests/cp/cp_tests.hpp"
#include "tests/support/cmocka.hpp"
#include "tests/support/memory_files.hpp"

using namespace baken;
using namespace baken::cp;
using namespace baken::testing;

namespace {

struct Cabinet {
    MemoryFiles disk;
    Instant now = *parse_rfc3339("2026-11-23T13:00:00Z");
    std::string signing = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    std::string key = records::format({*trust::from_hex(signing), std::string(32, 's')});
    KioskRegister open() { return *KioskRegister::open(disk, "kiosks.toml"); }
};

void remembers(Cabinet& cabinet) {
    auto kiosks = cabinet.open();
    CHECK(kiosks.kiosks().empty());
    auto added = kiosks.add("noord", cabinet.key, cabinet.now);
    CHECK_OK(added);
    CHECK_EQ(added->id.size(), 64U);
    auto again = cabinet.open();
    CHECK_EQ(again.kiosks().size(), 1U);
    CHECK_EQ(again.kiosks()[0].id, added->id);
    CHECK_EQ(again.kiosks()[0].site, std::string("noord"));
    CHECK_EQ(again.kiosks()[0].key, cabinet.signing);
    CHECK_EQ(again.kiosks()[0].sealing, trust::to_hex(std::string(32, 's')));
    CHECK(again.find(added->id) != nullptr);
    CHECK(again.find("noord") == nullptr);
    CHECK(again.kiosks()[0].added == cabinet.now);
    CHECK(!again.kiosks()[0].revoked);
}

void revokes_for_good(Cabinet& cabinet) {
    auto kiosks = cabinet.open();
    auto id = kiosks.add("noord", cabinet.key, cabinet.now)->id;
    CHECK_REFUSED(kiosks.revoke(id.substr(0, 7), cabinet.now), "kiosk.unknown");
    CHECK_REFUSED(kiosks.revoke(std::string(64, 'x'), cabinet.now), "kiosk.unknown");
    CHECK_OK(kiosks.revoke(id.substr(0, 8), cabinet.now));
    CHECK(cabinet.open().kiosks()[0].revoked == cabinet.now);
    CHECK_REFUSED(cabinet.open().add("noord", cabinet.key, cabinet.now), "kiosk.key");
    CHECK_OK(kiosks.revoke(id, cabinet.now + std::chrono::days{1}));
    CHECK(cabinet.open().kiosks()[0].revoked == cabinet.now);
}

void refuses_what_is_no_key(Cabinet& cabinet) {
    auto kiosks = cabinet.open();
    for (const auto& key : {std::string(), std::string(64, '0'), std::string(132, 'g')}) {
        CHECK_REFUSED(kiosks.add("noord", key, cabinet.now), "enrolment.form");
    }
    CHECK_REFUSED(kiosks.add("noord", std::string(132, '0'), cabinet.now), "enrolment.check");
    cabinet.disk.put("kiosks.toml",
                     "[[kiosk]]\nsite = 'noord'\nkey = '00'\nsealing = '00'\nadded = 2026-11-23T13:00:00Z\n");
    CHECK_REFUSED(KioskRegister::open(cabinet.disk, "kiosks.toml"), "toml.value");
}

void keeps_odd_sites(Cabinet& cabinet) {
    const std::string site = "a\"b\\c\nd";
    CHECK_OK(cabinet.open().add(site, cabinet.key, cabinet.now));
    CHECK_EQ(cabinet.open().kiosks()[0].site, site);
}

}  // namespace

int run_kiosk_register_tests() {
    const CMUnitTest tests[] = {
        test<remembers, Cabinet>("a kiosk that was added is there after a start"),
        test<revokes_for_good, Cabinet>("a revoked key is not taken again"),
        test<refuses_what_is_no_key, Cabinet>("what is no key is refused"),
        test<keeps_odd_sites, Cabinet>("a text with quotation marks comes back as it was"),
    };
    return run("kiosk register", tests);
}
