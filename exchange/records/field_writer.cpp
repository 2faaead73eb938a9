#include "exchange/records/field_writer.hpp"

namespace baken::records {

using trust::Json;

void FieldWriter::text(Label label, std::string& value, TextRule, Presence) {
    if (!value.empty()) put(label, Json{value});
}

void FieldWriter::token(Label label, std::string& value, const TokenRule&, Presence) {
    if (!value.empty()) put(label, Json{value});
}

void FieldWriter::put_texts(Label label, const std::vector<std::string>& values) {
    if (values.empty()) return;
    trust::JsonArray items;
    for (const auto& value : values) items.push_back(Json{value});
    put(label, Json{std::move(items)});
}

void FieldWriter::texts(Label label, std::vector<std::string>& values, TextRule, std::size_t) {
    put_texts(label, values);
}

void FieldWriter::tokens(Label label, std::vector<std::string>& values, const TokenRule&, std::size_t) {
    put_texts(label, values);
}

void FieldWriter::number(Label label, std::optional<int>& value, NumberRule, Presence) {
    if (value) put(label, Json{std::int64_t{*value}});
}

void FieldWriter::moment(Label label, std::optional<Instant>& value, Presence) {
    if (value) put(label, Json{to_rfc3339(*value)});
}

void FieldWriter::others(trust::JsonObject& kept) {
    for (const auto& [name, member] : kept) open_.back().try_emplace(name, member);
}

void FieldWriter::require(bool, Label) {}

void FieldWriter::word(Label label, std::size_t& index, Words words) {
    put(label, Json{std::string(words[index])});
}

void FieldWriter::words(Label label, std::vector<std::size_t>& indexes, Words words, std::size_t) {
    std::vector<std::string> written;
    written.reserve(indexes.size());
    for (auto index : indexes) written.emplace_back(words[index]);
    put_texts(label, written);
}

bool FieldWriter::begin(Label label, Presence, bool present) {
    if (!present) return false;
    open_.emplace_back();
    names_.emplace_back(label.name);
    return true;
}

void FieldWriter::end() {
    Json object{std::move(open_.back())};
    open_.pop_back();
    auto name = std::move(names_.back());
    names_.pop_back();
    if (name.empty()) {
        lists_.back().items.push_back(std::move(object));
    } else {
        open_.back()[name] = std::move(object);
    }
}

std::size_t FieldWriter::begin_list(Label label, std::size_t count, std::size_t) {
    lists_.push_back({std::string(label.name), {}});
    return count;
}

void FieldWriter::begin_item(std::size_t) {
    open_.emplace_back();
    names_.emplace_back();
}

void FieldWriter::end_list() {
    auto list = std::move(lists_.back());
    lists_.pop_back();
    if (!list.items.empty()) open_.back()[list.name] = Json{std::move(list.items)};
}

}  // namespace baken::records
