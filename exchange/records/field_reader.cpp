#include "exchange/records/field_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace baken::records {

using trust::Json;

void FieldReader::refuse_field(Label label, std::string_view check, std::string_view why) {
    if (wrong_) return;
    wrong_ = Error{fmt::format("record.{}", check), fmt::format("{}{}: {}", open_.back().path, label.name, why), {}};
}

const Json* FieldReader::member(Label label, Presence presence) {
    if (wrong_) return nullptr;
    open_.back().known.push_back(label.name);
    const Json* found = open_.back().object->find(label.name);
    if (found == nullptr && presence == Presence::Required) refuse_field(label, "missing", "is required");
    return found;
}

const std::string* FieldReader::text_member(Label label, Presence presence) {
    const Json* found = member(label, presence);
    if (found != nullptr && found->text() == nullptr) refuse_field(label, "type", "is no text");
    return found == nullptr ? nullptr : found->text();
}

const trust::JsonArray* FieldReader::list_member(Label label, std::size_t most) {
    const Json* found = member(label, Presence::Optional);
    if (found == nullptr) return nullptr;
    const auto* items = found->array();
    if (items == nullptr) {
        refuse_field(label, "type", "is no list");
    } else if (items->empty() || items->size() > most) {
        refuse_field(label, "count", fmt::format("has {} items, 1 to {} are read", items->size(), most));
        return nullptr;
    }
    return items;
}

void FieldReader::check_text(Label label, const std::string& value, TextRule rule) {
    auto fault = text_fault(value, rule);
    if (!fault) return;
    switch (*fault) {
        case TextFault::NotUtf8:
            return refuse_field(label, "utf8", "is not UTF-8");
        case TextFault::Control:
            return refuse_field(label, "control", "has a control character in it");
        case TextFault::Empty:
            return refuse_field(label, "empty", "has nothing in it");
        case TextFault::TooLong:
            return refuse_field(label, "length", fmt::format("has over {} letters", rule.most));
    }
}

void FieldReader::check_token(Label label, const std::string& value, const TokenRule& rule) {
    if (!rule.fits(value)) refuse_field(label, "name", fmt::format("is not {}", rule.called));
}

void FieldReader::text(Label label, std::string& value, TextRule rule, Presence presence) {
    const auto* found = text_member(label, presence);
    if (found == nullptr) return;
    check_text(label, *found, rule);
    if (!wrong_) value = *found;
}

void FieldReader::token(Label label, std::string& value, const TokenRule& rule, Presence presence) {
    const auto* found = text_member(label, presence);
    if (found == nullptr) return;
    check_token(label, *found, rule);
    if (!wrong_) value = *found;
}

template <typename Check>
void FieldReader::read_texts(Label label, std::vector<std::string>& values, std::size_t most, Check check) {
    const auto* items = list_member(label, most);
    if (items == nullptr) return;
    for (const auto& item : *items) {
        if (item.text() == nullptr) return refuse_field(label, "type", "has an item that is no text");
        check(*item.text());
        if (wrong_) return;
        values.push_back(*item.text());
    }
}

void FieldReader::texts(Label label, std::vector<std::string>& values, TextRule rule, std::size_t most) {
    read_texts(label, values, most, [&](const std::string& value) { check_text(label, value, rule); });
}

void FieldReader::tokens(Label label, std::vector<std::string>& values, const TokenRule& rule, std::size_t most) {
    read_texts(label, values, most, [&](const std::string& value) { check_token(label, value, rule); });
}

void FieldReader::number(Label label, std::optional<int>& value, NumberRule rule, Presence presence) {
    const Json* found = member(label, presence);
    if (found == nullptr) return;
    auto number = found->integer();
    if (!number) return refuse_field(label, "type", "is no whole number");
    if (*number < rule.least || *number > rule.most) {
        return refuse_field(label, "range", fmt::format("is not from {} to {}", rule.least, rule.most));
    }
    value = static_cast<int>(*number);
}

void FieldReader::moment(Label label, std::optional<Instant>& value, Presence presence) {
    const auto* found = text_member(label, presence);
    if (found == nullptr) return;
    auto moment = parse_rfc3339(*found);
    // One moment has one written form here, so that equal records are equal bytes.
    if (!moment || to_rfc3339(*moment) != *found) return refuse_field(label, "time", "is no UTC time to the second");
    value = *moment;
}

void FieldReader::others(trust::JsonObject& kept) {
    if (wrong_) return;
    const auto& known = open_.back().known;
    for (const auto& [name, member] : *open_.back().object->object()) {
        if (std::ranges::find(known, name) == known.end()) kept.emplace(name, member);
    }
}

void FieldReader::require(bool holds, Label label) {
    if (!holds) refuse_field(label, "missing", label.about);
}

std::optional<std::size_t> FieldReader::find_word(Label label, const std::string& value, Words words) {
    auto found = std::ranges::find(words, value);
    if (found == words.end()) {
        refuse_field(label, "choice", "is none of the known words");
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - words.begin());
}

void FieldReader::word(Label label, std::size_t& index, Words words) {
    const auto* found = text_member(label, Presence::Required);
    if (found != nullptr) index = find_word(label, *found, words).value_or(index);
}

void FieldReader::words(Label label, std::vector<std::size_t>& indexes, Words words, std::size_t least) {
    std::vector<std::string> written;
    read_texts(label, written, words.size(), [](const std::string&) {});
    if (written.size() < least) refuse_field(label, "missing", "is required");
    for (const auto& one : written) {
        auto index = find_word(label, one, words);
        if (!index) return;
        if (std::ranges::find(indexes, *index) != indexes.end()) return refuse_field(label, "count", "says one twice");
        indexes.push_back(*index);
    }
}

void FieldReader::open_object(Label label, std::string path, const Json& object) {
    if (object.object() == nullptr) return refuse_field(label, "type", "is no object");
    open_.push_back({&object, std::move(path), {}});
}

bool FieldReader::begin(Label label, Presence presence, bool) {
    const Json* found = member(label, presence);
    if (found == nullptr) return false;
    open_object(label, fmt::format("{}{}.", open_.back().path, label.name), *found);
    return !wrong_;
}

void FieldReader::end() {
    if (!wrong_) open_.pop_back();
}

std::size_t FieldReader::begin_list(Label label, std::size_t, std::size_t most) {
    const auto* items = list_member(label, most);
    lists_.emplace_back(label.name, items);
    return items == nullptr ? 0 : items->size();
}

void FieldReader::begin_item(std::size_t index) {
    if (wrong_) return;
    const auto& [name, items] = lists_.back();
    auto item_name = fmt::format("{}[{}]", name, index);
    open_object({item_name, {}}, fmt::format("{}{}.", open_.back().path, item_name), (*items)[index]);
}

void FieldReader::end_list() {
    lists_.pop_back();
}

}  // namespace baken::records
