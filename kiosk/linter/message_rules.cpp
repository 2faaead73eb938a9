#include "kiosk/linter/message_rules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "exchange/base/text.hpp"
#include "exchange/bulletins/message.hpp"

namespace baken::linter {
namespace {

using bulletins::MessageShape;
using Kind = MessageShape::Kind;

std::set<std::string> names_of(const MessageShape& shape) {
    std::set<std::string> names;
    for (const auto& [name, use] : shape.arguments) names.insert(name);
    return names;
}

std::set<std::string> without(const std::set<std::string>& all, const std::set<std::string>& some) {
    std::set<std::string> rest;
    for (const auto& name : all) {
        if (!some.contains(name)) rest.insert(name);
    }
    return rest;
}

// "=0" and "=1" are exact numbers, which every language may name.
std::set<std::string> named_cases(const std::set<std::string>& cases) {
    std::set<std::string> named;
    for (const auto& name : cases) {
        if (!name.starts_with('=')) named.insert(name);
    }
    return named;
}

void judge_plurals(const MessageShape& shape, std::string_view language, std::vector<Complaint>& complaints) {
    auto known = bulletins::plural_cases(language);
    for (const auto& [name, use] : shape.arguments) {
        if (!use.kinds.contains(Kind::Plural)) continue;
        auto missing = without(known, use.cases);
        auto strange = without(named_cases(use.cases), known);
        if (!missing.empty()) {
            complaints.push_back(
                {"message.plural", fmt::format("{} lacks the case {}", name, fmt::join(missing, ", "))});
        }
        if (!strange.empty()) {
            complaints.push_back({"message.plural", fmt::format("{} has the case {}, which this language does not know",
                                                                name, fmt::join(strange, ", "))});
        }
    }
}

void compare_arguments(const MessageShape& master, const MessageShape& shape, std::vector<Complaint>& complaints) {
    auto missing = without(names_of(master), names_of(shape));
    auto strange = without(names_of(shape), names_of(master));
    if (!missing.empty()) {
        complaints.push_back({"message.argument", fmt::format("{} is missing", fmt::join(missing, ", "))});
    }
    if (!strange.empty()) {
        complaints.push_back(
            {"message.argument", fmt::format("{} is not in the Dutch text", fmt::join(strange, ", "))});
    }
    for (const auto& [name, use] : shape.arguments) {
        auto same = master.arguments.find(name);
        bool both = same != master.arguments.end() && use.kinds.contains(Kind::Select) &&
                    same->second.kinds.contains(Kind::Select);
        if (both && use.cases != same->second.cases) {
            complaints.push_back({"message.select", fmt::format("{} has other cases than in Dutch: {}", name,
                                                                fmt::join(use.cases, ", "))});
        }
    }
}

bool hides_a_brace(std::string_view pattern) {
    return pattern.find("'{") != std::string_view::npos || pattern.find("'}") != std::string_view::npos;
}

}  // namespace

std::vector<Complaint> judge_message(std::string_view pattern, std::string_view language) {
    if (trim(pattern).empty()) return {{"message.empty", "there is no text"}};
    auto shape = bulletins::shape_of(pattern);
    if (!shape) return {{shape.error().check, shape.error().message}};
    std::vector<Complaint> complaints;
    if (hides_a_brace(pattern)) {
        complaints.push_back({"message.quote", "a straight apostrophe before a brace hides it; write ’"});
    }
    judge_plurals(*shape, language, complaints);
    return complaints;
}

std::vector<Complaint> compare_message(std::string_view master, std::string_view translation,
                                       std::string_view language) {
    auto complaints = judge_message(translation, language);
    auto own = bulletins::shape_of(translation);
    auto dutch = bulletins::shape_of(master);
    if (own && dutch && !trim(translation).empty()) compare_arguments(*dutch, *own, complaints);
    return complaints;
}

}  // namespace baken::linter
