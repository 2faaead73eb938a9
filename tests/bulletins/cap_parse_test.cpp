#include <algorithm>

#include "exchange/bulletins/alert_parse.hpp"
#include "tests/bulletins/bulletins_tests.hpp"
#include "tests/bulletins/cap_messages.hpp"
#include "tests/support/cmocka.hpp"

using namespace baken;
using namespace baken::bulletins;
using namespace baken::testing;

namespace {

ParsedAlert parsed(const std::string& xml) {
    auto result = parse_alert(xml);
    CHECK_OK(result);
    return std::move(*result);
}

void reads_a_whole_alert() {
    auto result = parsed(AlertText{}.xml());
    CHECK_EQ(result.remarks.size(), 0U);
    const auto& alert = result.alert;
    CHECK_EQ(alert.identifier, std::string("a-1"));
    CHECK_EQ(alert.sender, std::string("vrgroningen.example"));
    CHECK(alert.version == CapVersion::V1_2 && alert.status == Status::Actual && alert.msg_type == MsgType::Alert);
    CHECK_EQ(to_rfc3339(alert.sent->at), std::string("2026-11-23T09:00:00Z"));
    CHECK_EQ(*alert.sent->offset_minutes, 60);
    CHECK_EQ(alert.infos.size(), 1U);
    CHECK_EQ(alert.infos[0].headline, std::string("Geen stroom"));
    CHECK(alert.infos[0].severity == Severity::Severe);
    CHECK_EQ(alert.infos[0].areas[0].geocodes[0].value, std::string("GM0014"));
}

void refuses_by_name() {
    CHECK_REFUSED(parse_alert(""), "cap.xml");
    CHECK_REFUSED(parse_alert("Dit is geen XML"), "cap.xml");
    CHECK_REFUSED(parse_alert("<page/>"), "cap.root");
    CHECK_REFUSED(parse_alert("<!DOCTYPE alert><alert/>"), "cap.dtd");
    CHECK_REFUSED(parse_alert("<alert xmlns='http://www.incident.com/cap/1.0'><identifier>a</identifier></alert>"),
                  "cap.version");
    CHECK_REFUSED(parse_alert("<alert xmlns='http://example.org/'><identifier>a</identifier></alert>"),
                  "cap.namespace");
    CHECK_REFUSED(parse_alert("<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>"), "cap.empty");
    CHECK_REFUSED(parse_alerts("<feed><entry><link href='http://example.org/a.xml'/></entry></feed>"),
                  "cap.feed_index");
    auto whole = AlertText{}.xml();
    CHECK_REFUSED(parse_alert(whole.substr(0, whole.size() / 2)), "cap.xml");
}

void markup_is_stripped_with_a_remark() {
    AlertText text;
    text.headline = "Water &amp;amp; stroom &lt;b&gt;uit&lt;/b&gt;";
    text.description = "Eerste regel<br/>tweede&lt;br&gt;derde\n\n\n\nlaatste";
    auto result = parsed(text.xml());
    CHECK_EQ(result.alert.infos[0].headline, std::string("Water & stroom uit"));
    CHECK_EQ(result.alert.infos[0].description, std::string("Eerste regel\ntweede\nderde\n\nlaatste"));
    CHECK_EQ(result.remarks.size(), 3U);
    CHECK_EQ(result.remarks[0].check, std::string("cap.text.markup"));
    CHECK_EQ(result.remarks[1].check, std::string("cap.schema.markup"));
}

void other_words_are_unknown_and_reported() {
    AlertText text;
    text.status = "Serious";
    text.scope = " public ";
    text.urgency = "Unknown";
    text.response = "<responseType>Run</responseType>";
    auto result = parsed(text.xml());
    CHECK(result.alert.status == Status::Unknown && result.alert.scope == Scope::Public);
    CHECK(result.alert.infos[0].response_types.at(0) == ResponseType::Unknown);
    CHECK_EQ(result.remarks.size(), 3U);
}

void what_the_schema_forbids_is_reported() {
    auto whole = AlertText{}.xml();
    auto checks = [&](const std::string& from, const std::string& to) {
        auto changed = whole;
        changed.replace(changed.find(from), from.size(), to);
        std::string found;
        for (const auto& remark : parsed(changed).remarks) found += remark.check + " ";
        return found;
    };
    CHECK_EQ(checks("<event>", "<headline>te vroeg</headline><event>").substr(0, 17), std::string("cap.schema.order "));
    CHECK_EQ(checks("<scope>Public</scope>", ""), std::string("cap.schema.missing "));
    CHECK_EQ(checks("<event>", "<event>x</event><event>"), std::string("cap.schema.repeated "));
    CHECK_EQ(checks("<event>", "<colour>x</colour><event>"), std::string("cap.schema.unknown "));
    CHECK_EQ(checks("<info>", "<info id='1'>"), std::string("cap.schema.attribute "));
    CHECK_EQ(checks("<info>", "<info>los"), std::string("cap.schema.text "));
    CHECK_EQ(checks("+01:00</sent>", "Z</sent>"), std::string("cap.schema.time "));
    CHECK_EQ(checks("nl-NL", "nl_NL"), std::string("cap.schema.language "));
    CHECK_EQ(checks("cap:1.2", "cap:1.3"), std::string("cap.schema.namespace "));
}

void contradictions_are_reported() {
    AlertText text;
    text.msg_type = "Update";
    text.scope = "Restricted";
    text.identifier = "een twee";
    text.times = "<expires>2026-11-23T09:00:00+01:00</expires>";
    std::string checks;
    for (const auto& remark : parsed(text.xml()).remarks) checks += remark.check + " ";
    CHECK_EQ(checks, std::string("cap.text.identifier cap.references cap.text.restriction cap.text.expires "));
}

}  // namespace

int run_cap_parse_tests() {
    const CMUnitTest tests[] = {
        test<reads_a_whole_alert>("a well-formed alert is read without remarks"),
        test<refuses_by_name>("what is no alert is refused by the name of the check"),
        test<markup_is_stripped_with_a_remark>("markup in text is stripped with a remark"),
        test<other_words_are_unknown_and_reported>("words that CAP does not know are Unknown and reported"),
        test<what_the_schema_forbids_is_reported>("what the official schema forbids is reported, each by its name"),
        test<contradictions_are_reported>("fields that contradict each other are reported"),
    };
    return run("cap parse", tests);
}
