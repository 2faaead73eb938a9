#include "exchange/records/schema_writer.hpp"

namespace baken::records {
namespace {

using trust::Json;
using trust::JsonArray;
using trust::JsonObject;

constexpr std::string_view kControlsOfLine =
    "[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]";
constexpr std::string_view kControlsOfStory =
    "[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]";

Json words_json(Words words) {
    JsonArray items;
    for (auto word : words) items.push_back(Json{std::string(word)});
    return Json{std::move(items)};
}

JsonObject text_schema(TextRule rule) {
    auto controls = rule.lines == Lines::One ? kControlsOfLine : kControlsOfStory;
    return {{"type", Json{"string"}},
            {"maxLength", Json{static_cast<std::int64_t>(rule.most)}},
            {"pattern", Json{"[^ \\t\\r\\n\\f\\v]"}},
            {"not", Json{JsonObject{{"pattern", Json{std::string(controls)}}}}}};
}

JsonObject token_schema(const TokenRule& rule) {
    return {{"type", Json{"string"}}, {"pattern", Json{std::string(rule.pattern)}}};
}

JsonObject list_schema(JsonObject item, std::size_t most) {
    return {{"type", Json{"array"}},
            {"items", Json{std::move(item)}},
            {"minItems", Json{std::int64_t{1}}},
            {"maxItems", Json{static_cast<std::int64_t>(most)}}};
}

}  // namespace

void SchemaWriter::put(Label label, JsonObject schema, Presence presence) {
    schema["description"] = Json{std::string(label.about)};
    open_.back().properties[std::string(label.name)] = Json{std::move(schema)};
    if (presence == Presence::Required) open_.back().required.push_back(Json{std::string(label.name)});
}

JsonObject SchemaWriter::close() {
    auto object = std::move(open_.back());
    open_.pop_back();
    JsonObject schema{{"type", Json{"object"}}, {"properties", Json{std::move(object.properties)}}};
    if (!object.required.empty()) schema["required"] = Json{std::move(object.required)};
    return schema;
}

Json SchemaWriter::take(std::string_view title) {
    auto schema = close();
    schema["$schema"] = Json{"https://json-schema.org/draft/2020-12/schema"};
    schema["$id"] = Json{"urn:baken:" + std::string(title)};
    schema["title"] = Json{std::string(title)};
    return Json{std::move(schema)};
}

void SchemaWriter::text(Label label, std::string&, TextRule rule, Presence presence) {
    put(label, text_schema(rule), presence);
}

void SchemaWriter::texts(Label label, std::vector<std::string>&, TextRule rule, std::size_t most) {
    put(label, list_schema(text_schema(rule), most), Presence::Optional);
}

void SchemaWriter::token(Label label, std::string&, const TokenRule& rule, Presence presence) {
    put(label, token_schema(rule), presence);
}

void SchemaWriter::tokens(Label label, std::vector<std::string>&, const TokenRule& rule, std::size_t most) {
    put(label, list_schema(token_schema(rule), most), Presence::Optional);
}

void SchemaWriter::number(Label label, std::optional<int>&, NumberRule rule, Presence presence) {
    JsonObject schema{{"type", Json{"integer"}},
                      {"minimum", Json{std::int64_t{rule.least}}},
                      {"maximum", Json{std::int64_t{rule.most}}}};
    put(label, std::move(schema), presence);
}

void SchemaWriter::moment(Label label, std::optional<Instant>&, Presence presence) {
    JsonObject schema{{"type", Json{"string"}},
                      {"format", Json{"date-time"}},
                      {"pattern", Json{"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}}};
    put(label, std::move(schema), presence);
}

void SchemaWriter::others(JsonObject&) {}

void SchemaWriter::require(bool, Label) {}

void SchemaWriter::word(Label label, std::size_t& index, Words words) {
    // The kind is the one word that is already known when a schema is written.
    if (label.name == "kind") return put(label, {{"const", Json{std::string(words[index])}}}, Presence::Required);
    put(label, {{"enum", words_json(words)}}, Presence::Required);
}

void SchemaWriter::words(Label label, std::vector<std::size_t>&, Words words, std::size_t least) {
    auto schema = list_schema({{"enum", words_json(words)}}, words.size());
    schema["uniqueItems"] = Json{true};
    put(label, std::move(schema), least > 0 ? Presence::Required : Presence::Optional);
}

bool SchemaWriter::begin(Label label, Presence presence, bool) {
    open_.push_back({label, presence, {}, {}});
    return true;
}

void SchemaWriter::end() {
    if (list_depth_ == open_.size()) return;  // the item of a list is closed with its list
    auto label = open_.back().label;
    auto presence = open_.back().presence;
    auto schema = close();
    put(label, std::move(schema), presence);
}

std::size_t SchemaWriter::begin_list(Label label, std::size_t, std::size_t most) {
    open_.push_back({label, Presence::Optional, {}, {}});
    list_depth_ = open_.size();
    most_ = most;
    return 1;
}

void SchemaWriter::begin_item(std::size_t) {}

void SchemaWriter::end_list() {
    auto label = open_.back().label;
    list_depth_ = 0;
    auto schema = list_schema(close(), most_);
    put(label, std::move(schema), Presence::Optional);
}

}  // namespace baken::records
