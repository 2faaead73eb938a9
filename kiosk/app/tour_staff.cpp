#include "kiosk/app/tour_staff.hpp"

#include <fmt/format.h>

#include "exchange/records/check_number.hpp"
#include "exchange/records/ticket.hpp"

namespace baken::app {
namespace {

using namespace records;
using namespace std::chrono_literals;

class Examples {
public:
    explicit Examples(Instant now) : now_(now) {}

    post::StaffRecord& add(Body body, Duration ago, Priority priority = Priority::Today) {
        ++number_;
        Record record;
        record.head.id = fmt::format("01890a5d-ac96-774b-bcce-b302099a{:04}", number_);
        record.head.kiosk = "demo";
        record.head.site = "draaikom";
        record.head.created = now_ - ago;
        record.head.priority = priority;
        record.body = std::move(body);
        auto kind = kind_of(record);
        bool emergency = kind == Kind::EmergencyReport;
        if (!emergency && kind != Kind::SituationReport) record.head.ticket = format(Ticket{"DRA", number_});
        auto check = emergency ? format(check_number_of(record.head)) : std::string{};
        post::Delivery delivery;
        delivery.stored = now_ - ago;
        list_.push_back(std::make_shared<post::StaffRecord>(post::StaffRecord{std::move(record), delivery, check, {}}));
        return *list_.back();
    }
    [[nodiscard]] std::shared_ptr<const post::StaffList> list() const {
        auto all = std::make_shared<post::StaffList>();
        for (const auto& one : list_) all->push_back(one);
        return all;
    }
    [[nodiscard]] Instant before(Duration ago) const { return now_ - ago; }

private:
    Instant now_;
    int number_ = 0;
    std::vector<std::shared_ptr<post::StaffRecord>> list_;
};

Place at_address(std::string address, std::string detail = {}) {
    Place place;
    place.where = Where::Address;
    place.address = std::move(address);
    place.detail = std::move(detail);
    return place;
}

Contact someone(std::string name, std::string phone) {
    Contact contact;
    contact.name = std::move(name);
    contact.phone = std::move(phone);
    return contact;
}

void add_emergencies(Examples& examples) {
    EmergencyReport fall;
    fall.place = at_address("Naarderstraat 12", "tweede verdieping");
    fall.incident = Incident::Medical;
    fall.what = "Man van ongeveer 70 jaar is van de trap gevallen en kan niet opstaan.";
    fall.hazards = {Hazard::Electricity, Hazard::Other};
    fall.hazards_note = "Trappenhuis is donker";
    fall.casualties = 1;
    fall.needed = {Service::Ambulance};
    fall.reporter = "Buurvrouw, staat aan de balie";
    examples.add(fall, 7min, Priority::Now);
    EmergencyReport fire;
    fire.incident = Incident::Fire;
    fire.what = "Schuurbrand";
    fire.needed = {Service::Fire, Service::Police};
    fire.reporter = "Medewerker";
    auto& known = examples.add(fire, 40min, Priority::Now);
    known.delivery.received_at = known.delivery.receipt_at = examples.before(38min);
    known.delivery.receipt = ReceiptState::OnTheWay;
    known.delivery.answer = "Brandweer Huizen is er over tien minuten";
}

void add_requests(Examples& examples) {
    HelpRequest medicine;
    medicine.need = Need::Medicines;
    medicine.people = 3;
    medicine.place = at_address("Oude Raadhuisplein 4");
    medicine.contact = someone("O. Kovalenko", "06 12 34 56 78");
    medicine.note = "Insuline is bijna op. Wij spreken Oekraïens en een beetje Engels.";
    auto& asked = examples.add(medicine, 25min, Priority::Now);
    asked.record.head.language = "uk";
    asked.delivery.on_stick = examples.before(10min);
    HelpRequest ride;
    ride.need = Need::Transport;
    ride.for_whom = ForWhom::Neighbour;
    auto& noted = examples.add(ride, 3h, Priority::CanWait);
    noted.delivery.step = Step::PassedOn;
    noted.delivery.step_at = examples.before(2h);
    noted.steps.push_back({noted.record.head.id, Step::PassedOn, examples.before(2h), "Rode Kruis", "Belt terug", {}});
    Signal seen;
    seen.sight = Sight::SomeoneAlone;
    seen.what = "Mevrouw van 90 doet de deur niet open";
    seen.place = at_address("Zeilmakerslaan 108");
    examples.add(seen, 50min);
}

void add_gifts(Examples& examples) {
    Offer car;
    car.gifts = {Gift::Vehicle, Gift::Hands};
    car.what = "Bus met acht plaatsen";
    car.when = "Elke avond na zes uur";
    car.languages = {"nl", "uk"};
    car.contact = someone("J. de Boer", "035 123 45 67");
    examples.add(car, 2h);
    Initiative soup;
    soup.title = "Soep voor de hele straat";
    soup.what = "Wij koken op gas en delen uit";
    soup.when = "Vandaag om 18 uur";
    soup.place = at_address("Roerpad 2");
    soup.serves = 60;
    soup.needs = 4;
    soup.showing = records::Showing::MayBeShown;
    examples.add(soup, 90min);
    SignUp joins;
    joins.initiative = "01890a5d-ac96-774b-bcce-b302099a0007";
    joins.people = 2;
    examples.add(joins, 5min);
}

post::BoardItem hanging(Instant now) {
    post::BoardItem item;
    item.id = "01890a5d-ac96-774b-bcce-b302099a0099";
    item.title = "Samen stroom delen";
    item.what = "Laad uw telefoon bij ons op, wij hebben zonnepanelen";
    item.joined = 3;
    item.stored = now - 5h;
    return item;
}

}  // namespace

post::PostNews example_post(Instant now) {
    Examples examples(now);
    add_emergencies(examples);
    add_requests(examples);
    add_gifts(examples);
    post::StaffNews staff;
    staff.door = post::StaffNews::Door::Open;
    staff.list = examples.list();
    staff.complete = true;
    staff.unreadable = 2;
    staff.audit = {{now - 1min, "unlock", ""}, {now - 2min, "pin.wrong", ""}};
    post::OutboxState outbox;
    outbox.waiting = 9;
    const auto& late = *staff.list->front();
    outbox.emergencies.push_back({late.record.head.id, late.check_number, late.delivery});
    post::PostNews news;
    news.staff = std::move(staff);
    news.outbox = std::move(outbox);
    news.board = std::make_shared<post::Board>(post::Board{hanging(now)});
    news.statistics_csv = fmt::format("hour,dimension,value,count\r\n{},kind,help-request,12\r\n{},language,uk,4\r\n",
                                      to_rfc3339(now - 2h), to_rfc3339(now - 1h));
    return news;
}

std::vector<StaffStop> staff_stops(const post::PostNews& post) {
    std::vector<StaffStop> stops{{"home", {}}};
    auto page = [&](const std::string& name, std::vector<ui::Action> actions) {
        stops.push_back({name, std::move(actions)});
    };
    for (const char* name : {"emergency", "request", "board", "facilities", "situation", "notice", "ready", "sticks",
                             "system", "statistics", "log"}) {
        page(name, {staff::staff_go(name)});
    }
    const auto& list = *post.staff->list;
    auto late = list.front()->record.head.id;
    page("emergency-sent", {staff::staff_go("emergency sent " + late)});
    page("emergency-radio", {staff::staff_go("emergency radio " + late)});
    page("emergency-filled", {staff::staff_go("emergency"), staff::staff_set("emergency", "service", "ambulance"),
                              staff::staff_set("emergency", "hazard", "electricity")});
    page("request-pick", {staff::staff_go("request"), staff::staff_set("request", "picking", "on"),
                          staff::staff_set("request", "pick-page", "")});
    for (std::size_t i = 2; i < list.size(); ++i)
        page(fmt::format("case-{}", i), {staff::staff_go("request " + list[i]->record.head.id)});
    page("notice-water", {staff::staff_go("notice"), staff::staff_set("notice", "begin", "water-point")});
    page("notice-missing", {staff::staff_go("notice"), staff::staff_set("notice", "begin", "missing-person")});
    page("write-where", {staff::staff_go("emergency"), staff::staff_edit("emergency", "where")});
    page("write-note", {staff::staff_go("situation"), staff::staff_edit("situation", "note")});
    return stops;
}

}  // namespace baken::app
