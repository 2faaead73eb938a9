#include "exchange/bulletins/alert.hpp"

#include <array>
#include <utility>

#include "exchange/base/text.hpp"

namespace baken::bulletins {
namespace {

template <typename Enum>
using Words = std::pair<Enum, std::string_view>;

constexpr auto kVersions = std::to_array<Words<CapVersion>>({{CapVersion::V1_1, "1.1"}, {CapVersion::V1_2, "1.2"}});
constexpr auto kStatuses = std::to_array<Words<Status>>({{Status::Actual, "Actual"},
                                                         {Status::Exercise, "Exercise"},
                                                         {Status::System, "System"},
                                                         {Status::Test, "Test"},
                                                         {Status::Draft, "Draft"}});
constexpr auto kMsgTypes = std::to_array<Words<MsgType>>({{MsgType::Alert, "Alert"},
                                                          {MsgType::Update, "Update"},
                                                          {MsgType::Cancel, "Cancel"},
                                                          {MsgType::Ack, "Ack"},
                                                          {MsgType::Error, "Error"}});
constexpr auto kScopes = std::to_array<Words<Scope>>(
    {{Scope::Public, "Public"}, {Scope::Restricted, "Restricted"}, {Scope::Private, "Private"}});
constexpr auto kCategories = std::to_array<Words<Category>>({{Category::Geo, "Geo"},
                                                             {Category::Met, "Met"},
                                                             {Category::Safety, "Safety"},
                                                             {Category::Security, "Security"},
                                                             {Category::Rescue, "Rescue"},
                                                             {Category::Fire, "Fire"},
                                                             {Category::Health, "Health"},
                                                             {Category::Env, "Env"},
                                                             {Category::Transport, "Transport"},
                                                             {Category::Infra, "Infra"},
                                                             {Category::CBRNE, "CBRNE"},
                                                             {Category::Other, "Other"}});
constexpr auto kResponseTypes = std::to_array<Words<ResponseType>>({{ResponseType::Shelter, "Shelter"},
                                                                    {ResponseType::Evacuate, "Evacuate"},
                                                                    {ResponseType::Prepare, "Prepare"},
                                                                    {ResponseType::Execute, "Execute"},
                                                                    {ResponseType::Avoid, "Avoid"},
                                                                    {ResponseType::Monitor, "Monitor"},
                                                                    {ResponseType::Assess, "Assess"},
                                                                    {ResponseType::AllClear, "AllClear"},
                                                                    {ResponseType::None, "None"}});
constexpr auto kUrgencies = std::to_array<Words<Urgency>>({{Urgency::Immediate, "Immediate"},
                                                           {Urgency::Expected, "Expected"},
                                                           {Urgency::Future, "Future"},
                                                           {Urgency::Past, "Past"}});
constexpr auto kSeverities = std::to_array<Words<Severity>>({{Severity::Extreme, "Extreme"},
                                                             {Severity::Severe, "Severe"},
                                                             {Severity::Moderate, "Moderate"},
                                                             {Severity::Minor, "Minor"}});
// "Very Likely" is CAP 1.0's word and is to be read as Likely.
constexpr auto kCertainties = std::to_array<Words<Certainty>>({{Certainty::Observed, "Observed"},
                                                               {Certainty::Likely, "Likely"},
                                                               {Certainty::Possible, "Possible"},
                                                               {Certainty::Unlikely, "Unlikely"},
                                                               {Certainty::Likely, "Very Likely"}});

template <typename Enum, std::size_t Count>
std::string_view word_for(const std::array<Words<Enum>, Count>& table, Enum value) {
    for (const auto& [known, word] : table) {
        if (known == value) return word;
    }
    return "Unknown";
}

template <typename Enum, std::size_t Count>
Enum value_for(const std::array<Words<Enum>, Count>& table, std::string_view text) {
    auto wanted = to_lower_ascii(trim(text));
    for (const auto& [value, word] : table) {
        if (to_lower_ascii(word) == wanted) return value;
    }
    return Enum::Unknown;
}

}  // namespace

std::string_view name_of(CapVersion value) {
    return word_for(kVersions, value);
}
std::string_view name_of(Status value) {
    return word_for(kStatuses, value);
}
std::string_view name_of(MsgType value) {
    return word_for(kMsgTypes, value);
}
std::string_view name_of(Scope value) {
    return word_for(kScopes, value);
}
std::string_view name_of(Category value) {
    return word_for(kCategories, value);
}
std::string_view name_of(ResponseType value) {
    return word_for(kResponseTypes, value);
}
std::string_view name_of(Urgency value) {
    return word_for(kUrgencies, value);
}
std::string_view name_of(Severity value) {
    return word_for(kSeverities, value);
}
std::string_view name_of(Certainty value) {
    return word_for(kCertainties, value);
}

template <>
Status read_word<Status>(std::string_view text) {
    return value_for(kStatuses, text);
}
template <>
MsgType read_word<MsgType>(std::string_view text) {
    return value_for(kMsgTypes, text);
}
template <>
Scope read_word<Scope>(std::string_view text) {
    return value_for(kScopes, text);
}
template <>
Category read_word<Category>(std::string_view text) {
    return value_for(kCategories, text);
}
template <>
ResponseType read_word<ResponseType>(std::string_view text) {
    return value_for(kResponseTypes, text);
}
template <>
Urgency read_word<Urgency>(std::string_view text) {
    return value_for(kUrgencies, text);
}
template <>
Severity read_word<Severity>(std::string_view text) {
    return value_for(kSeverities, text);
}
template <>
Certainty read_word<Certainty>(std::string_view text) {
    return value_for(kCertainties, text);
}

std::string title_of(const Info& info) {
    if (!info.headline.empty()) return info.headline;
    if (info.areas.empty() || info.areas.front().description.empty()) return info.event;
    if (info.event.empty()) return info.areas.front().description;
    return info.event + " - " + info.areas.front().description;
}

const std::string& sender_of(const Alert& alert, const Info& info) {
    return info.sender_name.empty() ? alert.sender : info.sender_name;
}

}  // namespace baken::bulletins
