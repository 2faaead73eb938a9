#include "exchange/bulletins/finding.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace baken::bulletins {

Finding finding_of(const std::string& file, const Error& error) {
    Finding finding{file, 0, error.check, error.message};
    constexpr std::string_view kLine = "line ";
    if (!error.message.starts_with(kLine)) return finding;
    int line = 0;
    const char* end = error.message.data() + error.message.size();
    auto [rest, problem] = std::from_chars(error.message.data() + kLine.size(), end, line);
    if (problem != std::errc{} || end - rest < 2 || rest[0] != ':' || rest[1] != ' ') return finding;
    finding.line = line;
    finding.message = std::string(rest + 2, end);
    return finding;
}

std::string to_text(const Finding& finding) {
    if (finding.line == 0) return fmt::format("{}: {}: {}", finding.file, finding.check, finding.message);
    return fmt::format("{}:{}: {}: {}", finding.file, finding.line, finding.check, finding.message);
}

}  // namespace baken::bulletins
