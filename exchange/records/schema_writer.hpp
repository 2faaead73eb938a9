// Walks a description and writes down its rules as JSON Schema. Internal to this room.
#pragma once

#include "exchange/records/fields.hpp"

namespace baken::records {

class SchemaWriter final : public Fields {
public:
    // What was described, as the schema of a whole document of this name.
    [[nodiscard]] trust::Json take(std::string_view title);

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
    struct Open {
        Label label;
        Presence presence = Presence::Required;
        trust::JsonObject properties;
        trust::JsonArray required;
    };
    void put(Label label, trust::JsonObject schema, Presence presence);
    trust::JsonObject close();

    std::vector<Open> open_ = std::vector<Open>(1);
    std::size_t list_depth_ = 0;  // how deep the open list is, 0 for none: lists do not nest
    std::size_t most_ = 0;
};

}  // namespace baken::records
