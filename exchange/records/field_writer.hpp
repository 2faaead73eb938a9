// Walks a description and writes JSON. What is not filled in is left out. Internal to this room.
#pragma once

#include "exchange/records/fields.hpp"

namespace baken::records {

class FieldWriter final : public Fields {
public:
    [[nodiscard]] trust::Json take() { return trust::Json{std::move(open_.front())}; }

    void text(Label label, std::string& value, TextRule rule, Presence presence) override;
    void texts(Label label, std::vector<std::string>& values, TextRule rule, std::size_t most) override;
    void token(Label label, std::string& value, const TokenRule& rule, Presence presence) override;
    void tokens(Label label, std::vector<std::string>& values, const TokenRule& rule, std::size_t most) override;
    void number(Label label, std::optional<int>& value, NumberRule rule, Presence presence) override;
    void moment(Label label, std::optional<Instant>& value, Presence presence) override;
    void others(trust::JsonObject& kept) override;
    void require(bool holds, Label label) override;

protected:
    void word(Label label, std::size_t& index, Words words) override;
    void words(Label label, std::vector<std::size_t>& indexes, Words words, std::size_t least) override;
    bool begin(Label label, Presence presence, bool present) override;
    void end() override;
    std::size_t begin_list(Label label, std::size_t count, std::size_t most) override;
    void begin_item(std::size_t index) override;
    void end_list() override;

private:
    struct List {
        std::string name;
        trust::JsonArray items;
    };
    void put(Label label, trust::Json value) { open_.back()[std::string(label.name)] = std::move(value); }
    void put_texts(Label label, const std::vector<std::string>& values);

    std::vector<trust::JsonObject> open_ = std::vector<trust::JsonObject>(1);
    std::vector<std::string> names_;  // of the open objects but the first; empty for an item of a list
    std::vector<List> lists_;
};

}  // namespace baken::records
