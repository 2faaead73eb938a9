// The model of one CAP alert (OASIS Common Alerting Protocol 1.2 section 3.2, also 1.1), as cleaned up by
// alert_parse.hpp: plain text without markup or control characters, times as moments, only pictures that were inside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/base/time.hpp"

namespace baken::bulletins {

// Unknown also stands for a value that is missing or not in the standard; it never means "harmless".
enum class CapVersion { Unknown, V1_1, V1_2 };
enum class Status { Unknown, Actual, Exercise, System, Test, Draft };
enum class MsgType { Unknown, Alert, Update, Cancel, Ack, Error };
enum class Scope { Unknown, Public, Restricted, Private };
enum class Category { Unknown, Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE, Other };
enum class ResponseType { Unknown, Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear, None };
enum class Urgency { Unknown, Immediate, Expected, Future, Past };
enum class Severity { Unknown, Extreme, Severe, Moderate, Minor };
enum class Certainty { Unknown, Observed, Likely, Possible, Unlikely };

// The words of the standard ("AllClear"), "Unknown" for Unknown, and "1.1" or "1.2" for a version.
[[nodiscard]] std::string_view name_of(CapVersion value);
[[nodiscard]] std::string_view name_of(Status value);
[[nodiscard]] std::string_view name_of(MsgType value);
[[nodiscard]] std::string_view name_of(Scope value);
[[nodiscard]] std::string_view name_of(Category value);
[[nodiscard]] std::string_view name_of(ResponseType value);
[[nodiscard]] std::string_view name_of(Urgency value);
[[nodiscard]] std::string_view name_of(Severity value);
[[nodiscard]] std::string_view name_of(Certainty value);

// The other way round, without regard to case; Unknown for any other word.
template <typename Enum>
[[nodiscard]] Enum read_word(std::string_view text);
template <>
Status read_word<Status>(std::string_view text);
template <>
MsgType read_word<MsgType>(std::string_view text);
template <>
Scope read_word<Scope>(std::string_view text);
template <>
Category read_word<Category>(std::string_view text);
template <>
ResponseType read_word<ResponseType>(std::string_view text);
template <>
Urgency read_word<Urgency>(std::string_view text);
template <>
Severity read_word<Severity>(std::string_view text);
template <>
Certainty read_word<Certainty>(std::string_view text);

// A moment and the offset from UTC it was written with; the offset is absent when the issuer left it out (read as UTC).
struct CapTime {
    Instant at{};
    std::optional<int> offset_minutes;
    bool operator==(const CapTime&) const = default;
};

// What names a message (section 3.2.1): the three together. `sent` is absent when it was missing or unreadable.
struct Identity {
    std::string sender;
    std::string identifier;
    std::optional<Instant> sent;
    bool operator==(const Identity&) const = default;
};

struct Position {
    double latitude = 0;   // degrees, WGS 84
    double longitude = 0;  // degrees, WGS 84
    bool operator==(const Position&) const = default;
};

// At least three different corners; closed without repeating the first at the end.
using Polygon = std::vector<Position>;

struct Circle {
    Position centre;
    double radius_km = 0;  // 0 is a point, which says nothing about how far the danger reaches
    bool operator==(const Circle&) const = default;
};

// Any of CAP's pairs whose meaning the issuer and the reader agree on: eventCode, parameter, geocode.
struct NamedValue {
    std::string name;
    std::string value;
    bool operator==(const NamedValue&) const = default;
};

struct Area {
    std::string description;
    std::vector<Polygon> polygons;
    std::vector<Polygon> holes;  // EXCLUDE_POLYGON
    std::vector<Circle> circles;
    std::vector<NamedValue> geocodes;
    // Some geometry was there but could not be used (malformed, too large): the area may reach further than is known.
    bool geometry_lost = false;
    bool operator==(const Area&) const = default;
};

struct Resource {
    std::string description;
    std::string mime_type;
    std::string uri;    // text only; never fetched
    std::string image;  // the bytes of an inline PNG or JPEG whose digest was right, or empty
    bool operator==(const Resource&) const = default;
};

struct Info {
    std::string language;  // as written; empty: the issuer's default, of which nothing is known
    std::vector<Category> categories;
    std::string event;
    std::vector<ResponseType> response_types;
    Urgency urgency = Urgency::Unknown;
    Severity severity = Severity::Unknown;
    Certainty certainty = Certainty::Unknown;
    std::string audience;
    std::vector<NamedValue> event_codes;
    std::optional<CapTime> effective;
    std::optional<CapTime> onset;
    std::optional<CapTime> expires;
    std::string sender_name;
    std::string headline;     // one line
    std::string description;  // lines separated by \n
    std::string instruction;  // lines separated by \n
    std::string web;
    std::string contact;
    std::vector<NamedValue> parameters;
    std::vector<Resource> resources;
    std::vector<Area> areas;
    bool operator==(const Info&) const = default;
};

struct Alert {
    CapVersion version = CapVersion::Unknown;
    std::string identifier;
    std::string sender;
    std::optional<CapTime> sent;
    Status status = Status::Unknown;
    MsgType msg_type = MsgType::Unknown;
    Scope scope = Scope::Unknown;
    std::string source;
    std::string restriction;
    std::vector<std::string> addresses;
    std::vector<std::string> codes;
    std::string note;
    std::vector<Identity> references;
    std::vector<std::string> incidents;
    std::vector<Info> infos;

    [[nodiscard]] Identity identity() const {
        return {sender, identifier, sent ? std::optional{sent->at} : std::nullopt};
    }
    bool operator==(const Alert&) const = default;
};

// What to call an info block: its headline, else the event and where it is (headline is optional in CAP).
[[nodiscard]] std::string title_of(const Info& info);

// Who speaks: senderName, else the sender of the alert.
[[nodiscard]] const std::string& sender_of(const Alert& alert, const Info& info);

}  // namespace baken::bulletins
